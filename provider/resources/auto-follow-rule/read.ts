// SPDX-License-Identifier: Apache-2.0
import { absenceGrace } from "../../opensearch/api/status";
import { type RuleStats, rulesIfAllowed } from "../../opensearch/api/auto-follow";
import { indexNameViolations } from "../../opensearch/text/names";
import { within } from "../../waiting/clock";
import { poll } from "../../waiting/poll";
import type { Operation } from "../../lifecycle/operation";
import { isNamed } from "./create";
import type { RuleInputs } from "./schema";

const backoff = { first: 500, longest: 4_000, factor: 2 };

/**
 * Reads the rule (`GET /_plugins/_replication/autofollow_stats`), and warns of what it could not follow.
 * `undefined` where it is gone; what may not be looked at (403) is not.
 */
export async function readAutoFollowRule(
  wanted: Pick<RuleInputs, "name" | "leaderAlias">,
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
    const names = failed.slice(0, 10).map((index) => `"${index}"`);
    const more = failed.length > 10 ? ` and ${failed.length - 10} more` : "";
    await operation.log.warn(
      `Auto-follow rule "${wanted.name}" could not follow ${names.join(", ")}${more}. It tries again after an hour; the follower cluster's log has the cause, and a StartedReplication of such an index reports it at once.`,
    );
  }
  return seen.value;
}
