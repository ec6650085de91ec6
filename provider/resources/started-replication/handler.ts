// SPDX-License-Identifier: Apache-2.0
import type { Handler, Properties } from "../../pulumi/handler-boundary";
import { isUnknown } from "../../pulumi/unknowns";
import { declare } from "../common/claims/declare";
import { hasOtherHost } from "../common/comparison";
import { operationsIn } from "../common/operation";
import { hiddenOf, urnOf, withHost, withHostNow } from "../common/properties";
import type { World } from "../common/world";
import { createCascade } from "./copy-anew/cascade";
import { checkInputs } from "./check";
import type { OperationContext } from "./context";
import { createReplication } from "./create";
import { deleteReplication } from "./delete";
import { difference, repairReason } from "./diff";
import { inputsOf, outputsOf, recordedOf } from "./properties";
import { readReplication } from "./read";
import { replacingInputs, type Timeouts } from "./schema";
import { hasWork, unchanged, updateReplication } from "./update";

/** The life of a `StartedReplication`, as the engine drives it. One handler serves a whole provider process. */
export function startedReplicationHandler(world: World): Handler {
  const operations = operationsIn(world);
  const { claims } = operations;
  const cascade = createCascade();

  const contextFor = (operation: keyof Timeouts, props: Properties): OperationContext => ({
    ...operations.begin(inputsOf(props).timeouts[operation], urnOf(props)),
    startSlot: operations.connection.startSlot(),
    cascade,
  });

  return {
    configure: operations.configure,
    check(olds, news) {
      const { leaderAlias } = operations.settings();
      const checked = checkInputs(olds, news, { leaderAlias, isUnknown });
      const inputs = withHost(checked.inputs, operations.host(), olds);
      const { index } = inputs;
      if (typeof index !== "string" || isUnknown(index)) return { ...checked, inputs };
      const thing = { kind: "replication", name: index, host: operations.host() } as const;
      const { leaderIndex, leaderAlias: alias, useRoles, ...given } = inputsOf(inputs);
      const { ifIndexExists, onReplace } = given;
      const start = { leaderIndex, leaderAlias: alias, useRoles, ifIndexExists, onReplace };
      const declared = { ...thing, urn: urnOf(news), isNew: olds["index"] === undefined };
      const rivals = declare(claims, { ...declared, start, inputs }, "index", "follower index");
      return { inputs, failures: [...checked.failures, ...rivals] };
    },
    async diff(id, olds, news) {
      claims.compared(id, olds, news);
      if (replacingInputs.some((name) => isUnknown(news[name]))) cascade.announced(id);
      const found = difference(olds, news, isUnknown);
      const repair = repairReason(id, olds, found);
      if (repair !== undefined) await operations.tellerOf(urnOf(news)).info(repair);
      const { changes, ...rest } = found;
      return changes === undefined ? rest : { changes, ...rest };
    },
    async create(news) {
      const inputs = inputsOf(news);
      const progressed = await createReplication(inputs, contextFor("create", news));
      const { adopted, state } = progressed;
      const thing = { kind: "replication", name: inputs.index } as const;
      claims.made(urnOf(news), thing, state.clusterUuid, adopted);
      const host = operations.host();
      if (claims.isBeingCleared(inputs.index, host)) {
        claims.note({ note: "cleared", name: inputs.index, host });
      }
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
      const { leader, paused, state } = found;
      const hidden = withHostNow(hiddenOf(props), operations.host());
      const seen = { ...inputs, ...hidden, index: id, ...leader, paused };
      return { id, props: { ...seen, ...state }, inputs: seen };
    },
    async update(_id, olds, news) {
      const inputs = inputsOf(news);
      const recorded = recordedOf(olds);
      const progressed =
        hasWork(inputs, recorded) || hasOtherHost(olds, news)
          ? await updateReplication(inputs, recorded, contextFor("update", news))
          : unchanged(recorded);
      return { outs: outputsOf(progressed, news) };
    },
    async delete(id, props) {
      const { clusterUuid } = recordedOf(props);
      const { onDestroy, leaderIndex, leaderAlias } = inputsOf(props);
      const leader = { leaderIndex, leaderAlias };
      const doomed = { index: id, clusterUuid, onDestroy, leader };
      await deleteReplication(doomed, inputsOf, contextFor("delete", props));
    },
  };
}
