// SPDX-License-Identifier: Apache-2.0
import { OpenSearchError } from "../../opensearch/answers/errors";
import { status, stop } from "../../opensearch/api/replication";
import { notInProgress } from "../../opensearch/api/status";
import { withRetries } from "../../opensearch/client/retry";
import { pollThrough } from "../../waiting/poll";
import type { ClusterOperation } from "../operation";

/** Seconds to minutes: as long as a snapshot may take. */
const snapshotBackoff = { first: 1_000, longest: 15_000, factor: 2 };

/** The write block that a stop has raced with is there within a fraction of a second. */
const raceMargin = 1_000;

/**
 * Stops; a replication that is not there is a success, and a snapshot that holds the index is waited
 * for. Whether it certainly was this stop that ended it, and not somebody's before.
 */
export async function stopReplication(
  index: string,
  operation: ClusterOperation,
): Promise<"stopped" | "perhaps"> {
  let isAnswered = true;
  const send = async (): Promise<"stopped" | "perhaps"> => {
    const outcomeSoFar = (): Promise<{ value: undefined } | undefined> => {
      isAnswered = false;
      return isGone(index, operation);
    };
    try {
      await withRetries(() => stop(operation.client, index), operation, outcomeSoFar);
      return isAnswered ? "stopped" : "perhaps";
    } catch (error) {
      if (!(error instanceof OpenSearchError) || isSnapshotted(error)) throw error;
      const isDone = error.mayHaveHappened && (await isGone(index, operation)) !== undefined;
      if (!isDone && !isNothingToStop(error)) throw error;
      return "perhaps";
    }
  };
  return pollThrough(send, isSnapshotted, { ...operation, backoff: snapshotBackoff });
}

function isSnapshotted(error: unknown): boolean {
  return error instanceof OpenSearchError && error.is("snapshotInProgress");
}

async function isGone(
  index: string,
  { reads }: ClusterOperation,
): Promise<{ value: undefined } | undefined> {
  const seen = await status(reads, index);
  return seen.status === notInProgress ? { value: undefined } : undefined;
}

/**
 * Stops once more, which frees an index whose block has outlived its replication although it answers
 * 400. The status says nothing about the block, so a lost answer is no reason not to send it again.
 */
export async function stopAgain(index: string, operation: ClusterOperation): Promise<void> {
  await operation.clock.sleep(raceMargin, operation.signal);
  try {
    await withRetries(() => stop(operation.client, index), operation);
  } catch (error) {
    if (!(error instanceof OpenSearchError) || !isNothingToStop(error)) throw error;
  }
}

function isNothingToStop(error: OpenSearchError): boolean {
  return error.is("notRunning");
}
