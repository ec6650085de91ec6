// SPDX-License-Identifier: Apache-2.0
import type { Duration } from "../../waiting/duration";
import { limitsOf } from "../common/limit";

/** When a create or an update of a connection is done. */
export type ConnectionWaitFor = "configured" | "connected";

/** The inputs of a connection, resolved, in normal form and with every default filled in. */
export interface ConnectionInputs {
  alias: string;
  seeds?: string[];
  nodeConnections?: number;
  proxyAddress?: string;
  proxySocketConnections?: number;
  serverName?: string;
  skipUnavailable?: boolean;
  transportPingSchedule?: string;
  transportCompress?: boolean;
  adopt: boolean;
  force: boolean;
  waitFor: ConnectionWaitFor;
  timeouts: ConnectionTimeouts;
}

/** Limits of the waits. */
export interface ConnectionTimeouts {
  /** How long a create may take, waiting included. Default: `2m`. */
  create: Duration;
  /** How long an update may take, waiting included. Default: `2m`. */
  update: Duration;
  /** How long a delete may take. Default: `2m`. */
  delete: Duration;
}

/** What a connection says of itself besides its inputs. */
export interface ConnectionState {
  mode: "sniff" | "proxy";
  connected: boolean;
}

/** Where nothing is known of it. */
export const emptyState = { mode: "sniff", connected: false, clusterUuid: "" } as const;

/** The values of inputs that are left out. */
export const defaults = {
  adopt: false,
  force: false,
  waitFor: "connected",
  timeouts: { create: "2m", update: "2m", delete: "2m" },
} as const satisfies Partial<ConnectionInputs>;

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
} as const;
