// SPDX-License-Identifier: Apache-2.0
import { isDeepStrictEqual } from "node:util";
import type { Handler, Properties } from "../../pulumi/handler-boundary";
import { PartialFailure } from "../../pulumi/partial-failure";
import { isUnknown } from "../../pulumi/unknowns";
import { declare } from "../common/claims/declare";
import { hasOtherHost } from "../common/comparison";
import { operationsIn } from "../common/operation";
import {
  clusterUuidOf,
  hiddenOf,
  inputsIn,
  isUnfinished,
  unfinished,
  urnOf,
  withHost,
  withHostNow,
} from "../common/properties";
import { clusterNow } from "../common/same-cluster";
import type { World } from "../common/world";
import { checkConnection } from "./check";
import { type Configured, configureConnection } from "./configure";
import { removeConnection } from "./delete";
import { connectionDifference } from "./diff";
import { keysFrom } from "./keys";
import { readConnection } from "./read";
import { aliasChange } from "./usage";
import { type ConnectionInputs, type ConnectionTimeouts, defaults, stateNames } from "./schema";

/** The life of a `LeaderConnection`, as the engine drives it. */
export function leaderConnectionHandler(world: World): Handler {
  const operations = operationsIn(world);
  const { claims } = operations;

  const begin = (operation: keyof ConnectionTimeouts, props: Properties) =>
    operations.begin(inputsOf(props).timeouts[operation], urnOf(props));

  const outputsOf = (news: Properties, configured: Configured): Properties => {
    const inputs = inputsOf(news);
    const outs = { ...inputs, ...hiddenOf(news), ...configured.state };
    if (configured.kind === "done") return outs;
    const { error } = configured;
    const properties = { ...outs, ...unfinished };
    throw new PartialFailure(error.message, inputs.alias, properties, { cause: error });
  };

  return {
    configure: operations.configure,
    check(olds, news) {
      const checked = checkConnection(news, isUnknown);
      const inputs = withHost(checked.inputs, operations.host(), olds);
      const { alias } = inputs;
      if (typeof alias !== "string" || isUnknown(alias)) return { ...checked, inputs };
      const thing = { kind: "connection", name: alias, host: operations.host() } as const;
      const declared = { ...thing, urn: urnOf(news), isNew: olds["alias"] === undefined };
      const rivals = declare(claims, declared, "alias", "connection");
      return { inputs, failures: [...checked.failures, ...rivals] };
    },
    async diff(id, olds, news) {
      claims.compared(id, olds, news);
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
      // What the resource has already, in a replacement under its alias, is changed in place.
      const claim = claims.claimOf(urnOf(news));
      const isOwn = claim?.isLeft === true || claim?.has === inputs.alias;
      const occasion = isOwn ? "update" : "create";
      const configured = await configureConnection(inputs, occasion, uuid, operation);
      const thing = { kind: "connection", name: inputs.alias } as const;
      claims.made(urnOf(news), thing, uuid, false);
      return { id: inputs.alias, outs: outputsOf(news, configured) };
    },
    async read(id, props) {
      const operation = begin("update", props);
      const { uuid, isAnother } = await clusterNow(nameOf(id), clusterUuidOf(props), operation);
      const known = { ...inputsOf(props), alias: id };
      const found = isAnother ? undefined : await readConnection(known, uuid, operation);
      if (found === undefined) {
        if (props["connected"] !== undefined) return { id: "", props: {} };
        throw new Error(`There is no connection "${id}" to be read.`);
      }
      const inputs = { ...found.inputs, ...withHostNow(hiddenOf(props), operations.host()) };
      return { id, props: { ...inputs, ...found.state }, inputs };
    },
    async update(_id, olds, news) {
      const inputs = inputsOf(news);
      const { mode, connected } = olds;
      // A change of how the connection is dealt with concerns the resource only.
      const asItIs = (clusterUuid: string): { outs: Properties } => ({
        outs: { ...inputs, ...hiddenOf(news), mode, connected, clusterUuid },
      });
      const before = clusterUuidOf(olds);
      if (!hasWork(olds, news) && !hasOtherHost(olds, news)) return asItIs(before);
      const operation = begin("update", news);
      const { uuid, isAnother } = await clusterNow(nameOf(inputs.alias), before, operation);
      if (!isAnother && !hasWork(olds, news)) return asItIs(uuid);
      const occasion = isAnother ? "create" : "update";
      const configured = await configureConnection(inputs, occasion, uuid, operation);
      return { outs: outputsOf(news, configured) };
    },
    delete: (id, props) =>
      removeConnection(id, inputsOf(props).force, clusterUuidOf(props), begin("delete", props)),
  };
}

/** Whether something is to be changed on the cluster, or looked at. */
function hasWork(olds: Properties, news: Properties): boolean {
  const isToBeConnected = news["waitFor"] === "connected" && olds["connected"] !== true;
  const isSame = isDeepStrictEqual(keysFrom(inputsOf(olds)), keysFrom(inputsOf(news)));
  return isUnfinished(olds) || isToBeConnected || !isSame;
}

function inputsOf(props: Properties): ConnectionInputs {
  return inputsIn(props, stateNames, defaults) as unknown as ConnectionInputs;
}

function nameOf(alias: string): string {
  return `Connection "${alias}"`;
}
