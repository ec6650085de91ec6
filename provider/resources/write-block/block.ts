// SPDX-License-Identifier: Apache-2.0
import { Refusal } from "../../opensearch/answers/refusal";
import { indexSettingsOf, isFenced } from "../../opensearch/api/follower-index";
import { indexesInFlight } from "../../opensearch/api/plugin-api";
import { own } from "../../opensearch/text/record";
import { allowWrites } from "../../opensearch/api/write-block";
import type { Operation } from "../../lifecycle/operation";
import { lookWithoutLeader } from "../../replication/look";
import { fenceIndex, openIndex, unreadIndex } from "../../replication/promote/fence";
import type { FencedIndex } from "../../replication/promote/lineage";
import { fenceForbidden, fenceUnread } from "../../replication/promote/messages";
import type { Standing } from "../../replication/standing";
import { timestamp } from "../../waiting/clock";
import { semaphore } from "../../waiting/semaphore";
import { blockedSentence, notThere, openedOutside, stillBlocked } from "./messages";
import { requireNoWriteElsewhere, reserve } from "./names";
import type { BlockInputs, BlockState } from "./schema";

/** What is known of a block before an operation. */
export type BlockBefore = Pick<BlockState, "fences" | "blockedIndexes" | "reservedNames"> & {
  readonly blocked: boolean;
};

/** Blocks the indexes, or lifts what this resource has blocked, and reads what they hold. */
export async function applyBlock(
  { indexes, blocked, reserveNames: isReserving }: BlockInputs,
  before: BlockBefore,
  operation: Operation,
): Promise<{ readonly state: BlockState; readonly failure: Error | undefined }> {
  const isPassive = isReserving && blocked;
  // Before anything is blocked, and once more under the block: a rollover walks round it.
  if (isPassive) await requireNoWriteElsewhere(indexes, operation);
  const reservedNames = await reserve(isPassive ? indexes : [], before, operation);
  const inTurn = semaphore(indexesInFlight);
  const ours = new Set(before.blockedIndexes);
  const fences: Record<string, FencedIndex> = {};
  const failures: string[] = [];
  const gone = [...ours].filter((index) => !indexes.includes(index));
  // What was blocked before a failure, or a cancel, is in the state, so that it is lifted again.
  const each = (work: () => Promise<unknown>): Promise<unknown> =>
    inTurn(work, operation.signal).catch((error: unknown) => {
      failures.push(error instanceof Error ? error.message : String(error));
    });
  // An absence takes two answers: all are looked at before the first is blocked, so that none waits for that.
  const standings = new Map<string, Standing>();
  if (blocked)
    await Promise.all(
      indexes.map((index) =>
        each(async () => standings.set(index, await lookWithoutLeader(index, operation))),
      ),
    );
  const seen = blocked ? indexes.filter((index) => standings.has(index)) : indexes;
  await Promise.all([
    ...seen.map((index) =>
      each(async () => {
        const standing = standings.get(index);
        fences[index] = standing
          ? await blockOne(index, standing, before, ours, operation)
          : await openOne(index, ours, operation);
      }),
    ),
    ...gone.map((index) => each(() => lift(index, ours, operation))),
  ]);
  const blockedIndexes = [...ours].sort();
  if (isPassive)
    await requireNoWriteElsewhere(indexes, operation).catch((error: Error) =>
      failures.push(error.message),
    );
  const since = timestamp(operation.clock);
  const state = {
    fences: inOrder(fences, before.fences, since),
    blockedIndexes,
    reservedNames,
    deferred: false,
  };
  if (blocked && ours.size > 0) await operation.log.info(blockedSentence(state.blockedIndexes));
  const missing = indexes.filter((index) => own(fences, index)?.state === "missing");
  // A passive site's are yet to come.
  if (blocked && !isReserving && missing.length > 0) await operation.log.warn(notThere(missing));
  const failure = failures.length === 0 ? undefined : new Error(failures.join("\n"));
  return { state, failure };
}

/** Lifts every block that this resource has set, and opens the names that it has closed. */
export async function liftAll(
  { blockedIndexes, reservedNames }: Pick<BlockState, "blockedIndexes" | "reservedNames">,
  operation: Operation,
): Promise<void> {
  for (const index of blockedIndexes) await lift(index, new Set(blockedIndexes), operation);
  await reserve([], { reservedNames }, operation);
}

async function blockOne(
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
    (known?.state === "deferred" && known.indexUuid === "");
  if (blocked && isOutside) {
    await operation.log.warn(openedOutside(index));
    return readOpen(index, operation);
  }
  // Whose block it is that stands there already would not be known afterwards.
  if (settings === "forbidden") throw new Refusal(fenceUnread(index, "withheld"));
  if (!isFenced(settings)) ours.add(index);
  return fenceIndex(index, operation);
}

async function openOne(
  index: string,
  ours: Set<string>,
  operation: Operation,
): Promise<FencedIndex> {
  await lift(index, ours, operation);
  const standing = await lookWithoutLeader(index, operation);
  if (standing.kind === "absent") return unreadIndex(index, "missing");
  if (isFollower(standing)) return unreadIndex(index, "following");
  if ("isFenced" in standing && standing.isFenced === true)
    await operation.log.warn(stillBlocked(index));
  return readOpen(index, operation);
}

async function readOpen(index: string, operation: Operation): Promise<FencedIndex> {
  const read = await openIndex(index, operation);
  if (read === "missing") return unreadIndex(index, "missing");
  // Its lineage is of use in a disaster only, and then is not known.
  return typeof read === "string" ? unreadIndex(index, "open") : read;
}

async function lift(index: string, ours: Set<string>, operation: Operation): Promise<void> {
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

/** What has not changed its state has the date that it had; that it could not be read meanwhile is no change. */
function inOrder(
  fences: Record<string, FencedIndex>,
  before: BlockState["fences"],
  now: string,
): BlockState["fences"] {
  const sorted = Object.entries(fences).sort(([a], [b]) => (a < b ? -1 : 1));
  const dated = sorted.map(([index, fence]) => {
    const known = own(before, index);
    const isSame =
      known?.state === fence.state || (known?.state === "deferred" && fence.state === "open");
    const since = isSame && known.since !== "" ? known.since : now;
    return [index, { ...fence, since }];
  });
  return Object.fromEntries(dated) as BlockState["fences"];
}
