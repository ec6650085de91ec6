// SPDX-License-Identifier: Apache-2.0
import { isDeepStrictEqual } from "node:util";
import type { Handler, World } from "../../lifecycle/contract";
import type { Recorded } from "../../lifecycle/definition";
import { resourceHandler } from "../../lifecycle/resource-handler";
import { unreadIndex } from "../../replication/promote/fence";
import { own } from "../../opensearch/text/record";
import { applyBlock, liftAll } from "./block";
import { readBlock } from "./read";
import { orDefer } from "../../replication/promote/messages";
import { deferredBlock, leftToAnother, planToBlock } from "./messages";
import {
  type BlockInputs,
  type BlockState,
  checkBlock,
  defaults,
  emptyState,
  inputSchema as schema,
} from "./schema";

/** The handler of `WriteBlock`. */
export function writeBlockHandler(world: World): Handler {
  // What another resource of the program is declared to block stays blocked when this one goes.
  const declared = new Map<string, Set<string | undefined>>();
  return resourceHandler<BlockInputs, BlockState>(
    {
      ...{ schema, defaults, emptyState, marksHalfDone: true },
      // It has no name on the cluster, so it goes by the resource's.
      idOf: (_inputs, urn) => urn?.split("::").at(-1) || "write-block",
      inputsOfId: () => ({}),
      named: (name) => `What the WriteBlock "${name}" blocks`,
      absence: () => "A WriteBlock is no object of the cluster that could be read.",
      check: checkBlock,
      declared({ indexes, blocked }, urn) {
        if (blocked !== true || !Array.isArray(indexes)) return;
        for (const index of indexes.map(String))
          declared.set(index, (declared.get(index) ?? new Set()).add(urn));
      },
      diff(_id, { olds, news, differs, anyDiffers, hasOtherHost, host }, isUnknown) {
        const isOpen = olds["deferred"] === true || hasOtherHost;
        const { indexes, blocked } = news;
        const isKnown = Array.isArray(indexes) && !isUnknown(indexes) && !isUnknown(blocked);
        const isSaid = isKnown && (differs("blocked") || differs("indexes") || isOpen);
        return {
          changes: isOpen || (anyDiffers ? undefined : false),
          replaces: [],
          deleteBeforeReplace: false,
          say: isSaid ? planToBlock(indexes.map(String), blocked === true, host) : undefined,
        };
      },
      create: (inputs, operation) =>
        applyBlock(inputs, { ...emptyState, blocked: false }, operation),
      read: readBlock,
      hasWork: (news, { inputs, state, memory }) =>
        memory.unfinished === true ||
        state.deferred ||
        !isDeepStrictEqual(
          [news.indexes, news.blocked, news.reserveNames],
          [inputs.indexes, inputs.blocked, inputs.reserveNames],
        ),
      update: (news, recorded, operation) =>
        applyBlock(news, { ...recorded.state, blocked: recorded.inputs.blocked }, operation),
      async deferred(news, recorded, error, operation) {
        if (news.whenUnreachable !== "defer") throw orDefer(error);
        const cause = error.type ?? String(error.status ?? "no answer");
        await operation.log.warn(deferredBlock(operation.client.host, news.indexes, cause));
        return { state: deferredState(news, recorded) };
      },
      async delete({ state }, _owner, operation) {
        const isOwn = (index: string): boolean =>
          [...(declared.get(index) ?? [])].every((urn) => urn === operation.urn);
        const blockedIndexes = state.blockedIndexes.filter(isOwn);
        const reservedNames = state.reservedNames.filter(isOwn);
        const left = new Set([...state.blockedIndexes, ...state.reservedNames]);
        for (const index of [...blockedIndexes, ...reservedNames]) left.delete(index);
        if (left.size > 0) await operation.log.warn(leftToAnother([...left].sort()));
        await liftAll({ blockedIndexes, reservedNames }, operation);
      },
    },
    world,
  );
}

/** What was last read stays: its lineage tells later what a promotion came from. */
function deferredState(
  { indexes }: BlockInputs,
  recorded: Recorded<BlockInputs, BlockState> | undefined,
): BlockState {
  const known = recorded?.state.fences ?? {};
  const fences = indexes.map((index) => [
    index,
    { ...(own(known, index) ?? unreadIndex(index, "deferred")), state: "deferred" as const },
  ]);
  return {
    fences: Object.fromEntries(fences) as BlockState["fences"],
    blockedIndexes: recorded?.state.blockedIndexes ?? [],
    reservedNames: recorded?.state.reservedNames ?? [],
    deferred: true,
  };
}
