// SPDX-License-Identifier: Apache-2.0
import { defaults } from "./schema";
import { type Violation, violations } from "./validation";

/** What a check needs to know from outside. */
export interface CheckContext {
  /** The provider's `leaderAlias`, for resources that name none. */
  readonly leaderAlias: string | undefined;
  readonly isUnknown: (value: unknown) => boolean;
}

/** The inputs in normal form, and every rule they break. */
export interface Checked {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly failures: Violation[];
}

/** Fills in defaults and names every mistake that can be seen without the cluster. */
export function checkInputs(
  news: Readonly<Record<string, unknown>>,
  { leaderAlias, isUnknown }: CheckContext,
): Checked {
  const given = withoutNulls(news);
  const inputs = {
    ...(leaderAlias === undefined ? {} : { leaderAlias }),
    ...defaults,
    ...given,
    ...(isRecord(given["timeouts"])
      ? { timeouts: { ...defaults.timeouts, ...given["timeouts"] } }
      : {}),
  };
  return { inputs, failures: violations(withoutHidden(inputs), isUnknown) };
}

/** An input that a program sets to `undefined` or `null` is left out. */
function withoutNulls(inputs: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(inputs)
      .filter(([, value]) => value !== undefined && value !== null)
      .map(([name, value]) => [name, isRecord(value) ? withoutNulls(value) : value]),
  );
}

/** The engine and the SDK add inputs of their own, such as `__provider` and `__defaults`. */
export function withoutHidden(inputs: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => !name.startsWith("__")));
}

/** Plain objects only: an Output is an object too, and none of our business. */
function isRecord(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype
  );
}
