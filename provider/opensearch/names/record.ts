// SPDX-License-Identifier: Apache-2.0

/** Plain objects only: an Output is an object too, and its value is not known. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype
  );
}
