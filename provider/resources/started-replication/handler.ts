// SPDX-License-Identifier: Apache-2.0
import { connectionFrom, type Connection } from "../../opensearch/connection";
import { gatherSettings, type RawSettings } from "../../opensearch/settings";
import type { EngineLog } from "../../pulumi/engine-log";
import type { Handler, Properties } from "../../pulumi/handler-boundary";
import { PartialFailure } from "../../pulumi/partial-failure";
import { containsUnknown, isUnknown } from "../../pulumi/unknowns";
import type { Clock } from "../../waiting/clock";
import { deadlineIn } from "../../waiting/deadline";
import { parseDuration } from "../../waiting/duration";
import { checkInputs, withoutHidden } from "./check";
import type { OperationContext } from "./context";
import { createReplication } from "./create";
import { deleteReplication } from "./delete";
import { difference } from "./diff";
import type { Progressed } from "./finish";
import { createMemory } from "./memory";
import { readReplication } from "./read";
import { defaults, type ReplicationInputs, type Timeouts } from "./schema";
import { updateReplication } from "./update";

/** What a handler takes from the world around it. */
export interface World {
  readonly clock: Clock;
  readonly random: () => number;
  readonly environment: NodeJS.ProcessEnv;
  readonly log: EngineLog;
}

/** The life of a `StartedReplication`, as the engine drives it. One handler serves a whole provider process. */
export function startedReplicationHandler(world: World): Handler {
  const memory = createMemory();
  let raw: RawSettings = gatherSettings(() => undefined, world.environment);
  const connection: Connection = connectionFrom(() => raw);

  const contextFor = (operation: keyof Timeouts, props: Properties): OperationContext => {
    const { timeouts } = inputsOf(props);
    const limit = parseDuration(timeouts[operation]) ?? parseDuration(defaults.timeouts[operation]);
    return {
      client: connection.client(),
      identity: connection.identity,
      clock: world.clock,
      random: world.random,
      deadline: deadlineIn(limit ?? 0, world.clock),
      memory,
      urn: typeof props["__urn"] === "string" ? props["__urn"] : undefined,
      warn: (message) => world.log.warn(message),
    };
  };

  return {
    configure({ config }) {
      raw = gatherSettings((name) => config.get(`opensearch:${name}`), world.environment);
    },
    check(olds, news) {
      const { inputs, failures } = checkInputs(news, { leaderAlias: raw.leaderAlias, isUnknown });
      const isNew = olds["index"] === undefined;
      if (isNew && typeof inputs["index"] === "string")
        memory.creationChecked(inputs["index"], inputs);
      return { inputs, failures };
    },
    diff(id, olds, news) {
      const found = difference(olds, news, containsUnknown);
      if (found.replaces.length > 0 && news["index"] === id) memory.replacementAsked(id);
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
      const found = await readReplication(id, recordedUuid(props), contextFor("update", props));
      if (found === undefined) {
        // A refresh takes an empty id for “gone”; a look-up by id must be told so.
        if (props["acknowledged"] !== undefined) return { id: "", props: {} };
        throw new Error(`There is no replication into "${id}" to be read.`);
      }
      const leader = found.leader ?? {};
      const seen = { ...inputs, ...hiddenOf(props), index: id, ...leader };
      return { id, props: { ...seen, ...found.state }, inputs: seen };
    },
    async update(_id, olds, news) {
      const inputs = inputsOf(news);
      const context = contextFor("update", news);
      const progressed = await updateReplication(inputs, recordedUuid(olds), context);
      return { outs: outputsOf(progressed, news) };
    },
    async delete(id, props) {
      const replacement = memory.replacementOf(id);
      await deleteReplication(
        id,
        recordedUuid(props),
        replacement === undefined ? undefined : inputsOf(replacement),
        contextFor("delete", props),
      );
    },
  };
}

/** Old states may lack inputs that later versions added. */
function inputsOf(props: Properties): ReplicationInputs {
  const { acknowledged, status, reason, clusterUuid, ...inputs } = withoutHidden(props);
  void [acknowledged, status, reason, clusterUuid];
  return { ...defaults, ...inputs } as unknown as ReplicationInputs;
}

function recordedUuid(props: Properties): string {
  return typeof props["clusterUuid"] === "string" ? props["clusterUuid"] : "";
}

/** The names that the SDK and we hide from people, such as `__provider` and `__urn`. */
function hiddenOf(props: Properties): Properties {
  return Object.fromEntries(Object.entries(props).filter(([name]) => name.startsWith("__")));
}

function outputsOf(progressed: Progressed, news: Properties): Properties {
  const inputs = inputsOf(news);
  const outs = { ...inputs, ...hiddenOf(news), ...progressed.state };
  if (progressed.kind === "done") return outs;
  const { error } = progressed;
  throw new PartialFailure(error.message, inputs.index, outs, { cause: error });
}
