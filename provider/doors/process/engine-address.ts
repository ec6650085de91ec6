// SPDX-License-Identifier: Apache-2.0

/** The address of the engine that this provider process works for: the last of its arguments, where there is one. */
export function engineAddress(): string | undefined {
  const last = process.argv.at(-1);
  return last !== undefined && /^[^\s/]+:\d+$/.test(last) ? last : undefined;
}
