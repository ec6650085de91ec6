// SPDX-License-Identifier: Apache-2.0
import { isDeepStrictEqual } from "node:util";
import type { Handler, Properties } from "../../pulumi/handler-boundary";
import { PartialFailure } from "../../pulumi/partial-failure";
import { isUnknown } from "../../pulumi/unknowns";
import { operationsIn } from "../common/operation";
import { hiddenOf, inputsIn, urnOf } from "../common/properties";
import type { World } from "../common/world";
import { checkGate } from "./check";
import { areFlowing } from "./read";
import { defaults, type GateInputs, type GateTimeouts, stateNames } from "./schema";
import { waitForAll } from "./wait";

/** The life of a `ReplicationGate`, as the engine drives it. It owns nothing on the cluster. */
export function replicationGateHandler(world: World): Handler {
  const operations = operationsIn(world);

  const pass = async (operation: keyof GateTimeouts, news: Properties): Promise<Properties> => {
    const inputs = inputsOf(news);
    const begun = operations.begin(inputs.timeouts[operation], urnOf(news));
    const failure = await waitForAll(indexesOf(inputs), inputs.waitFor, begun);
    const outs = { ...inputs, ...hiddenOf(news), reached: failure === undefined };
    if (failure === undefined) return outs;
    throw new PartialFailure(failure.message, idOf(news), outs, { cause: failure });
  };

  return {
    configure: operations.configure,
    check: (_olds, news) => checkGate(news, isUnknown),
    diff(_id, olds, news) {
      const isSame = isDeepStrictEqual(inputsOf(olds), inputsOf(news));
      const isUnfinished = olds["reached"] !== true;
      const rest = { replaces: [], deleteBeforeReplace: false };
      // A change that is left open lets the engine show which property it is.
      return Promise.resolve(isSame ? { changes: isUnfinished, ...rest } : rest);
    },
    create: async (news) => ({ id: idOf(news), outs: await pass("create", news) }),
    async read(id, props) {
      if (props["reached"] === undefined) {
        throw new Error("A ReplicationGate is nothing on the cluster that could be read.");
      }
      const inputs = inputsOf(props);
      const operation = operations.begin(inputs.timeouts.update, urnOf(props));
      const reached =
        props["reached"] === true &&
        (await areFlowing(indexesOf(inputs), inputs.waitFor, operation));
      const seen = { ...inputs, ...hiddenOf(props) };
      return { id, props: { ...seen, reached }, inputs: seen };
    },
    update: async (_id, _olds, news) => ({ outs: await pass("update", news) }),
    delete: () => Promise.resolve(),
  };
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
