// SPDX-License-Identifier: Apache-2.0

/** Whether a pattern of index names fits one: `*` stands for anything; nothing else does. */
export function matches(pattern: string, name: string): boolean {
  const parts = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "s").test(name);
}
