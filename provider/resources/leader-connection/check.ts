// SPDX-License-Identifier: Apache-2.0
import type { Checked, Properties } from "../common/handler";
import { withDefaults } from "../common/properties";
import { validator, type Violation } from "../common/validator";
import { defaults, inputSchema, modeInputs } from "./schema";

const violations = validator(inputSchema);

/** Fills in defaults and names every mistake that can be seen without the cluster. */
export function checkConnection(
  news: Properties,
  isUnknown: (value: unknown) => boolean,
): Checked<Properties> {
  const inputs = withDefaults(news, defaults);
  return {
    inputs,
    failures: [...violations(inputs, isUnknown), ...modeViolations(inputs, isUnknown)],
  };
}

/** The server refuses a mode's keys in the other mode (`PUT /_cluster/settings`). What is not known yet may turn out to be nothing. */
function modeViolations(inputs: Properties, isUnknown: (value: unknown) => boolean): Violation[] {
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
