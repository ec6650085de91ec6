// SPDX-License-Identifier: Apache-2.0
import { isDeepStrictEqual } from "node:util";
import { OpenSearchError } from "../../opensearch/answers/errors";
import type { Handler, World } from "../../lifecycle/contract";
import type { Operation } from "../../lifecycle/operation";
import { resourceHandler } from "../../lifecycle/resource-handler";
import type { Made } from "../../lifecycle/definition";
import {
  checkGate,
  defaults,
  type GateInputs,
  type GateState,
  inputSchema as schema,
  emptyState,
} from "./schema";
import { leftBehind, matchedBesides, staysBehind } from "./left-behind";
import { allPromotable } from "./promotable";
import { areFlowing, waitForAll } from "./wait";

export function replicationGateHandler(world: World): Handler {
  return resourceHandler<GateInputs, GateState>(
    {
      schema,
      defaults,
      emptyState,
      // It has no name on the cluster, so it goes by the resource's.
      idOf: (_inputs, urn) => urn?.split("::").at(-1) || "gate",
      inputsOfId: () => ({}),
      named: (name) => `What the ReplicationGate "${name}" waited for`,
      absence: () => "A ReplicationGate has nothing on the cluster to read.",
      check: checkGate,
      diff: (_id, { olds, anyDiffers, hasOtherHost }) => ({
        // A change that is left open lets the engine show which property it is.
        changes: anyDiffers ? undefined : olds["reached"] !== true || hasOtherHost,
        replaces: [],
        deleteBeforeReplace: false,
      }),
      create: (inputs, operation) => pass(inputs, false, operation),
      async read({ inputs, state }, operation) {
        if ((inputs.replications as unknown) === undefined) return undefined;
        // What was promotable is promoted by now, and stays so.
        const isOver = inputs.waitFor === "promotable";
        await sayBesides(inputs, operation);
        const reached =
          state.reached &&
          (isOver || (await areFlowing(indexesOf(inputs), inputs.waitFor, operation)));
        return { inputs, state: { reached } };
      },
      // Other limits of a wait that is over are no other wait.
      hasWork: ({ replications, waitFor }, { inputs, state }) =>
        !state.reached ||
        !isDeepStrictEqual([replications, waitFor], [inputs.replications, inputs.waitFor]),
      update: (news, { inputs }, operation) =>
        pass(news, inputs.waitFor !== news.waitFor, operation),
      async deferred({ whenUnreachable, waitFor }, _recorded, { host }, { log }) {
        // Whether something can be promoted is asked before anything is done for it.
        if (whenUnreachable !== "defer" || waitFor === "promotable") return undefined;
        await log.warn(
          `${host} cannot be reached: the next \`pulumi up\` waits for its replications.`,
        );
        return { state: { reached: false } };
      },
    },
    world,
  );
}

async function pass(
  inputs: GateInputs,
  isSwitch: boolean,
  operation: Operation,
): Promise<Made<GateInputs, GateState>> {
  const { waitFor: goal, rules } = inputs;
  const mayLackLeader = inputs.whenUnreachable === "defer";
  const left = goal === "promotable" && rules && (await leftBehind(rules, isSwitch, operation));
  const failure =
    goal === "promotable"
      ? await allPromotable(indexesOf(inputs), mayLackLeader, left || undefined, operation)
      : await waitForAll(indexesOf(inputs), goal, operation);
  return { state: { reached: failure === undefined }, failure };
}

/** While nothing switches, what the other site's rules have made: a person can list it before a switch. */
async function sayBesides({ rules, waitFor }: GateInputs, operation: Operation): Promise<void> {
  if (rules === undefined || waitFor !== "promotable") return;
  try {
    const copies = (await matchedBesides(rules, operation)) ?? [];
    if (copies.length > 0) await operation.log.warn(staysBehind(copies.sort()));
  } catch (error) {
    // What the gate is about is known without it.
    if (!(error instanceof OpenSearchError)) throw error;
  }
}

function indexesOf({ replications }: GateInputs): string[] {
  return [...new Set(replications.map(({ index }) => index))];
}
