// SPDX-License-Identifier: Apache-2.0
import { OpenSearchError } from "../opensearch/answers/errors";
import { Refusal } from "../opensearch/answers/refusal";
import { isNotAllowed } from "../opensearch/answers/withheld";
import { deleteIndex, hasFollowerBlock } from "../opensearch/api/follower-index";
import { type Holdings, holdingsOf } from "../opensearch/api/holdings";
import { allowWrites, blockWrites } from "../opensearch/api/write-block";
import { withRetries } from "../opensearch/client/retry";
import { compareHoldings, mayDelete } from "./compare-holdings";
import { lookOnce } from "./look";
import { keptRefusal } from "./messages";
import type { ClusterOperation } from "./operation";
import { stopReplication } from "./stop/stop-replication";

/**
 * What was seen of a follower before its replication was stopped, and since when it is open to writes.
 * No index is deleted but by a function of this file, and none on something remembered: a stopped
 * index may hold what a person has written since.
 */
export interface Evidence {
  /** What it held while the plugin's block stood; nothing where that could not be read. */
  readonly held: Holdings | undefined;
  /** When this very operation's stop was answered; nothing where it is not known to be this one's. */
  readonly stoppedAt?: number | undefined;
}

/** `overwrite` is the wish of `ifIndexExists`: consent to delete whatever has the name. */
export type Permit = Evidence | "overwrite";

/**
 * Deletes an index that follows nothing any more: by consent, or where it holds what it held when its
 * replication was stopped. It is fenced first, so that nobody writes between the look and the DELETE;
 * the fence goes again where the index stays. `isStillThere` throws where it is to stay after all.
 */
export async function deleteStopped(
  index: string,
  permit: Permit,
  operation: ClusterOperation,
  isStillThere: () => Promise<boolean> = () => Promise.resolve(true),
): Promise<"deleted" | "gone"> {
  if (permit === "overwrite") {
    if (!(await isStillThere())) return "gone";
    await remove(index, operation);
    return "deleted";
  }
  const { client, reads, clock } = operation;
  const { held, stoppedAt } = permit;
  const isFenced =
    held !== undefined && (await withRetries(() => blockWrites(client, index), operation));
  try {
    // What cannot be fenced is deleted at once or not at all.
    if (isFenced && !(await isStillThere())) return "gone";
    const compared = compareHoldings(held, await holdingsOf(reads, index));
    const age = stoppedAt === undefined ? undefined : clock.now() - stoppedAt;
    if (!mayDelete(compared, isFenced, age))
      throw new Refusal(keptRefusal(index, compared, isFenced));
    await remove(index, operation);
    return "deleted";
  } catch (error) {
    const isOpen = !isFenced || (await allowWrites(client, index).catch(() => false));
    if (isOpen || !(error instanceof Error)) throw error;
    throw new Error(
      `${error.message} Writes to index "${index}" are still blocked: set index.blocks.write to null (PUT /${index}/_settings).`,
      { cause: error },
    );
  }
}

/** Deletes the index of a replication that has failed, or whose files are still being copied, as seen directly before: no shard of it takes writes. */
export async function deleteUnfinished(
  index: string,
  operation: ClusterOperation,
): Promise<"deleted" | "blocked"> {
  try {
    await withRetries(() => deleteIndex(operation.client, index), operation);
    return "deleted";
  } catch (error) {
    if (isUnderFollowerBlock(error)) return "blocked";
    throw error;
  }
}

/**
 * Throws where the follower index may not be deleted, which the plugin's own roles do not allow, before
 * its replication is stopped. The security plugin looks at the right before the server looks at the
 * plugin's block, so that a DELETE tells. It is sent only directly after a look at a replication that
 * still holds its index, and not where the block is known to be missing, as after a restart.
 */
export async function requireRightToDelete(
  index: string,
  { client, reads }: Pick<ClusterOperation, "client" | "reads">,
): Promise<void> {
  if ((await hasFollowerBlock(reads, index)) === false) return;
  try {
    await deleteIndex(client, index);
  } catch (error) {
    if (isNotAllowed(error)) throw error;
  }
}

/** A block of the plugin that has outlived its replication goes with another stop; under it nobody has written. */
async function remove(index: string, operation: ClusterOperation): Promise<void> {
  const send = (): Promise<void> =>
    withRetries(() => deleteIndex(operation.client, index), operation);
  try {
    await send();
  } catch (error) {
    if (!isUnderFollowerBlock(error)) throw error;
    // Somebody may have started another replication under the name.
    if ((await lookOnce(index, operation)).kind === "following") throw error;
    await stopReplication(index, operation);
    await send();
  }
}

function isUnderFollowerBlock(error: unknown): boolean {
  return error instanceof OpenSearchError && error.says("FORBIDDEN/1000");
}
