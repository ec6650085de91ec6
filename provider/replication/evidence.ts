// SPDX-License-Identifier: Apache-2.0
import { isDeepStrictEqual } from "node:util";
import { OpenSearchError } from "../opensearch/answers/errors";
import { Refusal } from "../opensearch/answers/refusal";
import { isNotAllowed } from "../opensearch/answers/withheld";
import {
  deleteIndex,
  hasFollowerBlock,
  indexSettingsOf,
  isFenced,
} from "../opensearch/api/follower-index";
import { type Holdings, holdingsOf } from "../opensearch/api/holdings";
import { allowWrites, blockWrites } from "../opensearch/api/write-block";
import { isTransient } from "../opensearch/client/retry";
import { within } from "../waiting/clock";
import { pollThrough } from "../waiting/poll";
import { compareHoldings, mayDelete } from "./compare-holdings";
import { lookOnce } from "./look";
import { fencedAdvice, keptRefusal } from "./messages";
import type { ClusterOperation } from "./operation";
import { openIndex } from "./promote/fence";
import { type FencedIndex, isSameLineage } from "./promote/lineage";
import { StandingChanged } from "./standing-changed";
import { stopReplication } from "./stop/stop-replication";

/**
 * What was seen of a follower before its replication was stopped, and since when it is open to writes.
 * No index is deleted but by a function of this file, and none on something remembered: a stopped
 * index may hold what a person has written since.
 */
export interface Evidence {
  /** What it held while the plugin's block stood; nothing where that could not be read. */
  readonly held: Holdings | undefined;
  /** The user may not read what it holds. */
  readonly isWithheld?: boolean | undefined;
  /** When this very operation's stop was answered; nothing where it is not known to be this one's. */
  readonly stoppedAt?: number | undefined;
}

/** `overwrite` is the wish of `ifIndexExists`: consent to delete whatever has the name. */
type Permit = Evidence | "overwrite";

/** How long a busy cluster is asked again for a fence or a deletion. */
const patience = 30_000;
const backoff = { first: 200, longest: 5_000, factor: 2 };

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
  const { client, reads, clock } = operation;
  if (permit === "overwrite") {
    if (!(await isStillThere())) return "gone";
    await remove(index, await uuidOf(index, operation), operation);
    return "deleted";
  }
  const { held, stoppedAt, isWithheld = false } = permit;
  const before = await indexSettingsOf(reads, index);
  if (before === "missing") return "deleted";
  // Whose fence it is that stands there, and cannot be seen, would not be known afterwards.
  const mayFence = before !== "forbidden" && (held !== undefined || isWithheld);
  const isFencing = mayFence && !isFenced(before);
  try {
    const isStanding = mayFence && (await fence(index, operation));
    // What cannot be fenced, or read, is deleted at once or not at all.
    if (isStanding && !isWithheld && !(await isStillThere())) return "gone";
    const compared = compareHoldings(held, await holdingsOf(reads, index));
    const age = stoppedAt === undefined ? undefined : clock.now() - stoppedAt;
    if (!mayDelete(compared, isStanding, age, isWithheld))
      throw new Refusal(keptRefusal(index, compared, isStanding));
    await remove(index, isStanding ? held?.uuid : undefined, operation);
    return "deleted";
  } catch (error) {
    // A block that somebody else has set stays.
    const isOpen = !isFencing || (await allowWrites(client, index).catch(() => false));
    if (isOpen || !(error instanceof Error)) throw error;
    throw new Error(`${error.message} ${fencedAdvice(index)}`, { cause: error });
  }
}

/** Deletes a fenced index that still holds just what was read under the fence. The fence stays where the index does. */
export async function deleteFenced(
  index: string,
  fenced: FencedIndex,
  operation: ClusterOperation,
): Promise<void> {
  const now = await openIndex(index, operation);
  const isUnchanged =
    typeof now !== "string" &&
    isSameLineage(now, fenced) &&
    isDeepStrictEqual(now.sequenceNumbers, fenced.sequenceNumbers);
  if (!isUnchanged) throw new StandingChanged(index);
  await remove(index, fenced.indexUuid, operation);
}

/** Deletes the index of a replication that has failed, or whose files are still being copied, as seen directly before: no shard of it takes writes. */
export async function deleteUnfinished(
  index: string,
  operation: ClusterOperation,
): Promise<"deleted" | "blocked"> {
  try {
    await deleteIndex(operation.client, index);
    return "deleted";
  } catch (error) {
    if (isUnderFollowerBlock(error)) return "blocked";
    const isUnclear = error instanceof OpenSearchError && error.mayHaveHappened;
    if (!isUnclear) throw error;
    if ((await lookOnce(index, operation)).kind === "absent") return "deleted";
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
  operation: ClusterOperation,
): Promise<"asked" | "deleted"> {
  const { client, reads } = operation;
  const isBlocked = await hasFollowerBlock(reads, index);
  if (isBlocked === false) return "asked";
  // Who may not read the block sees directly before that it still follows: nobody has written then.
  if (isBlocked === undefined && (await lookOnce(index, operation)).kind !== "following")
    return "asked";
  try {
    await deleteIndex(client, index);
    // The plugin's block was not there, as after a restart: nobody could write to it all the same.
    return "deleted";
  } catch (error) {
    if (isNotAllowed(error)) throw error;
    return "asked";
  }
}

/** Fences until it is known to stand: a block may be set again, and a lost answer hides one that stands. */
function fence(index: string, operation: ClusterOperation): Promise<boolean> {
  const isUnclear = (error: unknown): boolean =>
    error instanceof OpenSearchError && (error.mayHaveHappened || isTransient(error));
  return pollThrough(() => blockWrites(operation.client, index), isUnclear, {
    ...within(patience, operation),
    backoff,
  });
}

/**
 * Sends the DELETE. After a lost answer the name may be another index's, which a writer has made since:
 * it is sent again only while the index is the one that was to be deleted.
 */
async function remove(
  index: string,
  uuid: string | undefined,
  operation: ClusterOperation,
): Promise<void> {
  const { client, reads } = operation;
  const send = async (): Promise<void> => {
    try {
      await deleteIndex(client, index);
    } catch (error) {
      if (!isUnderFollowerBlock(error)) throw error;
      // Somebody may have started another replication under the name. Under a block that a stop has left,
      // nobody has written.
      if ((await lookOnce(index, operation)).kind === "following") throw error;
      await stopReplication(index, operation);
      await deleteIndex(client, index);
    }
  };
  let isGone = false;
  const mayBeSentAgain = async (error: unknown): Promise<boolean> => {
    if (!(error instanceof OpenSearchError)) return false;
    if (!error.mayHaveHappened && !isTransient(error)) return false;
    isGone = (await indexSettingsOf(reads, index)) === "missing";
    return isGone || (uuid !== undefined && (await uuidOf(index, operation)) === uuid);
  };
  await pollThrough(() => (isGone ? Promise.resolve() : send()), mayBeSentAgain, {
    ...within(patience, operation),
    backoff,
  });
}

async function uuidOf(index: string, { reads }: ClusterOperation): Promise<string | undefined> {
  const settings = await indexSettingsOf(reads, index);
  const uuid = typeof settings === "string" ? undefined : settings["index.uuid"];
  return typeof uuid === "string" ? uuid : undefined;
}

function isUnderFollowerBlock(error: unknown): boolean {
  return error instanceof OpenSearchError && error.is("followerBlock");
}
