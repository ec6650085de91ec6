// SPDX-License-Identifier: Apache-2.0

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
