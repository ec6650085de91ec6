// SPDX-License-Identifier: Apache-2.0
import type { RuleStats } from "../../opensearch/api/auto-follow";
import { leaderIndexPlaceholder } from "../../opensearch/text/names";
import type { Follower } from "../../opensearch/api/followers";
import type { Properties } from "../../lifecycle/saved";
import type { RuleInputs } from "./schema";

/** A rule, as far as it says what it follows. */
export interface FollowingRule extends Pick<
  RuleInputs,
  "leaderAlias" | "pattern" | "followerIndexPattern"
> {
  /** Connections that it was of before: followers that it has made stay with them. */
  readonly formerAliases?: readonly string[];
  /** Followers that resources of the stack own. */
  readonly beside?: readonly string[];
}

export function isMadeBy(rule: FollowingRule, { index, leader }: Follower): boolean {
  const { leaderAlias, formerAliases = [], pattern } = rule;
  const { followerIndexPattern = leaderIndexPlaceholder } = rule;
  return (
    leader !== undefined &&
    [leaderAlias, ...formerAliases].includes(leader.alias) &&
    matches(pattern, leader.index) &&
    followerIndexPattern.replaceAll(leaderIndexPlaceholder, leader.index) === index
  );
}

/** The replications of the stack whose followers a rule would stop with it. */
export function coveredBy(
  { pattern, followerIndexPattern = leaderIndexPlaceholder, onDestroy }: Properties,
  replications: () => readonly string[],
): readonly string[] | undefined {
  if (onDestroy !== "stopFollowers" || typeof pattern !== "string") return undefined;
  const followers = String(followerIndexPattern).replaceAll(leaderIndexPlaceholder, pattern);
  const covered = replications().filter((name) => matches(followers, name));
  return covered.length === 0 ? undefined : [...new Set(covered)].sort();
}

/** `*` stands for anything; nothing else does. */
function matches(pattern: string, name: string): boolean {
  const parts = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "s").test(name);
}

/** The followers that count as the rule's and as no other's. Before 3.6 a rule does not say which connection it is of. */
export function ownFollowers(
  rule: FollowingRule & Pick<RuleInputs, "name">,
  followers: readonly Follower[],
  rules: readonly RuleStats[],
): string[] {
  const others = rules.filter(
    ({ name, leaderAlias = rule.leaderAlias }) =>
      name !== rule.name || leaderAlias !== rule.leaderAlias,
  );
  const isAnothers = ({ leader }: Follower): boolean =>
    others.some(
      ({ leaderAlias = leader?.alias, pattern }) =>
        leaderAlias === leader?.alias && matches(pattern, leader?.index ?? ""),
    );
  return followers
    .filter((follower) => isMadeBy(rule, follower) && !isAnothers(follower))
    .map(({ index }) => index);
}
