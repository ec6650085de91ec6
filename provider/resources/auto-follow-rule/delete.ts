// SPDX-License-Identifier: Apache-2.0
import { deleteRule } from "../../opensearch/api/auto-follow";
import { OpenSearchError } from "../../opensearch/answers/errors";
import { withRetries } from "../../opensearch/client/retry";
import { holderOf, type Owner } from "../../lifecycle/claims/claim";
import type { Operation } from "../../lifecycle/operation";
import { ruleNamed } from "./rule-body";
import { type DeletedRule, stopFollowers } from "./stop-followers";

/** Removes the rule as far as it is this resource's to remove, which the program's claims tell. */
export async function deleteAutoFollowRule(
  rule: DeletedRule,
  owner: Owner,
  operation: Operation,
): Promise<void> {
  const holder = holderOf(owner);
  if (holder !== undefined) {
    return operation.log.warn(
      `${ruleNamed(rule)} was not deleted: ${holder} took it over in this deployment.`,
    );
  }
  operation.claims.requireShared(ruleNamed(rule));
  // A replacement, under whatever name, stops nothing.
  const isReplaced = owner.kind !== "nobody" || owner.moved !== undefined;
  await deleteWithFollowers(rule, rule.onDestroy === "stopFollowers" && !isReplaced, operation);
}

/**
 * Deletes the rule, and stops its followers where that is wished. Already gone is success. They are
 * stopped first, so that what is interrupted is gone on with by the next destroy; the rule passes over
 * an index that is there. What it has made meanwhile is stopped after it.
 */
async function deleteWithFollowers(
  rule: DeletedRule,
  stopsFollowers: boolean,
  operation: Operation,
): Promise<void> {
  const { client, log } = operation;
  // A user who may not tell the rule's followers from another's hears it while all still stands.
  const first = stopsFollowers ? await stopFollowers(rule, operation) : undefined;
  try {
    await withRetries(() => deleteRule(client, rule.name, rule.leaderAlias), operation);
  } catch (error) {
    if (!(error instanceof OpenSearchError) || !error.is("ruleMissing")) throw error;
  }
  if (first === undefined) return;
  const last = await stopFollowers(rule, operation);
  const stopped = [...first.stopped, ...last.stopped];
  const kept = [...new Set([...first.kept, ...last.kept])];
  if (stopped.length > 0) await log.info(`Followers stopped: ${stopped.join(", ")}.`);
  if (kept.length > 0) {
    await log.info(
      `Followers that continue, since resources of the program own them: ${kept.join(", ")}.`,
    );
  }
}
