// SPDX-License-Identifier: Apache-2.0

/**
 * An operation that began and did not end: the engine saves the resource with these properties, says
 * the reasons, and calls `update` at the next `up`, whatever `diff` answers.
 *
 * The host reads `id`, `properties` and `reasons` off the thrown error
 * (`ErrorResourceInitFailed` of the provider protocol). The CLI prints the reasons and drops the
 * message, so the first reason is all of it.
 */
export class PartialFailure extends Error {
  override readonly name = "PartialFailure";
  readonly reasons: readonly string[];

  constructor(
    reason: string,
    /** The resource's id, never empty. */
    readonly id: string,
    /** The outputs so far. The boundary adds the inputs with `__provider`, without which the resource could never be deleted. */
    readonly properties: Readonly<Record<string, unknown>>,
    options?: { cause?: unknown },
  ) {
    super(reason, options);
    // The CLI puts a tab and a bullet before it.
    this.reasons = [reason.replaceAll("\n", "\n\t")];
  }
}

/**
 * A copy of `value` with nothing in it that a protobuf Struct cannot carry. The host fails with
 * “Unexpected struct type.” on `undefined`, functions and the like, after the side effect, which
 * orphans the resource; inside an error's properties it never answers at all.
 */
export function jsonClean<T>(value: T): T {
  return JSON.parse(
    JSON.stringify(value, (_key, item: unknown) =>
      typeof item === "bigint" ? String(item) : item,
    ),
  ) as T;
}
