// SPDX-License-Identifier: Apache-2.0
import { isDeepStrictEqual } from "node:util";
import { OpenSearchError } from "../../opensearch/answers/errors";
import { Refusal } from "../../opensearch/answers/refusal";
import { followerMark } from "../../opensearch/api/follower-index";
import { type Holdings, readHoldings, type Reading } from "../../opensearch/api/holdings";
import { requireRightToDelete } from "../evidence";
import { lookWithoutLeader } from "../look";
import { noFollowerRefusal } from "../messages";
import type { ClusterOperation } from "../operation";
import { isRestoring, pauseOnce, type PauseReason, resumeReplication } from "../pause-resume";
import type { Standing } from "../standing";
import { StandingChanged } from "../standing-changed";
import { within } from "../../waiting/clock";
import { poll } from "../../waiting/poll";

const restPatience = 10_000;

/** A follower that is about to be stopped, with what it holds. */
export interface Held {
  /**
   * `held`: neither its leader nor a person writes to it. `restoring`, `failed`: the server refuses to pause
   * a copy that is still being made, or has failed; no shard of it takes writes. `lost`: the server knows of no
   * replication, and the index says that it is a follower. `gone`: the question for the right to delete has
   * met no block.
   */
  readonly kind: "held" | "restoring" | "failed" | "lost" | "gone";
  readonly holdings: Holdings | undefined;
  /** The user may not read what it holds. */
  readonly isWithheld: boolean;
  /** Lets it go on where it is to stay after all; whether it certainly does. */
  readonly release: () => Promise<boolean>;
}

/** Pauses a follower, asks for the right to delete its index where that is to follow, and reads what it holds. */
export async function hold(
  index: string,
  standing: Standing,
  isDeletion: boolean,
  operation: ClusterOperation,
  why: PauseReason = "replacement",
): Promise<Held> {
  const wasRunning = standing.kind === "following" && standing.status !== "PAUSED";
  const kind = await pauseFor(index, standing, why, operation);
  const release = async (): Promise<boolean> => {
    // One that was paused before stays so.
    if (kind !== "held" || !wasRunning) return false;
    // What was cancelled in the middle goes on, too.
    const { signal } = new AbortController();
    return resumeReplication(index, { ...operation, signal }).then(
      () => true,
      () => false,
    );
  };
  try {
    if (kind === "held") await requireMark(index, operation);
    const isGone =
      kind === "held" && isDeletion && (await requireRightToDelete(index, operation)) === "deleted";
    if (isGone) return { kind: "gone", holdings: undefined, isWithheld: false, release };
    const reading =
      kind === "lost"
        ? await readHoldings(operation.reads, index)
        : await readFollower(index, operation, kind === "held" ? restOf(standing) : undefined);
    return { kind, ...reading, release };
  } catch (error) {
    await release();
    throw error;
  }
}

/**
 * Reads what a follower holds, and throws where it follows nothing any more: whoever has stopped it
 * meanwhile may have written before it was read.
 */
export async function readFollower(
  index: string,
  operation: ClusterOperation,
  rest?: number,
): Promise<Reading> {
  const read = () => readHoldings(operation.reads, index);
  const reading = await (rest === undefined ? read() : readAtRest(read, rest, operation));
  const now = await lookWithoutLeader(index, operation);
  // The status cannot be read while the leader is down, which it is asked only for a replication.
  const isStill =
    now.kind === "following" ||
    (now.kind === "unreadable" && /^(follower|forbidden)$/.test(now.mark));
  if (!isStill) throw new StandingChanged(index);
  return reading;
}

/** How many milliseconds are between two readings: a shard's task that was about to begin notices the pause only once it has. */
function restOf(standing: Standing): number {
  return standing.kind === "following" && !standing.hasReplayed ? 1_000 : 250;
}

/**
 * Reads until two readings in turn are the same: what the replication had under way when it was paused is
 * still written (up to 200 ms later on 3.9.0). Under the plugin's block nobody else writes.
 */
export async function readAtRest(
  read: () => Promise<Reading>,
  rest: number,
  operation: Pick<ClusterOperation, "clock" | "deadline" | "random">,
): Promise<Reading> {
  let last = await read();
  await poll<true>(
    async (count) => {
      if (count === 0 && last.holdings !== undefined) return { done: false };
      const before = last;
      last = await read();
      return isDeepStrictEqual(before, last) ? { done: true, value: true } : { done: false };
    },
    { ...within(restPatience, operation), backoff: { first: rest, longest: rest, factor: 1 } },
  );
  return last;
}

/** What a writer made in the moment of a start counts as following for a while, and is no copy. */
export async function requireMark(index: string, { reads }: ClusterOperation): Promise<void> {
  const mark = await followerMark(reads, index);
  if (mark === "ordinary" || mark === "stopped") throw new Refusal(noFollowerRefusal(index));
}

async function pauseFor(
  index: string,
  standing: Standing,
  why: PauseReason,
  operation: ClusterOperation,
): Promise<Held["kind"]> {
  if (standing.kind === "unsettled" || standing.kind === "promoted") return "lost";
  const status = standing.kind === "following" ? standing.status : undefined;
  if (status === "FAILED") return "failed";
  if (status === "PAUSED") return "held";
  try {
    await pauseOnce(index, why, operation);
    return "held";
  } catch (error) {
    if (isRestoring(error)) return "restoring";
    if (isFailed(error)) return "failed";
    if (isNothingThere(error)) throw new StandingChanged(index, { cause: error });
    throw error;
  }
}

function isNothingThere(error: unknown): boolean {
  return error instanceof OpenSearchError && error.is("notRunning");
}

function isFailed(error: unknown): boolean {
  return error instanceof OpenSearchError && error.is("hasFailed");
}
