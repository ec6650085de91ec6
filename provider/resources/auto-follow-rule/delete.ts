// SPDX-License-Identifier: Apache-2.0
import { autoFollowRules, deleteRule } from "../../opensearch/auto-follow";
import { OpenSearchError } from "../../opensearch/errors";
import { withRetries } from "../../opensearch/retry";
import type { Operation } from "../common/operation";
import { Refusal } from "../common/refusal";
import { clusterNow } from "../common/same-cluster";
import { ruleNamed } from "./rule-body";
import { type RemovedRule, stopFollowers, type StoppedFollowers } from "./stop-followers";
import { listFollowers } from "../../opensearch/followers";

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
  const { client, reads, tell } = operation;
  const done: StoppedFollowers[] = [];
  if (stopsFollowers) {
    // A user who may not tell the rule's followers from another's hears it while all still stands.
    await requireToBeTold(rule, reads);
    done.push(await stopFollowers(rule, operation));
  }
  try {
    await withRetries(() => deleteRule(client, rule.name, rule.leaderAlias), operation);
  } catch (error) {
    if (!(error instanceof OpenSearchError) || !error.says("does not exist")) throw error;
  }
  if (!stopsFollowers) return;
  done.push(await stopFollowers(rule, operation));
  const [stopped, kept] = [done.flatMap((one) => one.stopped), done.flatMap((one) => one.kept)];
  if (stopped.length > 0) await tell.info(`Followers stopped: ${stopped.join(", ")}.`);
  if (kept.length > 0) {
    const names = [...new Set(kept)].join(", ");
    await tell.info(`Followers that go on, since resources of the program have them: ${names}.`);
  }
}

async function requireToBeTold(rule: RemovedRule, reads: Operation["reads"]): Promise<void> {
  try {
    await Promise.all([listFollowers(reads), autoFollowRules(reads)]);
  } catch (error) {
    if (!(error instanceof OpenSearchError) || error.status !== 403) throw error;
    throw new Refusal(
      `Which followers are of ${ruleNamed(rule).replace(/^A/, "a")} alone, and are to be stopped with it, cannot be told: ${error.message} Grant that permission; or set onDestroy to "keepFollowers" on the rule, run \`pulumi up\`, and remove it then.`,
      { cause: error },
    );
  }
}
