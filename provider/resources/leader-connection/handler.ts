// SPDX-License-Identifier: Apache-2.0
import type { Handler, Properties } from "../../pulumi/handler-boundary";
import { PartialFailure } from "../../pulumi/partial-failure";
import { isUnknown } from "../../pulumi/unknowns";
import { operationsIn } from "../common/operation";
import { clusterUuidOf, hiddenOf, inputsIn, urnOf } from "../common/properties";
import { requireSameCluster } from "../common/same-cluster";
import type { World } from "../common/world";
import { checkConnection } from "./check";
import { type Configured, configureConnection } from "./configure";
import { deleteConnection } from "./delete";
import { connectionDifference } from "./diff";
import { readConnection } from "./read";
import { aliasChange } from "./usage";
import { type ConnectionInputs, type ConnectionTimeouts, defaults, stateNames } from "./schema";

/** The life of a `LeaderConnection`, as the engine drives it. */
export function leaderConnectionHandler(world: World): Handler {
  const operations = operationsIn(world);
  /** The aliases that this process has made: a resource that is renamed, or replaced under its alias, is created before the old one is deleted. */
  const madeHere = new Set<string>();

  const begin = (operation: keyof ConnectionTimeouts, props: Properties) =>
    operations.begin(inputsOf(props).timeouts[operation], urnOf(props));

  const outputsOf = (news: Properties, configured: Configured): Properties => {
    const inputs = inputsOf(news);
    const outs = { ...inputs, ...hiddenOf(news), ...configured.state };
    if (configured.kind === "done") return outs;
    const { error } = configured;
    throw new PartialFailure(error.message, inputs.alias, outs, { cause: error });
  };

  return {
    configure: operations.configure,
    check: (_olds, news) => checkConnection(news, isUnknown),
    async diff(id, olds, news) {
      const { changes, ...rest } = connectionDifference(olds, news);
      const { alias } = news;
      if (rest.replaces.includes("alias") && typeof alias === "string" && !isUnknown(alias)) {
        await operations.tellerOf(urnOf(news)).info(aliasChange(id, alias));
      }
      return changes === undefined ? rest : { changes, ...rest };
    },
    async create(news) {
      const inputs = inputsOf(news);
      const operation = begin("create", news);
      const { uuid } = await operation.identity();
      const configured = await configureConnection(inputs, "create", uuid, operation);
      madeHere.add(inputs.alias);
      return { id: inputs.alias, outs: outputsOf(news, configured) };
    },
    async read(id, props) {
      const operation = begin("update", props);
      const uuid = await requireSameCluster(nameOf(id), clusterUuidOf(props), operation);
      const known = { ...inputsOf(props), alias: id };
      const found = await readConnection(known, uuid, operation);
      if (found === undefined) {
        if (props["connected"] !== undefined) return { id: "", props: {} };
        throw new Error(`There is no connection "${id}" to be read.`);
      }
      const inputs = { ...found.inputs, ...hiddenOf(props) };
      return { id, props: { ...inputs, ...found.state }, inputs };
    },
    async update(_id, olds, news) {
      const inputs = inputsOf(news);
      const operation = begin("update", news);
      const uuid = await requireSameCluster(nameOf(inputs.alias), clusterUuidOf(olds), operation);
      const configured = await configureConnection(inputs, "update", uuid, operation);
      return { outs: outputsOf(news, configured) };
    },
    async delete(id, props) {
      const operation = begin("delete", props);
      if (madeHere.has(id)) {
        return operation.tell.warn(
          `Connection "${id}" was not removed: in this deployment another resource has taken it over.`,
        );
      }
      await requireSameCluster(nameOf(id), clusterUuidOf(props), operation);
      await deleteConnection(id, inputsOf(props).force, operation);
    },
  };
}

function inputsOf(props: Properties): ConnectionInputs {
  return inputsIn(props, stateNames, defaults) as unknown as ConnectionInputs;
}

function nameOf(alias: string): string {
  return `Connection "${alias}"`;
}
