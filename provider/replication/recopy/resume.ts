// SPDX-License-Identifier: Apache-2.0
import { OpenSearchError } from "../../opensearch/answers/errors";
import { resume, status } from "../../opensearch/api/replication";
import { absenceGrace } from "../../opensearch/api/status";
import { within } from "../../waiting/clock";
import { poll } from "../../waiting/poll";
import type { OpenLedger } from "../ledger";
import { describeWanted } from "../messages";
import type { ClusterOperation } from "../operation";
import { isNotPaused, resumeReplication } from "../pause-resume";
import type { Reason } from "../plan";
import { type Standing, statusOf } from "../standing";
import { WaitFailure } from "../wait/tracker";
import type { Wish } from "../wish";
import { isLeaderGone, isLeaseGone, leaderGoneRefusal, offersForce } from "./lost-lease";
import { requireCopy } from "../start/require-copy";
import { readFollower, requireMark } from "./hold";
import { probeOf } from "./probe";

const backoff = { first: 500, longest: 3_000, factor: 1.5 };

/** Resumes; where the leader no longer keeps what the follower has not read yet, says so, for another plan. */
export async function tryResume(
  standing: Standing,
  wish: Wish,
  operation: ClusterOperation,
): Promise<Extract<Reason, "leaseGone" | "leaseGoneRecopies"> | undefined> {
  const { index, leaderIndex } = wish;
  try {
    await resumeReplication(index, operation);
    return undefined;
  } catch (error) {
    if (isLeaderGone(error, leaderIndex)) {
      const pausedBecause = standing.kind === "following" ? standing.reason : "";
      const what = { index, leader: describeWanted(wish), pausedBecause };
      throw new WaitFailure(leaderGoneRefusal(what), statusOf(standing), { cause: error });
    }
    if (!isLeaseGone(error)) throw error;
    return offersForce(error, (await operation.identity()).version)
      ? "leaseGoneRecopies"
      : "leaseGone";
  }
}

/**
 * Lets the server stop, delete and start in one call, which is not sent again: it would find nothing to
 * resume in between. Whether a start is possible is asked first.
 */
export async function resumeByForce(
  wish: Wish,
  ledger: OpenLedger,
  operation: ClusterOperation,
): Promise<void> {
  const { client, reads } = operation;
  const { index } = wish;
  await requireMark(index, operation);
  // The index may be gone by now, and then this has been the start.
  if ((await probeOf(wish, false, operation).first()) === "started")
    return ledger.started("started");
  ledger.stopping((await readFollower(index, operation)).holdings);
  try {
    await resume(client, index, true);
  } catch (error) {
    if (!(error instanceof OpenSearchError) || !error.mayHaveHappened) throw error;
    const begun = await poll<true>(
      async () =>
        isNotPaused(await status(reads, index)) ? { done: true, value: true } : { done: false },
      { ...within(absenceGrace, operation), backoff },
    );
    if (begun === undefined) throw error;
  }
  await requireCopy(wish, ledger, operation);
  ledger.started("started");
}
