// SPDX-License-Identifier: Apache-2.0
import * as pulumi from "@pulumi/pulumi";
import { withoutUndefined } from "../opensearch/text/record";
import { isPending } from "./arguments";

const unitMilliseconds: Readonly<Record<string, number>> = {
  ...{ ns: 1e-6, us: 1e-3, µs: 1e-3, ms: 1 },
  ...{ s: 1_000, m: 60_000, h: 3_600_000 },
};

/** Limits as the input `timeouts` has them. */
type Timeouts = Readonly<Record<string, unknown>>;

/**
 * The input `timeouts`, with the resource option `customTimeouts` for what it leaves out: the engine
 * keeps that option to itself, and a dynamic provider never sees it.
 */
export function mergedTimeouts<name extends string>(
  timeouts: unknown,
  { customTimeouts }: pulumi.CustomResourceOptions,
  names: readonly name[],
): unknown {
  const custom = Object.fromEntries(
    names.flatMap((name) => {
      const limit = (customTimeouts as Timeouts | undefined)?.[name];
      return typeof limit === "string" ? [[name, inOneUnit(limit)]] : [];
    }),
  );
  if (Object.keys(custom).length === 0) return timeouts;
  const merge = (given: unknown): unknown =>
    given === undefined || (typeof given === "object" && given !== null)
      ? { ...custom, ...withoutUndefined((given ?? {}) as Timeouts) }
      : given;
  return isPending(timeouts)
    ? pulumi.output(timeouts as pulumi.Input<Timeouts>).apply(merge)
    : merge(timeouts);
}

/** A duration as Go writes it, such as `1h30m`, in one unit. What is none stays, and is refused with the inputs. */
function inOneUnit(limit: string): string {
  const parts = [...limit.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/g)];
  const isDuration = parts.length > 1 && parts.map(([part]) => part).join("") === limit;
  if (!isDuration) return limit;
  const milliseconds = parts.reduce(
    (sum, [, count, unit = ""]) => sum + Number(count) * (unitMilliseconds[unit] ?? 0),
    0,
  );
  return `${Math.ceil(milliseconds)}ms`;
}
