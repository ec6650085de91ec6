// SPDX-License-Identifier: Apache-2.0
import type { ReplicationStatus } from "../../opensearch/api/status";
import { statusBackoff, type Attempt, poll, type Polled } from "../../waiting/poll";
import { describeDuration } from "../../waiting/duration";
import { describeProgress, goals, interrupted, stalled } from "./sentences";
import type { ClusterOperation } from "../operation";
import { findConnectionFault, isCopyRefused } from "../start/connection-fault";
import { refreshIfAllowed } from "../../opensearch/api/follower-index";
import type { WaitFor } from "../wish";
import { WaitFailure, track } from "./tracker";

/** Names what keeps the plugin from copying, where the failure hides it and the follower tells. */
async function withConnectionFault(error: unknown, context: ClusterOperation): Promise<unknown> {
  if (!(error instanceof WaitFailure) || error.seen?.status !== "FAILED") return error;
  const { reason, leader } = error.seen;
  if (!isCopyRefused(reason) || leader === undefined) return error;
  const fault = await findConnectionFault(leader.alias, context);
  if (fault === undefined) return error;
  return new WaitFailure(`${error.message} ${fault}`, error.seen, { cause: error });
}

/** Waits until the replication is where `goal` wants it, and returns the last answer. */
export async function waitFor(
  goal: WaitFor,
  index: string,
  context: ClusterOperation,
): Promise<ReplicationStatus> {
  const { deadline, signal, log } = context;
  const tracker = track(goal, index, context);
  let isStallSaid = false;
  const attempt = async (): Promise<Attempt<ReplicationStatus>> => {
    const isReached = await tracker.ask();
    const seen = tracker.seen();
    if (seen === undefined || tracker.trouble() !== undefined) return { done: false };
    if (isReached) {
      log.progress("reached", goals[goal]);
      return { done: true, value: seen };
    }
    const elapsed = describeDuration(deadline.elapsed());
    log.progress(seen.status, `${describeProgress(seen)}, ${elapsed}`);
    if (!isStallSaid && tracker.isStalled()) {
      isStallSaid = true;
      await log.warn(stalled(index, seen));
    }
    return { done: false };
  };
  let reached: Polled<ReplicationStatus>;
  try {
    reached = await poll(attempt, { ...context, backoff: statusBackoff });
  } catch (error) {
    if (!signal.aborted) throw await withConnectionFault(error, context);
    const seen = tracker.seen();
    throw new WaitFailure(interrupted(index, seen), seen, { cause: error });
  }
  if (reached === undefined) throw tracker.timeUp();
  // Whoever counts the documents right after this finds them.
  if (goal === "caughtUp") await refreshIfAllowed(context.client, index);
  return reached.value;
}
