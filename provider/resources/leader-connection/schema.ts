// SPDX-License-Identifier: Apache-2.0
import { limitsOf, type Filled } from "../../lifecycle/inputs/properties";
import type { InputSchema } from "../../lifecycle/inputs/validator";
import type { ResolvedConnectionArgs } from "./args";

/** The inputs of a connection, resolved, in normal form and with every default filled in. */
export type ConnectionInputs = Filled<ResolvedConnectionArgs, typeof defaults>;

export interface ConnectionState {
  mode: "sniff" | "proxy";
  connected: boolean;
}

export const emptyState = { mode: "sniff", connected: false, clusterUuid: "" } as const;

export const defaults = {
  adopt: false,
  force: false,
  waitFor: "connected",
  timeouts: { create: "2m", update: "2m", delete: "2m" },
} as const satisfies Partial<ResolvedConnectionArgs>;

/** What the resource has on the cluster, and the inputs that make up its name. */
export const object = { kind: "connection", called: "connection", namedBy: ["alias"] } as const;

/** Inputs of one mode only; the server refuses them in the other. */
export const modeInputs = {
  sniff: ["seeds", "nodeConnections"],
  proxy: ["proxyAddress", "proxySocketConnections", "serverName"],
} as const;

const count = { type: "integer", minimum: 1 } as const;

/** JSON Schema of the inputs; keywords of our own are in common/keywords.ts. */
export const inputSchema = {
  type: "object",
  additionalProperties: false,
  required: ["alias"],
  properties: {
    alias: { type: "string", remoteAlias: true },
    seeds: { type: "array", minItems: 1, items: { type: "string", transportAddress: true } },
    nodeConnections: count,
    proxyAddress: { type: "string", transportAddress: true },
    proxySocketConnections: count,
    serverName: { type: "string", minLength: 1 },
    skipUnavailable: { type: "boolean" },
    transportPingSchedule: { type: "string", pingSchedule: true },
    transportCompress: { type: "boolean" },
    adopt: { type: "boolean" },
    force: { type: "boolean" },
    waitFor: { type: "string", enum: ["configured", "connected"] },
    timeouts: limitsOf("create", "update", "delete"),
  },
} as const satisfies InputSchema<ResolvedConnectionArgs>;
