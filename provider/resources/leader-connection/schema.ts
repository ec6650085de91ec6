// SPDX-License-Identifier: Apache-2.0
import { type CheckContext, inputCheck } from "../../lifecycle/inputs/input-check";
import { limitsOf, type Filled } from "../../lifecycle/inputs/properties";
import type { InputSchema, Violation } from "../../lifecycle/inputs/validator";
import type { Properties } from "../../lifecycle/saved";
import type { ResolvedConnectionArgs } from "./args";

/** The inputs of a connection, resolved, in normal form and with every default filled in. */
export type ConnectionInputs = Filled<ResolvedConnectionArgs, typeof defaults>;

export interface ConnectionState {
  mode: "sniff" | "proxy";
  connected: boolean;
}

export function stateOf(
  { proxyAddress }: Pick<ConnectionInputs, "proxyAddress">,
  connected: boolean,
): ConnectionState {
  return { mode: proxyAddress === undefined ? "sniff" : "proxy", connected };
}

export const emptyState = { mode: "sniff", connected: false, clusterUuid: "" } as const;

export const defaults = {
  adopt: false,
  force: false,
  waitFor: "connected",
  timeouts: { create: "2m", update: "2m", delete: "2m" },
} as const satisfies Partial<ResolvedConnectionArgs>;

export const object = { kind: "connection", called: "connection", namedBy: ["alias"] } as const;

/** Inputs of one mode only; the server refuses them in the other. */
export const modeInputs = {
  sniff: ["seeds", "nodeConnections"],
  proxy: ["proxyAddress", "proxySocketConnections", "serverName"],
} as const;

const count = { type: "integer", minimum: 1 } as const;

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
    whenUnreachable: { type: "string", enum: ["fail", "defer"] },
    timeouts: limitsOf("create", "update", "delete"),
  },
} as const satisfies InputSchema<ResolvedConnectionArgs>;

export const checkConnection = inputCheck(inputSchema, defaults, modeViolations);

/** The server refuses a mode's keys in the other mode (`PUT /_cluster/settings`). What is not known yet may turn out to be nothing. */
function modeViolations(inputs: Properties, { isUnknown }: CheckContext): Violation[] {
  const mayBeGiven = (name: string): boolean => inputs[name] !== undefined;
  const isGiven = (name: string): boolean => mayBeGiven(name) && !isUnknown(inputs[name]);
  if (!mayBeGiven("seeds") && !mayBeGiven("proxyAddress")) {
    const reason = "is required: give `seeds` (sniff mode), or `proxyAddress` (proxy mode) instead";
    return [{ property: "seeds", reason }];
  }
  if (isGiven("seeds") && isGiven("proxyAddress")) {
    const reason =
      "contradicts `seeds`: a connection is either in sniff mode (`seeds`) or in proxy mode (`proxyAddress`); leave one out";
    return [{ property: "proxyAddress", reason }];
  }
  if (!isGiven("seeds") && !isGiven("proxyAddress")) return [];
  const [mode, other] = isGiven("seeds")
    ? (["seeds", "proxy"] as const)
    : (["proxyAddress", "sniff"] as const);
  return modeInputs[other].filter(isGiven).map((property) => ({
    property,
    reason: `belongs to ${other} mode, but the connection has \`${mode}\`; leave one of them out`,
  }));
}
