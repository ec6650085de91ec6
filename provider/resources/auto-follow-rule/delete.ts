// SPDX-License-Identifier: Apache-2.0
import { deleteRule, rulesIfAllowed } from "../../opensearch/auto-follow";
import { OpenSearchError } from "../../opensearch/errors";
import { listFollowers } from "../../opensearch/followers";
import { withRetries } from "../../opensearch/retry";
import { semaphore } from "../../waiting/semaphore";
import type { Operation } from "../common/operation";
import { remove, standingOf } from "../started-replication/remove";
import { ownFollowers } from "./followers";
import type { RuleInputs } from "./schema";

/** How many followers are stopped at a time. */
const width = 6;

/** Deletes the rule, and stops its followers where that is wished. Already gone is success. */
export async function deleteAutoFollowRule(
  rule: RuleInputs,
  stopsFollowers: boolean,
  operation: Operation,
): Promise<void> {
  const { client, reads } = operation;
  // A user who may not list them hears it while the rule still stands.
  if (stopsFollowers) await listFollowers(reads);
  try {
    await withRetries(() => deleteRule(client, rule.name, rule.leaderAlias), operation);
  } catch (error) {
    if (!(error instanceof OpenSearchError) || !error.says("does not exist")) throw error;
  }
  if (stopsFollowers) await stopFollowers(rule, operation);
}

async function stopFollowers(rule: RuleInputs, operation: Operation): Promise<void> {
  const { reads, tell } = operation;
  const rules = (await rulesIfAllowed(reads)) ?? [];
  const own = ownFollowers(rule, await listFollowers(reads), rules);
  const inTurn = semaphore(width);
  const stopped = await Promise.allSettled(
    own.map((index) =>
      inTurn(async () => {
        const standing = await standingOf(index, operation);
        await remove(index, standing, { deleteIndex: false }, operation);
      }),
    ),
  );
  const failures = stopped.flatMap((outcome, i) =>
    outcome.status === "fulfilled" ? [] : [`"${own[i]}": ${messageOf(outcome.reason)}`],
  );
  if (failures.length > 0) {
    throw new Error(
      `Auto-follow rule "${rule.name}" is deleted, but ${failures.length} of its ${own.length} followers could not be stopped: ${failures.join(" ")} Run again, which goes on with them.`,
    );
  }
  if (own.length > 0) await tell.info(`Followers stopped: ${own.join(", ")}.`);
}

function messageOf(reason: unknown): string {
  return reason instanceof Error ? reason.message : String(reason);
}
