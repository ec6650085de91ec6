// SPDX-License-Identifier: Apache-2.0
import type { Found, Recorded } from "../../lifecycle/definition";
import type { Operation } from "../../lifecycle/operation";
import { indexSettingsOf, isFenced, markOf } from "../../opensearch/api/follower-index";
import { openIndex, unreadIndex } from "../../replication/promote/fence";
import { isSameLineage, type FencedIndex } from "../../replication/promote/lineage";
import { closedNames } from "../../opensearch/api/switch/auto-create";
import { own } from "../../opensearch/text/record";
import { openedOutside, stillBlocked } from "./messages";
import type { BlockInputs, BlockState } from "./schema";

/** Reads whether the blocks still stand, on the indexes that they were set on. */
export async function readBlock(
  { inputs, state }: Recorded<BlockInputs, BlockState>,
  operation: Operation,
): Promise<Found<BlockInputs, BlockState> | undefined> {
  if ((inputs.indexes as unknown) === undefined) return undefined;
  // What was put off is still to be done, and goes by what was read before.
  if (state.deferred) return { inputs, state };
  let isLifted = false;
  const left: string[] = [];
  const found = inputs.reserveNames ? await closedNames(operation.reads, operation.urn) : undefined;
  const owned = found?.owned ?? [];
  const fences: Record<string, FencedIndex> = {};
  for (const index of inputs.indexes) {
    const before = own(state.fences, index);
    const settings = await indexSettingsOf(operation.reads, index);
    const mark = markOf(settings);
    if (mark === "missing") fences[index] = unreadIndex(index, "missing");
    else if (mark === "follower") fences[index] = unreadIndex(index, "following");
    else if (mark === "forbidden") fences[index] = before ?? unreadIndex(index, "open");
    else {
      const isBlocked = isFenced(settings);
      const now = await openIndex(index, operation);
      const read = typeof now === "string" ? undefined : now;
      const wasBlocked = before?.state === "blocked";
      // A copy that someone has promoted, or an index made anew; what cannot be read is not known to be one.
      const isOther = wasBlocked && read !== undefined && !isSameLineage(read, before);
      const isAsBefore = wasBlocked && isBlocked && !isOther;
      // What cannot be read now has the lineage that it had.
      const isOpen = before?.state === "open";
      const unread = isOpen ? before : unreadIndex(index, "open");
      fences[index] = isAsBefore ? before : (read ?? unread);
      // A run that was killed has left it: the name is closed before the index is blocked.
      if (isBlocked && !inputs.blocked && !owned.includes(index))
        await operation.log.warn(stillBlocked(index));
      if (isBlocked && owned.includes(index) && !state.reservedNames.includes(index))
        left.push(index);
      if (wasBlocked && isOther === isBlocked) isLifted = true;
      else if (!isBlocked && (isOther || before?.state === "following"))
        await operation.log.warn(openedOutside(index));
    }
  }
  const { fences: before } = state;
  const dated = Object.entries(fences).map(([index, fence]) => [
    index,
    { ...fence, since: own(before, index)?.since ?? "" },
  ]);
  // A block that someone has lifted is set again by the next `up`, and a name that someone has opened is closed.
  const blocked = inputs.blocked && !isLifted;
  const isOpened =
    found !== undefined &&
    inputs.blocked &&
    state.reservedNames.some((name) => !found.closed.includes(name));
  const ours = (known: readonly string[], more: readonly string[]): string[] =>
    [...new Set([...known, ...more])].sort();
  return {
    inputs: { ...inputs, blocked, reserveNames: inputs.reserveNames && !isOpened },
    state: {
      ...state,
      fences: Object.fromEntries(dated) as BlockState["fences"],
      blockedIndexes: ours(state.blockedIndexes, left),
      reservedNames: ours(state.reservedNames, owned),
    },
  };
}
