// SPDX-License-Identifier: Apache-2.0
import type { RuleStats } from "../../opensearch/auto-follow";
import { leaderIndexPlaceholder } from "../../opensearch/auto-follow-names";
import type { Follower } from "../../opensearch/followers";
import type { RuleInputs } from "./schema";

/** A rule, as far as it says what it follows. */
export type FollowingRule = Pick<RuleInputs, "leaderAlias" | "pattern" | "followerIndexPattern">;

/** Whether a rule would have made this follower. */
export function isMadeBy(
  { leaderAlias, pattern, followerIndexPattern = leaderIndexPlaceholder }: FollowingRule,
  { index, leader }: Follower,
): boolean {
  return (
    leader?.alias === leaderAlias &&
    matches(pattern, leader.index) &&
    followerIndexPattern.replaceAll(leaderIndexPlaceholder, leader.index) === index
  );
}

/** `*` stands for anything; nothing else does. */
function matches(pattern: string, name: string): boolean {
  const parts = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "s").test(name);
}

/** The followers that count as the rule's and as no other's. */
export function ownFollowers(
  rule: FollowingRule & Pick<RuleInputs, "name">,
  followers: readonly Follower[],
  rules: readonly RuleStats[],
): string[] {
  const others = rules.filter(({ name, leaderAlias = rule.leaderAlias }) => {
    return leaderAlias === rule.leaderAlias && name !== rule.name;
  });
  return followers
    .filter((follower) => isMadeBy(rule, follower))
    .filter(({ leader }) => !others.some(({ pattern }) => matches(pattern, leader?.index ?? "")))
    .map(({ index }) => index);
}
