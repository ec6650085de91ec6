// SPDX-License-Identifier: Apache-2.0
import { absenceGrace } from "../../opensearch/api/status";
import { type RuleStats, rulesIfAllowed } from "../../opensearch/api/auto-follow";
import { indexNameViolations } from "../../opensearch/text/names";
import { within } from "../../waiting/clock";
import { poll } from "../../waiting/poll";
import type { Operation } from "../../lifecycle/operation";
import { isNamed } from "./create";
import type { RuleInputs } from "./schema";
import { namedIndexes, unfollowedIndexes } from "./unfollowed";

const backoff = { first: 500, longest: 4_000, factor: 2 };

/**
 * Reads the rule (`GET /_plugins/_replication/autofollow_stats`), and warns of what it could not follow.
 * `undefined` where it is gone; what may not be looked at (403) is not.
 */
export async function readAutoFollowRule(
  wanted: RuleInputs,
  operation: Operation,
): Promise<RuleStats | "hidden" | undefined> {
  const seen = await poll<RuleStats | "hidden">(
    async () => {
      const rules = await rulesIfAllowed(operation.reads);
      if (rules === undefined) return { done: true, value: "hidden" };
      const rule = rules.find((one) => isNamed(one, wanted));
      return rule === undefined ? { done: false } : { done: true, value: rule };
    },
    { ...within(absenceGrace, operation), backoff },
  );
  if (seen === undefined || seen.value === "hidden") return seen?.value;
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
  return seen.value;
}

function skippedByRule(rule: string, indexes: readonly string[]): string {
  return `Nothing replicates ${namedIndexes(indexes)}, which auto-follow rule "${rule}" matches. A rule skips an index whose name is taken on the follower cluster, without a word, and takes up to a minute for a new one. If the follower's name is taken, delete that index, or declare a StartedReplication, which says what stands there.`;
}
