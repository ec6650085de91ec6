// SPDX-License-Identifier: Apache-2.0
import type { Properties } from "../../pulumi/handler-boundary";

/** The connections that a rule was of before it moved to another; what it has made stays with them. */
export function formerAliasesOf({ __formerAliases: aliases }: Properties): string[] {
  return Array.isArray(aliases) ? aliases.map(String) : [];
}

/** The inputs, with the connections that the rule was of before by what is known of it. */
export function withFormerAliases(
  inputs: Record<string, unknown>,
  before: Properties,
): Record<string, unknown> {
  const { leaderAlias: last } = before;
  const aliases = new Set(formerAliasesOf(before));
  if (typeof last === "string") aliases.add(last);
  aliases.delete(String(inputs["leaderAlias"]));
  return aliases.size === 0 ? inputs : { ...inputs, __formerAliases: [...aliases] };
}
