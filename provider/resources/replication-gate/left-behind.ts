// SPDX-License-Identifier: Apache-2.0
import type { Operation } from "../../lifecycle/operation";
import { unlessWithheld } from "../../opensearch/answers/withheld";
import { followerMark } from "../../opensearch/api/follower-index";
import { listFollowers } from "../../opensearch/api/followers";
import { leaderIndexes } from "../../opensearch/api/leader/leader-indexes";
import { indexNameViolations } from "../../opensearch/text/names";
import { matches } from "../../opensearch/text/pattern";
import { namedIndexes } from "../auto-follow-rule/unfollowed";
import type { GateInputs, GatedRules } from "./schema";

type Reading = Pick<Operation, "reads" | "signal">;

/** What a rule follows here and nobody has listed: a switch would leave it a follower. */
export async function followedBesides(
  rules: GatedRules,
  { reads, signal }: Reading,
): Promise<string[] | undefined> {
  const followers = await unlessWithheld(listFollowers(reads, signal));
  return followers
    ?.flatMap(({ leader }) =>
      leader?.alias === rules.leaderAlias && isMatched(leader.index, rules) ? [leader.index] : [],
    )
    .filter((index) => !rules.indexes.includes(index));
}

/** What matches on the other site and nobody has listed; nothing while that site is down. */
export async function matchedBesides(
  { leaderAlias, patterns, indexes }: GatedRules,
  { reads }: Pick<Operation, "reads">,
): Promise<string[] | undefined> {
  const found = new Set<string>();
  for (const pattern of patterns) {
    const some = await leaderIndexes(reads, leaderAlias, pattern);
    if (some === undefined) return undefined;
    // System indexes match a wide pattern, too, and are not followed.
    for (const index of some) if (indexNameViolations(index).length === 0) found.add(index);
  }
  return [...found].filter((index) => !indexes.includes(index));
}

/**
 * Why a switch would leave indexes behind: what a rule follows and nobody has listed. What only matches counts
 * once the roles change: before, it is the other site's copy.
 */
export async function leftBehind(
  rules: GatedRules,
  { replications }: Pick<GateInputs, "replications">,
  operation: Operation,
): Promise<string | undefined> {
  const followed = await followedBesides(rules, operation);
  const isSwitch = await isAnyFollower(replications, operation);
  const matched = isSwitch ? await matchedBesides(rules, operation) : [];
  if (followed === undefined && (matched === undefined || !isSwitch)) {
    await operation.log.warn(unknownBesides(rules));
    return undefined;
  }
  const left = [...new Set([...(followed ?? []), ...(matched ?? [])])].sort();
  return left.length === 0 ? undefined : staysBehind(left);
}

/** Whether something is still to be promoted here: an earlier run may have been refused. */
async function isAnyFollower(
  replications: GateInputs["replications"],
  { reads }: Reading,
): Promise<boolean> {
  for (const { index } of replications)
    // Whose settings may not be read may be one.
    if (/^(follower|forbidden)$/.test(await followerMark(reads, index))) return true;
  return false;
}

function isMatched(index: string, { patterns }: GatedRules): boolean {
  return patterns.some((pattern) => matches(pattern, index));
}

export function staysBehind(indexes: readonly string[]): string {
  return `A switch leaves ${namedIndexes(indexes)} behind: the rules of autoFollow match ${indexes.length === 1 ? "it, and it is" : "them, and they are"} not in \`indexes\`, so that the other site would go on taking their writes. Add ${indexes.length === 1 ? "it" : "them"} to \`indexes\`.`;
}

function unknownBesides({ patterns }: GatedRules): string {
  return `Whether a rule of autoFollow (${patterns.join(", ")}) follows indexes that are not in \`indexes\` cannot be told: this user needs the permission cluster:monitor/state or indices:admin/resolve/index. A switch promotes what is in \`indexes\`.`;
}
