// SPDX-License-Identifier: Apache-2.0
import { isDeepStrictEqual } from "node:util";
import type { Handler, Properties } from "../../pulumi/handler-boundary";
import { PartialFailure } from "../../pulumi/partial-failure";
import { isUnknown } from "../../pulumi/unknowns";
import { compareInputs, hasOtherHost } from "../common/comparison";
import { type Operation, operationsIn } from "../common/operation";
import {
  clusterUuidOf,
  hiddenOf,
  inputsIn,
  urnOf,
  withHost,
  withHostNow,
} from "../common/properties";
import { clusterNow } from "../common/same-cluster";
import type { World } from "../common/world";
import { checkGate } from "./check";
import { areFlowing } from "./read";
import { defaults, type GateInputs, type GateTimeouts, stateNames } from "./schema";
import { waitForAll } from "./wait";

/** The life of a `ReplicationGate`, as the engine drives it. It owns nothing on the cluster. */
export function replicationGateHandler(world: World): Handler {
  const operations = operationsIn(world);

  const begin = (operation: keyof GateTimeouts, props: Properties): Operation =>
    operations.begin(inputsOf(props).timeouts[operation], urnOf(props));

  const pass = async (
    news: Properties,
    clusterUuid: string,
    operation: Operation,
  ): Promise<Properties> => {
    const inputs = inputsOf(news);
    const failure = await waitForAll(indexesOf(inputs), inputs.waitFor, operation);
    const outs = { ...inputs, ...hiddenOf(news), reached: failure === undefined, clusterUuid };
    if (failure === undefined) return outs;
    throw new PartialFailure(failure.message, idOf(news), outs, { cause: failure });
  };

  return {
    configure: operations.configure,
    check(olds, news) {
      const checked = checkGate(news, isUnknown);
      return { ...checked, inputs: withHost(checked.inputs, operations.host(), olds) };
    },
    diff(_id, olds, news) {
      const { anyDiffers } = compareInputs(olds, news, stateNames);
      const isUnfinished = olds["reached"] !== true || hasOtherHost(olds, news);
      const rest = { replaces: [], deleteBeforeReplace: false };
      // A change that is left open lets the engine show which property it is.
      return Promise.resolve(anyDiffers ? rest : { changes: isUnfinished, ...rest });
    },
    async create(news) {
      const operation = begin("create", news);
      const { uuid } = await operation.identity();
      return { id: idOf(news), outs: await pass(news, uuid, operation) };
    },
    async read(id, props) {
      if (props["reached"] === undefined) {
        throw new Error("A ReplicationGate is nothing on the cluster that could be read.");
      }
      const inputs = inputsOf(props);
      const operation = begin("update", props);
      const what = gateNamed(idOf(props));
      const { uuid, isAnother } = await clusterNow(what, clusterUuidOf(props), operation);
      if (isAnother) return { id: "", props: {} };
      const reached =
        props["reached"] === true &&
        (await areFlowing(indexesOf(inputs), inputs.waitFor, operation));
      const seen = { ...inputs, ...withHostNow(hiddenOf(props), operations.host()) };
      return { id, props: { ...seen, reached, clusterUuid: uuid }, inputs: seen };
    },
    async update(_id, olds, news) {
      const uuid = clusterUuidOf(olds);
      const isPassed = olds["reached"] === true && !isAnotherWait(inputsOf(olds), inputsOf(news));
      const passed = { ...inputsOf(news), ...hiddenOf(news), reached: true };
      if (isPassed && !hasOtherHost(olds, news)) return { outs: { ...passed, clusterUuid: uuid } };
      const operation = begin("update", news);
      const now = await clusterNow(gateNamed(idOf(news)), uuid, operation);
      return isPassed && !now.isAnother
        ? { outs: { ...passed, clusterUuid: now.uuid } }
        : { outs: await pass(news, now.uuid, operation) };
    },
    delete: () => Promise.resolve(),
  };
}

/** Whether something else is waited for; other limits of a wait that is over are not. */
function isAnotherWait(olds: GateInputs, news: GateInputs): boolean {
  return !isDeepStrictEqual([olds.replications, olds.waitFor], [news.replications, news.waitFor]);
}

function inputsOf(props: Properties): GateInputs {
  return inputsIn(props, stateNames, defaults) as unknown as GateInputs;
}

function indexesOf({ replications }: GateInputs): string[] {
  return [...new Set(replications.map(({ index }) => index))];
}

/** It has no name on the cluster, so it goes by the resource's. */
function idOf(news: Properties): string {
  return urnOf(news)?.split("::").at(-1) || "gate";
}

function gateNamed(name: string): string {
  return `What the ReplicationGate "${name}" waited for`;
}
