// SPDX-License-Identifier: Apache-2.0
import { Refusal } from "../../opensearch/answers/refusal";
import { indexSettingsOf, isFenced } from "../../opensearch/api/follower-index";
import { allowWrites } from "../../opensearch/api/write-block";
import { own } from "../../opensearch/text/record";
import type { Operation } from "../../lifecycle/operation";
import { lookWithoutLeader } from "../../replication/look";
import { fenceIndex, openIndex, unreadIndex } from "../../replication/promote/fence";
import type { FencedIndex } from "../../replication/promote/lineage";
import { fenceForbidden, fenceUnread } from "../../replication/promote/messages";
import type { Standing } from "../../replication/standing";
import { openedOutside, stillBlocked } from "./messages";
import type { BlockState } from "./schema";

/** What is known of a block before an operation. */
export type BlockBefore = Pick<BlockState, "fences" | "blockedIndexes" | "reservedNames"> & {
  readonly blocked: boolean;
};

/** Blocks one index and reads what it holds; what somebody has promoted since stays open. */
export async function blockOne(
  index: string,
  standing: Standing,
  { fences, blocked }: BlockBefore,
  ours: Set<string>,
  operation: Operation,
): Promise<FencedIndex> {
  if (isFollower(standing)) {
    ours.delete(index);
    return unreadIndex(index, "following");
  }
  if (standing.kind === "absent") {
    ours.delete(index);
    return unreadIndex(index, "missing");
  }
  const settings = await indexSettingsOf(operation.reads, index);
  const known = own(fences, index);
  const uuid = typeof settings === "string" ? known?.indexUuid : settings["index.uuid"];
  // Blocked while it followed, or copied since, it was promoted by someone, who writes to it perhaps.
  const isOutside =
    /^(following|missing|open)$/.test(known?.state ?? "") ||
    (known?.state === "blocked" && known.indexUuid !== uuid) ||
    // It followed when it was last read, before its cluster could not be reached.
    (known?.state === "deferred" && known.followed === true);
  if (blocked && isOutside) {
    await operation.log.warn(openedOutside(index));
    return readOpen(index, known, operation);
  }
  // Whose block it is that stands there already would not be known afterwards.
  if (settings === "forbidden") throw new Refusal(fenceUnread(index, "withheld"));
  if (!isFenced(settings)) ours.add(index);
  return fenceIndex(index, operation);
}

/** Lifts the block of one index, if it is this resource's, and reads it. */
export async function openOne(
  index: string,
  { fences }: BlockBefore,
  ours: Set<string>,
  operation: Operation,
): Promise<FencedIndex> {
  await lift(index, ours, operation);
  const standing = await lookWithoutLeader(index, operation);
  if (standing.kind === "absent") return unreadIndex(index, "missing");
  if (isFollower(standing)) return unreadIndex(index, "following");
  if ("isFenced" in standing && standing.isFenced === true)
    await operation.log.warn(stillBlocked(index));
  return readOpen(index, own(fences, index), operation);
}

async function readOpen(
  index: string,
  known: FencedIndex | undefined,
  operation: Operation,
): Promise<FencedIndex> {
  const read = await openIndex(index, operation);
  if (read === "missing") return unreadIndex(index, "missing");
  if (typeof read !== "string") return read;
  // Its lineage is of use in a disaster; what cannot be read now has it still.
  return known?.state === "open" ? known : unreadIndex(index, "open");
}

/** Lifts a block that is among `ours`. */
export async function lift(index: string, ours: Set<string>, operation: Operation): Promise<void> {
  if (!ours.has(index)) return;
  const settings = await indexSettingsOf(operation.reads, index);
  // Deleted to be copied, it has lost its block.
  const isThere = settings !== "missing" && (settings === "forbidden" || isFenced(settings));
  if (isThere && !(await allowWrites(operation.client, index)))
    throw new Refusal(fenceForbidden(index));
  ours.delete(index);
}

function isFollower(standing: Standing): boolean {
  switch (standing.kind) {
    case "following":
      return true;
    case "unreadable":
    case "unsettled":
      return standing.mark === "follower";
    default:
      return false;
  }
}
