// SPDX-License-Identifier: Apache-2.0
import { absenceGrace } from "../../opensearch/api/status";
import { type RuleStats, rulesIfAllowed } from "../../opensearch/api/auto-follow";
import { indexNameViolations } from "../../opensearch/text/names";
import { within } from "../../waiting/clock";
import { poll } from "../../waiting/poll";
import type { Operation } from "../../lifecycle/operation";
import { isNamed } from "./create";
import type { RuleInputs, RuleState } from "./schema";
import { namedIndexes, unfollowedIndexes } from "./unfollowed";

const backoff = { first: 500, longest: 4_000, factor: 2 };

/**
 * Reads the rule (`GET /_plugins/_replication/autofollow_stats`), and warns of what it could not follow.
 * `undefined` where it is gone; what may not be looked at (403) is not.
 */
export async function readAutoFollowRule(
  wanted: RuleInputs,
  operation: Operation,
): Promise<(RuleStats & Pick<RuleState, "unfollowed">) | "hidden" | undefined> {
  const seen = await poll<RuleStats | "hidden">(
    async () => {
      const rules = await rulesIfAllowed(operation.reads);
      if (rules === undefined) return { done: true, value: "hidden" };
      const rule = rules.find((one) => isNamed(one, wanted));
      return rule === undefined ? { done: false } : { done: true, value: rule };
    },
    { ...within(absenceGrace, operation), backoff },
  );
  if (seen === undefined) return undefined;
  if (seen.value === "hidden") return "hidden";
  // A wide pattern matches system indexes too, each of which is refused at every try.
  const failed = seen.value.failedIndexes.filter(
    (index) => indexNameViolations(index).length === 0,
  );
  if (failed.length > 0) {
    await operation.log.warn(
      `Auto-follow rule "${wanted.name}" could not follow ${namedIndexes(failed)}. It tries again after an hour; the follower cluster's log has the cause, and a StartedReplication of such an index reports it at once.`,
    );
  }
  const skipped = (await unfollowedIndexes(wanted, operation)).filter(
    (index) => !failed.includes(index),
  );
  if (skipped.length > 0) await operation.log.warn(skippedByRule(wanted.name, skipped));
  return { ...seen.value, unfollowed: skipped };
}

/** What a rule matches and nothing replicates: known since the last refresh. */
export function skippedByRule(rule: string, indexes: readonly string[]): string {
  return `Nothing replicates ${namedIndexes(indexes)}, which auto-follow rule "${rule}" matches. The follower's name is taken on the follower cluster, and a rule skips such an index without a word. A StartedReplication of such an index says what stands there. Delete only an old copy that nobody needs and no other cluster follows.`;
}
