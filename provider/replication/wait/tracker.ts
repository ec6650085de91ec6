// SPDX-License-Identifier: Apache-2.0
import { isStatusUnavailable, type ReplicationStatus } from "../../opensearch/api/status";
import type { OpenSearchError } from "../../opensearch/answers/errors";
import { status } from "../../opensearch/api/replication";
import { isTransient } from "../../opensearch/client/retry";
import type { ClusterOperation } from "../operation";
import { isStalled, verdictOn, noProgress } from "./verdict";
import { patienceWithin } from "../../waiting/poll";
import { aheadForGood, aheadWarning, outOfTime } from "./sentences";
import type { WaitFor } from "../wish";

/** The wait could not reach its goal; says why and what to try. */
export class WaitFailure extends Error {
  override readonly name = "WaitFailure";
  constructor(
    /** What is the matter, without what to try. */
    readonly fact: string,
    /** The last answer, if there was one. */
    readonly seen: ReplicationStatus | undefined,
    { advice, ...options }: { readonly advice?: string | undefined; readonly cause?: unknown } = {},
  ) {
    super([fact, advice ?? []].flat().join(" "), options);
  }
}

export type Tracker = ReturnType<typeof track>;

export function track(
  goal: WaitFor,
  index: string,
  {
    client,
    deadline,
    signal,
    log,
  }: Pick<ClusterOperation, "client" | "deadline" | "signal" | "log">,
) {
  let progress = noProgress;
  let isAhead = false;
  let isAheadSaid = false;
  let seen: ReplicationStatus | undefined;
  let trouble: OpenSearchError | undefined;
  let needsShards = false;
  const patience = patienceWithin(deadline);

  async function ask(): Promise<boolean> {
    const isAlone = needsShards || progress.ahead !== undefined;
    try {
      seen = await status(client, index, { isAlone, signal });
    } catch (error) {
      if (!isStatusUnavailable(error) && !isTransient(error)) throw error;
      trouble = error;
      if (!patience.isOver()) return false;
      throw new WaitFailure(error.message, seen, { cause: error });
    }
    trouble = undefined;
    patience.answered();
    const verdict = verdictOn(seen, goal, index, progress, deadline.elapsed());
    if (verdict.kind === "hopeless") throw new WaitFailure(verdict.fact, seen, verdict);
    if (verdict.kind === "again") progress = verdict.progress;
    isAhead = verdict.kind === "again" ? progress.ahead?.isProved === true : !!verdict.isAhead;
    if (isAhead && !isAheadSaid) {
      isAheadSaid = true;
      await log.warn(aheadWarning(index, seen.checkpoints));
    }
    if (verdict.kind !== "reached") return false;
    if (isAlone || goal !== "caughtUp" || seen.checkpoints?.shards !== undefined) return true;
    // An answer for many tells sums only, in which one shard hides the lag of another.
    needsShards = true;
    return ask();
  }

  return {
    /** Asks once more; whether the goal is reached. Throws a `WaitFailure` when it never will be. */
    ask,
    /** The last answer. */
    seen: () => seen,
    /** Why the last question brought no answer. */
    trouble: () => trouble,
    /** Whether the copy of the files has not moved for long. */
    isStalled: () => isStalled(progress, deadline.elapsed()),
    /** Why the wait ends with the time limit. */
    timeUp: () => {
      const { fact, advice } = isAhead
        ? aheadForGood(index, seen?.checkpoints)
        : outOfTime(goal, index, deadline.limit, seen, trouble);
      return new WaitFailure(fact, seen, { advice, cause: trouble });
    },
  };
}
