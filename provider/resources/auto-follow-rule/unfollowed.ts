// SPDX-License-Identifier: Apache-2.0
import { OpenSearchError } from "../../opensearch/answers/errors";
import { unlessWithheld } from "../../opensearch/answers/withheld";
import { followerMark } from "../../opensearch/api/follower-index";
import { storedReplications } from "../../opensearch/api/stored-replications";
import { leaderIndexes } from "../../opensearch/api/leader/leader-indexes";
import { indexNameViolations, leaderIndexPlaceholder } from "../../opensearch/text/names";
import type { Operation } from "../../lifecycle/operation";
import type { RuleInputs } from "./schema";

/**
 * The leader indexes that match a rule and that nothing replicates: the plugin skips one whose name is taken on
 * the follower cluster, without a word. Empty where that cannot be told.
 */
export async function unfollowedIndexes(
  { leaderAlias, pattern, followerIndexPattern = leaderIndexPlaceholder }: RuleInputs,
  { reads }: Pick<Operation, "reads">,
): Promise<string[]> {
  try {
    const found = (await leaderIndexes(reads, leaderAlias, pattern)) ?? [];
    // System indexes match a wide pattern, too, and are refused.
    const wanted = found.filter((index) => indexNameViolations(index).length === 0);
    if (wanted.length === 0) return [];
    const stored = await unlessWithheld(storedReplications(reads));
    if (stored === undefined) return [];
    const followed = new Set(stored.map(({ index }) => index));
    const followerOf = (index: string): string =>
      followerIndexPattern.replaceAll(leaderIndexPlaceholder, index);
    const open = wanted.filter((index) => !followed.has(followerOf(index))).sort();
    // One whose name is free is followed at the plugin's next look.
    const isTaken = async (index: string): Promise<boolean> =>
      !/^(missing|forbidden)$/.test(await followerMark(reads, followerOf(index)));
    const taken: string[] = [];
    for (const index of open) if (await isTaken(index)) taken.push(index);
    return taken;
  } catch (error) {
    // What is known of the rule is known without it.
    if (error instanceof OpenSearchError) return [];
    throw error;
  }
}

/** At most ten names, and how many more. */
export function namedIndexes(indexes: readonly string[]): string {
  const names = indexes.slice(0, 10).map((index) => `"${index}"`);
  const more = indexes.length > 10 ? ` and ${indexes.length - 10} more` : "";
  return `${names.join(", ")}${more}`;
}
