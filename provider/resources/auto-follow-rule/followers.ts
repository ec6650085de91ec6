// SPDX-License-Identifier: Apache-2.0
import { autoFollowRules, type RuleStats } from "../../opensearch/api/auto-follow";
import { leaderIndexPlaceholder } from "../../opensearch/text/names";
import { matches } from "../../opensearch/text/pattern";
import { type Follower, listFollowers } from "../../opensearch/api/followers";
import type { Operation } from "../../lifecycle/operation";
import type { NamesDeclared } from "../../lifecycle/claims/claims";
import type { Properties } from "../../lifecycle/saved";
import type { RuleInputs } from "./schema";

/** A rule, as far as it says what it follows. */
export interface FollowingRule extends Pick<
  RuleInputs,
  "leaderAlias" | "pattern" | "followerIndexPattern"
> {
  /** Connections that it was of before: followers that it has made stay with them. */
  readonly formerAliases?: readonly string[] | undefined;
  /** Followers that resources of the stack own. */
  readonly beside?: readonly string[] | undefined;
  /** The same at other addresses, which may be of the rule's cluster. */
  readonly elsewhere?: readonly string[] | undefined;
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
  replications: () => NamesDeclared,
): Pick<FollowingRule, "beside" | "elsewhere"> {
  if (onDestroy !== "stopFollowers" || typeof pattern !== "string") return {};
  const followers = String(followerIndexPattern).replaceAll(leaderIndexPlaceholder, pattern);
  const coveredIn = (names: readonly string[]): readonly string[] | undefined => {
    const covered = names.filter((name) => matches(followers, name));
    return covered.length === 0 ? undefined : [...new Set(covered)].sort();
  };
  const { here, elsewhere } = replications();
  return { beside: coveredIn(here), elsewhere: coveredIn(elsewhere) };
}

/** Followers of a rule that are to be stopped with it, and those that resources of the program own. */
export interface OwnFollowers {
  readonly own: readonly string[];
  readonly kept: readonly string[];
}

/** The followers that count as this rule's only: not another rule's, and not a resource's of the program. */
export async function followersOf(
  rule: FollowingRule & Pick<RuleInputs, "name">,
  { claims, host, reads, signal, identity }: Operation,
): Promise<OwnFollowers> {
  const all = ownFollowers(rule, await listFollowers(reads, signal), await autoFollowRules(reads));
  const { uuid } = await identity();
  const isDeclared = (name: string): boolean => {
    const object = { kind: "replication", name, host, uuid } as const;
    if ((rule.beside ?? []).includes(name)) return true;
    // A destroy runs no program that could tell.
    if ((rule.elsewhere ?? []).includes(name) && !claims.isApart(object)) return true;
    return /another|perhaps/.test(claims.ownerOf({ ...object, urn: undefined }).kind);
  };
  return { own: all.filter((name) => !isDeclared(name)), kept: all.filter(isDeclared) };
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
