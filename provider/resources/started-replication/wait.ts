// SPDX-License-Identifier: Apache-2.0
import type { OpenSearchError } from "../../opensearch/errors";
import { status } from "../../opensearch/replication";
import { isTransient } from "../../opensearch/transient";
import type { ReplicationStatus } from "../../opensearch/status";
import { statusBackoff } from "../../waiting/backoff";
import { describeDuration } from "../../waiting/duration";
import { type Look, poll, type Polled } from "../../waiting/poll";
import type { OperationContext } from "./context";
import { isStalled, judge, noProgress } from "./judge";
import { isStatusUnavailable } from "./look";
import { describeProgress, goals, interrupted, outOfTime, stalled } from "./progress";
import type { WaitFor } from "./schema";

/** How long a cluster that cannot be asked is waited for; longer than a node takes to restart. */
const troublePatience = 180_000;

/** The wait could not reach its goal; says why and what to try. */
export class WaitFailure extends Error {
  override readonly name = "WaitFailure";
  constructor(
    message: string,
    /** The last answer, if there was one. */
    readonly seen: ReplicationStatus | undefined,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}

/** Waits until the replication is where `goal` wants it, and returns the last answer. */
export async function waitFor(
  goal: WaitFor,
  index: string,
  context: OperationContext,
): Promise<ReplicationStatus> {
  const { client, clock, random, deadline, signal, tell } = context;
  let progress = noProgress;
  let isStallSaid = false;
  let seen: ReplicationStatus | undefined;
  let trouble: { readonly error: OpenSearchError; readonly since: number } | undefined;
  const look = async (): Promise<Look<ReplicationStatus>> => {
    try {
      seen = await status(client, index);
    } catch (error) {
      if (!isStatusUnavailable(error) && !isTransient(error)) throw error;
      trouble = { error, since: trouble?.since ?? deadline.elapsed() };
      if (deadline.elapsed() - trouble.since < troublePatience) return { done: false };
      throw new WaitFailure(error.message, seen, { cause: error });
    }
    trouble = undefined;
    const verdict = judge(seen, goal, index, progress, deadline.elapsed());
    if (verdict.kind === "hopeless") throw new WaitFailure(verdict.reason, seen);
    if (verdict.kind === "reached") {
      tell.progress("reached", goals[goal]);
      return { done: true, value: seen };
    }
    progress = verdict.progress;
    const elapsed = deadline.elapsed();
    tell.progress(seen.status, `${describeProgress(seen)}, ${describeDuration(elapsed)}`);
    if (!isStallSaid && isStalled(progress, elapsed)) {
      isStallSaid = true;
      await tell.warn(stalled(index, seen));
    }
    return { done: false };
  };
  const options = { clock, random, deadline, signal, backoff: statusBackoff };
  let reached: Polled<ReplicationStatus>;
  try {
    reached = await poll(look, options);
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new WaitFailure(interrupted(index, seen), seen, { cause: error });
  }
  if (reached !== undefined) return reached.value;
  const message = outOfTime(goal, index, deadline.limit, seen, trouble?.error);
  throw new WaitFailure(message, seen, { cause: trouble?.error });
}
