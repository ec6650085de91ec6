// SPDX-License-Identifier: Apache-2.0
import { OpenSearchError } from "../../opensearch/answers/errors";
import { type Holdings, holdingsOf } from "../../opensearch/api/holdings";
import { requireRightToDelete } from "../evidence";
import type { ClusterOperation } from "../operation";
import { isRestoring, pauseOnce, resumeReplication } from "../pause-resume";
import type { Standing } from "../standing";

/** Something has changed what has the name since it was looked at; who planned on that plans again. */
export class StandingChanged extends Error {
  override readonly name = "StandingChanged";
  constructor(index: string, options?: { cause?: unknown }) {
    super(
      `Something else has changed the replication into "${index}" meanwhile, and it is left as it is. Run again.`,
      options,
    );
  }
}

/** A follower that is about to be stopped, with what it holds. */
export interface Held {
  /**
   * `held`: neither its leader nor a person writes to it. `unfinished`: the server refuses to pause a copy
   * that has failed or is still being made; no shard of it takes writes. `lost`: the server knows of no
   * replication, and the index says that it is a follower.
   */
  readonly kind: "held" | "unfinished" | "lost";
  readonly holdings: Holdings | undefined;
  /** Lets it go on where it is to stay after all; whether it certainly does. */
  readonly release: () => Promise<boolean>;
}

/** Pauses a follower, asks for the right to delete its index where that is to follow, and reads what it holds. */
export async function hold(
  index: string,
  standing: Standing,
  isDeletion: boolean,
  operation: ClusterOperation,
): Promise<Held> {
  const wasRunning = standing.kind === "following" && standing.status !== "PAUSED";
  const kind = await pauseFor(index, standing, operation);
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
    if (kind === "held" && isDeletion) await requireRightToDelete(index, operation);
    return { kind, holdings: await holdingsOf(operation.reads, index), release };
  } catch (error) {
    await release();
    throw error;
  }
}

async function pauseFor(
  index: string,
  standing: Standing,
  operation: ClusterOperation,
): Promise<Held["kind"]> {
  if (standing.kind === "unsettled" || standing.kind === "promoted") return "lost";
  const status = standing.kind === "following" ? standing.status : undefined;
  if (status === "FAILED") return "unfinished";
  if (status === "PAUSED") return "held";
  try {
    await pauseOnce(index, "replacement", operation);
    return "held";
  } catch (error) {
    if (isRestoring(error) || isFailed(error)) return "unfinished";
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
