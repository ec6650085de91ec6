// SPDX-License-Identifier: Apache-2.0
import type { Job } from "../steps";
import { absenceGrace, type ReplicationStatus } from "../../opensearch/api/status";
import { OpenSearchError } from "../../opensearch/answers/errors";
import { resume, status } from "../../opensearch/api/replication";
import { within } from "../../waiting/clock";
import { poll } from "../../waiting/poll";
import { askAgain } from "./ask-again";
import type { OperationContext } from "../../resources/started-replication/context";
import {
  copyingAnew,
  isLeaderGone,
  isLeaseGone,
  leaderGoneRefusal,
  leaseGoneRefusal,
  offersForce,
  type Unresumable,
} from "./lost-lease";
import { requireRightToDelete } from "./right-to-delete";
import { isNotPaused, resumeReplication } from "../pause-resume";
import type { StartOutcome } from "../start/send-start";
import { describeWanted } from "../sentences";
import { deleteFollower, stopReplication } from "../stop/stop-replication";
import { WaitFailure } from "../wait/tracker";

interface Starter {
  /** Sends the start while the index stands: the taken name as its only refusal proves everything else to be in order. */
  readonly probe: () => Promise<StartOutcome>;
  /** Starts, now that the name is free. */
  readonly start: () => Promise<void>;
}

const backoff = { first: 500, longest: 3_000, factor: 1.5 };

/**
 * Resumes. Where the leader no longer holds the lease, a resume is impossible for good: with
 * `forceResume` the leader is copied anew, without it that is refused.
 */
export async function resumeOrCopyAnew(
  job: Job,
  paused: Pick<ReplicationStatus, "reason">,
  starter: Starter,
  context: OperationContext,
): Promise<void> {
  const { index, leaderIndex, leaderAlias, forceResume } = job.inputs;
  const leader = describeWanted({ leaderIndex, leaderAlias });
  const what: Unresumable = { index, leader, pausedBecause: paused.reason };
  const refuse = (sentence: string, cause: unknown): Error =>
    new WaitFailure(sentence, { ...stillPaused, reason: paused.reason }, { cause });
  try {
    await resumeReplication(index, context);
  } catch (error) {
    if (isLeaderGone(error, leaderIndex)) throw refuse(leaderGoneRefusal(what), error);
    if (!isLeaseGone(error)) throw error;
    if (forceResume !== true) throw refuse(leaseGoneRefusal(what), error);
    // The index may be gone by now, and then this has been the start.
    if ((await starter.probe()) === "started") return;
    const isServers = offersForce(error, (await context.identity()).version);
    if (!isServers) await requireRightToDelete(index, context);
    await context.log.warn(copyingAnew(what));
    // Where either ends in the middle, what is left of the old copy is ours to overwrite.
    job.replacing();
    if (!isServers) return replaceCopy(index, starter, context);
    await resumeByForce(index, context);
    job.begun("started");
  }
}

/** What the server does from 3.8 on, done step by step. */
async function replaceCopy(
  index: string,
  { probe, start }: Starter,
  context: OperationContext,
): Promise<void> {
  await stopReplication(index, context);
  if ((await askAgain(probe, index)) === "started") return;
  await deleteFollower(index, context);
  await start();
}

/** The server stops, deletes and starts in one call, which is not sent again: it would find nothing to resume in between. */
async function resumeByForce(index: string, context: OperationContext): Promise<void> {
  const { client, reads } = context;
  try {
    await resume(client, index, true);
  } catch (error) {
    if (!(error instanceof OpenSearchError) || !error.mayHaveHappened) throw error;
    const begun = await poll<true>(
      async () =>
        isNotPaused(await status(reads, index)) ? { done: true, value: true } : { done: false },
      { ...within(absenceGrace, context), backoff },
    );
    if (begun === undefined) throw error;
  }
}

const stillPaused: Omit<ReplicationStatus, "reason"> = {
  status: "PAUSED",
  leader: undefined,
  checkpoints: undefined,
  bootstrap: undefined,
};
