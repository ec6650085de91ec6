// SPDX-License-Identifier: Apache-2.0
import type { ClusterOperation } from "../operation";
import { resumeReplication } from "../pause-resume";
import type { Reason } from "../plan";
import { type Standing, statusOf } from "../standing";
import { WaitFailure } from "../wait/tracker";
import type { Wish } from "../wish";
import { describeWanted } from "../messages";
import { isLeaderGone, isLeaseGone, leaderGoneRefusal, offersForce } from "./lost-lease";

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
