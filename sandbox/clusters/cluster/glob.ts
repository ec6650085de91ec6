// SPDX-License-Identifier: Apache-2.0

/** A pattern in which a star stands for anything and nothing else is special. */
export const glob = (pattern: string): RegExp =>
  new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replace(/\*/g, ".*")}$`);
