// SPDX-License-Identifier: Apache-2.0
import type { Found, Recorded } from "../../lifecycle/definition";
import type { Operation } from "../../lifecycle/operation";
import { indexSettingsOf, isFenced, markOf } from "../../opensearch/api/follower-index";
import { openIndex, unreadIndex } from "../../replication/promote/fence";
import { isSameLineage, type FencedIndex } from "../../replication/promote/lineage";
import { openedOutside } from "./messages";
import type { BlockInputs, BlockState } from "./schema";

/** Reads whether the blocks still stand, on the indexes that they were set on. */
export async function readBlock(
  { inputs, state }: Recorded<BlockInputs, BlockState>,
  operation: Operation,
): Promise<Found<BlockInputs, BlockState> | undefined> {
  if ((inputs.indexes as unknown) === undefined) return undefined;
  let isLifted = false;
  const fences: Record<string, FencedIndex> = {};
  for (const index of inputs.indexes) {
    const before = state.fences[index];
    const settings = await indexSettingsOf(operation.reads, index);
    const mark = markOf(settings);
    if (mark === "missing") fences[index] = unreadIndex(index, "missing");
    else if (mark === "follower") fences[index] = unreadIndex(index, "following");
    else if (mark === "forbidden") fences[index] = before ?? unreadIndex(index, "open");
    else if (isFenced(settings) && before?.state === "blocked") {
      const now = await openIndex(index, operation);
      const isSame = typeof now !== "string" && isSameLineage(now, before);
      isLifted ||= !isSame;
      fences[index] = before;
    } else {
      const now = await openIndex(index, operation);
      fences[index] = typeof now === "string" ? unreadIndex(index, "open") : now;
      if (before?.state === "following") await operation.log.warn(openedOutside(index));
      else if (before?.state === "blocked") isLifted = true;
    }
  }
  const { fences: before } = state;
  const dated = Object.entries(fences).map(([index, fence]) => [
    index,
    { ...fence, since: before[index]?.since ?? "" },
  ]);
  // A block that someone has lifted is set again by the next `up`.
  const blocked = inputs.blocked && !isLifted;
  return {
    inputs: { ...inputs, blocked },
    state: { ...state, fences: Object.fromEntries(dated) as BlockState["fences"] },
  };
}
