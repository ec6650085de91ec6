// SPDX-License-Identifier: Apache-2.0
import type { RuleBody } from "../../opensearch/api/auto-follow";
import { rolesAndSettings } from "../../opensearch/api/replication";
import type { RuleInputs } from "./schema";
import type { Memory, Properties, Saved } from "../../lifecycle/saved";

/** The body that makes the rule: what is left out is not sent, since the plugin refuses nulls. */
export function ruleBody(inputs: RuleInputs): RuleBody {
  const { name, leaderAlias, pattern, useRoles, settings, followerIndexPattern } = inputs;
  return {
    name,
    leader_alias: leaderAlias,
    pattern,
    ...rolesAndSettings({ useRoles, settings }),
    ...(followerIndexPattern === undefined ? {} : { follower_index_pattern: followerIndexPattern }),
  };
}

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
