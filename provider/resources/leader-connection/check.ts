// SPDX-License-Identifier: Apache-2.0
import type { Properties } from "../../lifecycle/saved";
import { type CheckContext, inputCheck } from "../../lifecycle/inputs/input-check";
import type { Violation } from "../../lifecycle/inputs/validator";
import { defaults, inputSchema, modeInputs } from "./schema";

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
