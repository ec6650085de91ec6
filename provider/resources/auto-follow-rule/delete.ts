// SPDX-License-Identifier: Apache-2.0
import { deleteRule } from "../../opensearch/calls/auto-follow";
import { OpenSearchError } from "../../opensearch/errors/errors";
import { withRetries } from "../../opensearch/client/retry";
import type { Operation } from "../common/operation";
import { clusterNow } from "../common/same-cluster";
import { ruleNamed } from "./rule-body";
import { type RemovedRule, stopFollowers } from "./stop-followers";

/** Removes the rule as far as it is this resource's to remove, which the program's claims tell. */
export async function removeRule(
  id: string,
  rule: RemovedRule,
  uuid: string,
  operation: Operation,
): Promise<void> {
  const { claims, host, urn, tell } = operation;
  const owner = claims.ownerOf({ kind: "rule", name: id, host, uuid, urn });
  if (owner.kind === "another" || owner.kind === "itself" || owner.kind === "forced") {
    const holder = owner.kind === "another" ? owner.urn : owner.claim.urn;
    return tell.warn(
      `${ruleNamed(rule)} was not deleted: in this deployment ${holder} has taken it over.`,
    );
  }
  const { isAnother } = await clusterNow(ruleNamed(rule), uuid, operation);
  if (isAnother) {
    return tell.warn(
      `${ruleNamed(rule)} was on the cluster with uuid ${uuid}, and is taken for gone.`,
    );
  }
  // A replacement, under whatever name, stops nothing.
  const isReplaced = owner.kind === "replacement" || owner.moved !== undefined;
  await deleteAutoFollowRule(rule, rule.onDestroy === "stopFollowers" && !isReplaced, operation);
}

/**
 * Deletes the rule, and stops its followers where that is wished. Already gone is success. They are
 * stopped first, so that what is interrupted is gone on with by the next destroy; the rule passes over
 * an index that is there. What it has made meanwhile is stopped after it.
 */
async function deleteAutoFollowRule(
  rule: RemovedRule,
  stopsFollowers: boolean,
  operation: Operation,
): Promise<void> {
  const { client, tell } = operation;
  // A user who may not tell the rule's followers from another's hears it while all still stands.
  const first = stopsFollowers ? await stopFollowers(rule, operation) : undefined;
  try {
    await withRetries(() => deleteRule(client, rule.name, rule.leaderAlias), operation);
  } catch (error) {
    if (!(error instanceof OpenSearchError) || !error.says("does not exist")) throw error;
  }
  if (first === undefined) return;
  const last = await stopFollowers(rule, operation);
  const stopped = [...first.stopped, ...last.stopped];
  const kept = [...new Set([...first.kept, ...last.kept])];
  if (stopped.length > 0) await tell.info(`Followers stopped: ${stopped.join(", ")}.`);
  if (kept.length > 0) {
    await tell.info(
      `Followers that go on, since resources of the program have them: ${kept.join(", ")}.`,
    );
  }
}
