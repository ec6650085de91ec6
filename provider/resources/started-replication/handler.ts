// SPDX-License-Identifier: Apache-2.0
import { connectionFrom, retryingReads } from "../../opensearch/connection";
import { gatherSettings, type RawSettings } from "../../opensearch/settings";
import type { EngineLog } from "../../pulumi/engine-log";
import type { Handler, Properties } from "../../pulumi/handler-boundary";
import { isUnknown } from "../../pulumi/unknowns";
import type { Clock } from "../../waiting/clock";
import { deadlineIn } from "../../waiting/deadline";
import { parseDuration } from "../../waiting/duration";
import { checkInputs } from "./check";
import type { OperationContext } from "./context";
import { createReplication } from "./create";
import { deleteReplication } from "./delete";
import { difference, repairReason } from "./diff";
import { createMemory } from "./memory";
import { hiddenOf, inputsOf, outputsOf, recordedOf, urnOf } from "./properties";
import { readReplication } from "./read";
import { defaults, type Timeouts } from "./schema";
import { tellerFor } from "./teller";
import { updateReplication } from "./update";

/** What a handler takes from the world around it. */
export interface World {
  readonly clock: Clock;
  readonly random: () => number;
  readonly environment: NodeJS.ProcessEnv;
  readonly log: EngineLog;
  /** Gives the signal that is aborted when the deployment is cancelled. */
  readonly cancellation: () => AbortSignal;
}

/** The life of a `StartedReplication`, as the engine drives it. One handler serves a whole provider process. */
export function startedReplicationHandler(world: World): Handler {
  const { clock, random, environment, log } = world;
  const memory = createMemory();
  let raw: RawSettings = gatherSettings(() => undefined, environment);
  let signal = new AbortController().signal;
  const connection = connectionFrom(() => raw, clock);
  const tellerOf = (urn: string | undefined) =>
    tellerFor(urn, log, { clock, isBuild: (environment["CI"] ?? "") !== "" });

  const contextFor = (operation: keyof Timeouts, props: Properties): OperationContext => {
    const limit = inputsOf(props).timeouts[operation];
    const milliseconds = parseDuration(limit) ?? parseDuration(defaults.timeouts[operation]);
    const deadline = deadlineIn(milliseconds ?? 0, clock);
    const retrying = { clock, random, deadline, signal };
    const client = connection.client();
    const urn = urnOf(props);
    const tell = tellerOf(urn);
    for (const warning of connection.warnings()) void tell.warn(warning);
    return {
      ...retrying,
      client,
      reads: retryingReads(client, retrying),
      identity: () => connection.identity(retrying),
      startSlot: connection.startSlot(),
      memory,
      urn,
      tell,
    };
  };

  return {
    configure({ config }) {
      raw = gatherSettings((name) => config.get(`opensearch:${name}`), environment);
      signal = world.cancellation();
    },
    check(olds, news) {
      const { leaderAlias } = raw;
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
      if (repair !== undefined) await tellerOf(urnOf(news)).info(repair);
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
