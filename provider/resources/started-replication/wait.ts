// SPDX-License-Identifier: Apache-2.0
import { OpenSearchError } from "../../opensearch/errors";
import { status } from "../../opensearch/replication";
import { notInProgress, type ReplicationStatus } from "../../opensearch/status";
import { statusBackoff } from "../../waiting/backoff";
import { describeDuration } from "../../waiting/duration";
import { poll } from "../../waiting/poll";
import type { OperationContext } from "./context";
import { failedAdvice } from "./plan";
import type { WaitFor } from "./schema";

/** What a wait has learned so far. */
export interface Progress {
  /** The leader checkpoint of the first SYNCING answer: reaching it ends the wait even while the leader is written to. */
  readonly target: number | undefined;
  /** When `REPLICATION NOT IN PROGRESS` was first seen without a break, in milliseconds since the wait began. */
  readonly absentSince: number | undefined;
}

/** What an answer means to a wait. */
export type Verdict =
  | { readonly kind: "reached" }
  | { readonly kind: "hopeless"; readonly reason: string }
  | { readonly kind: "again"; readonly progress: Progress };

/** Right after a start, and after a follower's restart, `REPLICATION NOT IN PROGRESS` is a passing answer. */
const absenceGrace = 20_000;

/** Judges one answer of `_status`. */
export function judge(
  seen: ReplicationStatus,
  goal: WaitFor,
  index: string,
  progress: Progress,
  elapsed: number,
): Verdict {
  const again = (changes: Partial<Progress> = {}): Verdict => ({
    kind: "again",
    progress: { ...progress, absentSince: undefined, ...changes },
  });
  const hopeless = (reason: string): Verdict => ({ kind: "hopeless", reason });
  switch (seen.status) {
    case "FAILED":
      return hopeless(
        `The replication into "${index}" has failed: ${seen.reason || "no reason given"}. ${failedAdvice(index)}`,
      );
    case "PAUSED":
      return hopeless(
        seen.reason.startsWith("AutoPaused")
          ? `The replication into "${index}" has paused itself: ${seen.reason}. Remove the cause on the leader (closed, deleted or unreachable index, revoked role) and run again, which resumes it.`
          : `The replication into "${index}" was paused while it was waited for: ${seen.reason}. Run again, which resumes it.`,
      );
    case notInProgress: {
      const absentSince = progress.absentSince ?? elapsed;
      return elapsed - absentSince > absenceGrace
        ? hopeless(
            `The replication into "${index}" did not come about: no replication is in progress. Is the leader index read-only (index.blocks.read_only), or was the index deleted meanwhile? Run again, which starts anew.`,
          )
        : again({ absentSince });
    }
    case "SYNCING": {
      if (goal !== "caughtUp") return { kind: "reached" };
      // With several shards, SYNCING is what the first one says; others may still be copied.
      if (seen.checkpoints === undefined || seen.bootstrap !== undefined) return again();
      const target = progress.target ?? seen.checkpoints.leader;
      return seen.checkpoints.follower >= target ? { kind: "reached" } : again({ target });
    }
    default:
      return goal === "acknowledged" ? { kind: "reached" } : again();
  }
}

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
  { client, clock, random, deadline }: OperationContext,
): Promise<ReplicationStatus> {
  let progress: Progress = { target: undefined, absentSince: undefined };
  let seen: ReplicationStatus | undefined;
  let trouble: OpenSearchError | undefined;
  const reached = await poll<ReplicationStatus>(
    async () => {
      try {
        seen = await status(client, index);
        trouble = undefined;
      } catch (error) {
        if (!isPassing(error)) throw error;
        trouble = error;
        return { done: false };
      }
      const verdict = judge(seen, goal, index, progress, deadline.elapsed());
      if (verdict.kind === "hopeless") throw new WaitFailure(verdict.reason, seen);
      if (verdict.kind === "reached") return { done: true, value: seen };
      progress = verdict.progress;
      return { done: false };
    },
    { clock, random, deadline, backoff: statusBackoff },
  );
  if (reached !== undefined) return reached.value;
  throw new WaitFailure(outOfTime(goal, index, deadline.limit, seen, trouble), seen, {
    cause: trouble,
  });
}

/** A read that may succeed at the next try. */
function isPassing(error: unknown): error is OpenSearchError {
  return (
    error instanceof OpenSearchError &&
    (error.status === undefined || error.status === 429 || error.status >= 500)
  );
}

const goals = {
  acknowledged: "acknowledged",
  syncing: "syncing",
  caughtUp: "caught up",
} as const satisfies Record<WaitFor, string>;

function outOfTime(
  goal: WaitFor,
  index: string,
  limit: number,
  seen: ReplicationStatus | undefined,
  trouble: OpenSearchError | undefined,
): string {
  const last = trouble === undefined ? `last seen: ${describeProgress(seen)}` : trouble.message;
  return `The replication into "${index}" was not ${goals[goal]} within ${describeDuration(limit)}; ${last}. It goes on by itself: run again to wait further, raise timeouts, or set waitFor to "acknowledged".`;
}

/** How far a replication is, for people. */
export function describeProgress(seen: ReplicationStatus | undefined): string {
  if (seen === undefined) return "nothing";
  if (seen.bootstrap !== undefined && seen.bootstrap.bytesTotal > 0) {
    const { bytesRecovered, bytesTotal } = seen.bootstrap;
    return `${seen.status}, ${bytesRecovered} of ${bytesTotal} bytes copied`;
  }
  if (seen.checkpoints !== undefined) {
    const { follower, leader } = seen.checkpoints;
    return `${seen.status}, follower checkpoint ${follower} of ${leader}`;
  }
  return seen.status;
}
