// SPDX-License-Identifier: Apache-2.0
import { OpenSearchError } from "../../opensearch/answers/errors";
import { deleteIndex } from "../../opensearch/api/follower-index";
import { status, stop } from "../../opensearch/api/replication";
import { withRetries } from "../../opensearch/client/retry";
import { notInProgress } from "../../opensearch/api/status";
import { pollThrough } from "../../waiting/poll";
import type { Operation } from "../../lifecycle/operation";

/** Seconds to minutes: as long as a snapshot may take. */
const snapshotBackoff = { first: 1_000, longest: 15_000, factor: 2 };

/** The write block that a stop has raced with is there within a fraction of a second. */
const raceMargin = 1_000;

/** Stops; a replication that is not there is a success, and a snapshot that holds the index is waited for. */
export async function stopReplication(index: string, context: Operation): Promise<void> {
  const send = async (): Promise<void> => {
    const outcomeSoFar = () => isGone(index, context);
    try {
      await withRetries(() => stop(context.client, index), context, outcomeSoFar);
    } catch (error) {
      if (!(error instanceof OpenSearchError) || isSnapshotted(error)) throw error;
      const isDone = error.mayHaveHappened && (await isGone(index, context)) !== undefined;
      if (!isDone && !isNothingToStop(error)) throw error;
    }
  };
  await pollThrough(send, isSnapshotted, { ...context, backoff: snapshotBackoff });
}

function isSnapshotted(error: unknown): boolean {
  return error instanceof OpenSearchError && error.says("being snapshotted");
}

async function isGone(
  index: string,
  { reads }: Operation,
): Promise<{ value: undefined } | undefined> {
  const seen = await status(reads, index);
  return seen.status === notInProgress ? { value: undefined } : undefined;
}

/**
 * Stops once more, which frees an index whose block has outlived its replication although it answers
 * 400. The status says nothing about the block, so a lost answer is no reason not to send it again.
 */
export async function stopAgain(index: string, context: Operation): Promise<void> {
  await context.clock.sleep(raceMargin, context.signal);
  try {
    await withRetries(() => stop(context.client, index), context);
  } catch (error) {
    if (!(error instanceof OpenSearchError) || !isNothingToStop(error)) throw error;
  }
}

function isNothingToStop(error: OpenSearchError): boolean {
  return error.says("No replication in progress for index");
}

/** Deletes the index; one that is still blocked as a follower is stopped first. */
export async function deleteFollower(index: string, context: Operation): Promise<void> {
  const remove = (): Promise<void> =>
    withRetries(() => deleteIndex(context.client, index), context);
  try {
    await remove();
  } catch (error) {
    if (!(error instanceof OpenSearchError) || !error.says("FORBIDDEN/1000")) throw error;
    await stopReplication(index, context);
    await remove();
  }
}
