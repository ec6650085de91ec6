// SPDX-License-Identifier: Apache-2.0
import { isRecord, withoutUndefined } from "../../../opensearch/text/record";
import { holdsSecret, isMarked, isUnknown, output, plain } from "../values";
import type { Properties } from "../wire/struct";
import type { Child } from "./registrar";

/** Whether a value is there and no secret: resources are made of it and named after it. */
export function isPlain(value: unknown): boolean {
  return isRecord(value) ? !isMarked(value) : !isUnknown(value);
}

/** An output of a resource as an input of another, which then depends on it. */
export function told({ urn, outputs }: Child, name: string, value = outputs[name]): unknown {
  return output(plain(value), [urn], holdsSecret(value));
}

/** The time limits of the children: the input, and the option `customTimeouts` for what it leaves out. */
export function limitsFor(timeouts: unknown, custom: Properties | undefined): unknown {
  const limits = Object.entries(custom ?? {}).filter(([, limit]) => limit !== "");
  if (limits.length === 0) return timeouts ?? undefined;
  if (timeouts !== undefined && timeouts !== null && !isRecord(timeouts)) return timeouts;
  return { ...Object.fromEntries(limits), ...withoutUndefined(timeouts ?? {}) };
}

/** The error about the inputs of a component, a line for each mistake. */
export function invalid(type: string, name: string, problems: readonly string[]): Error {
  return new Error([`${type} "${name}" has invalid inputs:`, ...problems].join("\n"));
}
