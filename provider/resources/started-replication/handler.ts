// SPDX-License-Identifier: Apache-2.0
import type { Handler, Properties } from "../../pulumi/handler-boundary";
import { isUnknown } from "../../pulumi/unknowns";
import { operationsIn } from "../common/operation";
import { urnOf } from "../common/properties";
import type { World } from "../common/world";
import { checkInputs } from "./check";
import type { OperationContext } from "./context";
import { createReplication } from "./create";
import { deleteReplication } from "./delete";
import { difference, repairReason } from "./diff";
import { createMemory } from "./memory";
import { hiddenOf, inputsOf, outputsOf, recordedOf } from "./properties";
import { readReplication } from "./read";
import type { Timeouts } from "./schema";
import { updateReplication } from "./update";

/** The life of a `StartedReplication`, as the engine drives it. One handler serves a whole provider process. */
export function startedReplicationHandler(world: World): Handler {
  const operations = operationsIn(world);
  const memory = createMemory();

  const contextFor = (operation: keyof Timeouts, props: Properties): OperationContext => ({
    ...operations.begin(inputsOf(props).timeouts[operation], urnOf(props)),
    startSlot: operations.connection.startSlot(),
    memory,
  });

  return {
    configure: operations.configure,
    check(olds, news) {
      const { leaderAlias } = operations.settings();
      const { inputs, failures } = checkInputs(olds, news, { leaderAlias, isUnknown });
      const isNew = olds["index"] === undefined;
      if (isNew && typeof inputs["index"] === "string") {
        memory.creationChecked(inputs["index"], inputs);
      }
      return { inputs, failures };
    },
    async diff(id, olds, news) {
      const found = difference(olds, news, isUnknown);
      const { index } = news;
      if (found.replaces.length > 0 && typeof index === "string") {
        const deletesIndex = olds["onDestroy"] === "deleteIndex";
        const isForInputs = found.replaces.some((name) => name !== "status");
        memory.replacementAsked(id, { index, deletesIndex, isForInputs });
      }
      const repair = repairReason(id, olds, found);
      if (repair !== undefined) await operations.tellerOf(urnOf(news)).info(repair);
      const { changes, ...rest } = found;
      return changes === undefined ? rest : { changes, ...rest };
    },
    async create(news) {
      const inputs = inputsOf(news);
      const progressed = await createReplication(inputs, contextFor("create", news));
      return { id: inputs.index, outs: outputsOf(progressed, news) };
    },
    async read(id, props) {
      const inputs = inputsOf(props);
      const found = await readReplication(id, recordedOf(props), contextFor("update", props));
      if (found === undefined) {
        // A refresh takes an empty id for “gone”; a look-up by id must be told so.
        if (props["acknowledged"] !== undefined) return { id: "", props: {} };
        throw new Error(`There is no replication into "${id}" to be read.`);
      }
      const seen = { ...inputs, ...hiddenOf(props), index: id, ...found.leader };
      const { __leftovers } = props;
      return { id, props: { ...seen, ...found.state, __leftovers }, inputs: seen };
    },
    async update(_id, olds, news) {
      const inputs = inputsOf(news);
      const progressed = await updateReplication(
        inputs,
        recordedOf(olds),
        contextFor("update", news),
      );
      return { outs: outputsOf(progressed, news) };
    },
    async delete(id, props) {
      const { clusterUuid, leftovers } = recordedOf(props);
      for (const old of leftovers) memory.leftoverNoted(id, old);
      const { onDestroy, leaderIndex, leaderAlias } = inputsOf(props);
      const replacement = memory.replacementOf(id);
      const doomed = {
        index: id,
        clusterUuid,
        onDestroy,
        leader: { leaderIndex, leaderAlias },
        replacement:
          replacement === undefined
            ? undefined
            : { ...replacement, resolved: inputsOf(replacement.inputs) },
      };
      await deleteReplication(doomed, contextFor("delete", props));
    },
  };
}
