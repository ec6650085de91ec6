// SPDX-License-Identifier: Apache-2.0
import type { RuleInputs } from "./schema";
import type { Memory, Properties, Saved } from "../../lifecycle/saved";

/** What tells the rules of a cluster apart; the plugin's own tasks are named like that. */
export function ruleId({ leaderAlias, name }: Pick<RuleInputs, "leaderAlias" | "name">): string {
  return `${leaderAlias}:${name}`;
}

/** The names that an id is made of; neither may hold a colon. */
export function namesIn(id: string): Pick<RuleInputs, "leaderAlias" | "name"> {
  const colon = id.indexOf(":");
  return { leaderAlias: id.slice(0, colon), name: id.slice(colon + 1) };
}

export function ruleNamed({ name, leaderAlias }: Pick<RuleInputs, "leaderAlias" | "name">): string {
  return `Auto-follow rule "${name}" of connection "${leaderAlias}"`;
}

/** The connections that the rule was of before, by what is known of it. */
export function formerAliases({ leaderAlias: now }: Properties, before: Saved): Memory {
  const { leaderAlias: last } = before.properties;
  const aliases = new Set(before.memory.formerAliases);
  if (typeof last === "string") aliases.add(last);
  aliases.delete(String(now));
  return aliases.size === 0 ? {} : { formerAliases: [...aliases] };
}
