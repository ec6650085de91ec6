// SPDX-License-Identifier: Apache-2.0

/** A pattern of index names: `*` stands for anything. */
export function patternOf(pattern: string): RegExp {
  const parts = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`);
}
