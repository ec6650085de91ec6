// SPDX-License-Identifier: Apache-2.0
import { indexesInFlight } from "../../opensearch/api/plugin-api";
import { own } from "../../opensearch/text/record";
import type { Operation } from "../../lifecycle/operation";
import { lookWithoutLeader } from "../../replication/look";
import { unreadIndex } from "../../replication/promote/fence";
import type { FencedIndex } from "../../replication/promote/lineage";
import type { Standing } from "../../replication/standing";
import { timestamp } from "../../waiting/clock";
import { semaphore } from "../../waiting/semaphore";
import { requireConnected } from "./connected";
import { blockedSentence, notThere } from "./messages";
import { namesLeft, requireNoWriteElsewhere, reserve } from "./names";
import { type BlockBefore, blockOne, lift, openOne } from "./one-index";
import type { BlockInputs, BlockState } from "./schema";

/** Blocks the indexes, or lifts what this resource has blocked, and reads what they hold. */
export async function applyBlock(
  inputs: BlockInputs,
  before: BlockBefore,
  operation: Operation,
): Promise<{ readonly state: BlockState; readonly failure: Error | undefined }> {
  const { indexes, blocked, reserveNames: isReserving, leaderAlias } = inputs;
  const isPassive = isReserving && blocked;
  const left = await namesLeft(inputs, before, operation);
  // Before anything is blocked, and once more under the block: a rollover walks round it.
  const aliases = isPassive ? await requireNoWriteElsewhere(indexes, operation) : [];
  if (blocked && !before.blocked && leaderAlias !== undefined)
    await requireConnected(leaderAlias, inputs, operation);
  const known = [...before.reservedNames, ...left];
  // An alias goes with its index, and a writer makes an index of its name. What was an alias's is still one's.
  const kept = known.filter((name) => !Object.hasOwn(before.fences, name));
  const wanted = isPassive ? [...new Set([...indexes, ...aliases, ...kept])] : [];
  const reservedNames = await reserve(wanted, { reservedNames: known }, operation);
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
        if (left.includes(index)) ours.add(index);
        fences[index] = standing
          ? await blockOne(index, standing, before, ours, operation)
          : await openOne(index, before, ours, operation);
        // What could not be read now is as it was.
        if (fences[index] !== own(before.fences, index))
          operation.claims.saw(fences[index].indexUuid);
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
  // What could not be looked at is as it was.
  for (const index of indexes)
    fences[index] ??= own(before.fences, index) ?? unreadIndex(index, "open");
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
