// SPDX-License-Identifier: Apache-2.0
import type { Memory, Properties, Saved } from "../common/handler";

/** The connections that the rule was of before, by what is known of it. */
export function formerAliases({ leaderAlias: now }: Properties, before: Saved): Memory {
  const { leaderAlias: last } = before.properties;
  const aliases = new Set(before.memory.formerAliases);
  if (typeof last === "string") aliases.add(last);
  aliases.delete(String(now));
  return aliases.size === 0 ? {} : { formerAliases: [...aliases] };
}
