// SPDX-License-Identifier: Apache-2.0
import * as pulumi from "@pulumi/pulumi";
import { withoutUndefined } from "../opensearch/text/record";
import { isPending } from "./arguments";

/**
 * The input `timeouts`, with the resource option `customTimeouts` for what it leaves out: the engine
 * keeps that option to itself, and a dynamic provider never sees it.
 */
export function mergedTimeouts(
  timeouts: unknown,
  { customTimeouts }: pulumi.CustomResourceOptions,
  names: readonly string[],
): unknown {
  const limits = Object.entries(customTimeouts ?? {}) as [string, unknown][];
  const custom = limits.filter(
    ([name, limit]) => names.includes(name) && typeof limit === "string",
  );
  if (custom.length === 0) return timeouts;
  const merge = (given: unknown): unknown =>
    given === undefined || (typeof given === "object" && given !== null)
      ? { ...Object.fromEntries(custom), ...withoutUndefined(given ?? {}) }
      : given;
  return isPending(timeouts)
    ? pulumi.output(timeouts as pulumi.Input<object>).apply(merge)
    : merge(timeouts);
}
