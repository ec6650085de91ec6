// SPDX-License-Identifier: Apache-2.0
import { inLines } from "../../opensearch/answers/lines";
import { gatherSettings, given } from "../../opensearch/settings/precedence";
import type { SettingName } from "../../opensearch/settings/table";
import { memoryJournal } from "../../lifecycle/claims/journal";
import type { Call, Handler, Outcome, World } from "../../lifecycle/contract";
import type { Saved } from "../../lifecycle/saved";
import { type Limited, limitIn } from "../../lifecycle/inputs/properties";
import type { EngineLog } from "./engine-log";
import type { HostHandler, Properties } from "./handler-boundary";
import { PartialFailure } from "./partial-failure";
import { isUnknown } from "./unknowns";

/** What a provider process has, from which the worlds of its handlers are made. */
export interface ProviderProcess extends Pick<World, "clock" | "random"> {
  readonly environment: NodeJS.ProcessEnv;
  readonly log: EngineLog;
  /** Left out: the process has its own notes only. */
  readonly journal?: World["journal"];
  /** Left out: it is none. */
  readonly isDestroy?: World["isDestroy"];
  /** Left out: nothing is done at the end. */
  readonly atEnd?: World["atEnd"];
  /** Gives the signal that is aborted when the deployment is cancelled. */
  readonly cancellation: () => AbortSignal;
}

/**
 * The door through which Pulumi's dynamic host reaches a handler. The host tells neither URN nor limit
 * and keeps nothing but properties, so that all of it travels in inputs: the URN and what a handler
 * remembers in hidden ones, whose names begin with two underscores, the limit in `timeouts`.
 *
 * The handler is made when a call first needs it, of the settings that `configure` has left.
 */
export function dynamicDoor(
  make: (world: World) => Handler,
  process: ProviderProcess,
): HostHandler {
  const { clock, random, environment, log, cancellation } = process;
  const { journal = memoryJournal(), isDestroy = () => false, atEnd = () => undefined } = process;
  let configured: (name: SettingName) => string | undefined = () => undefined;
  let signal = new AbortController().signal;
  let made: Handler | undefined;
  const handler = (): Handler =>
    (made ??= make({
      ...{ clock, random, journal, isDestroy, atEnd },
      settings: gatherSettings(configured, environment),
      configured: given(configured),
      isBuild: (environment["CI"] ?? "") !== "",
    }));

  const callWith = (props: Properties, what?: Limited): Call => {
    const urn = typeof props["__urn"] === "string" ? props["__urn"] : undefined;
    const limit = what === undefined ? undefined : limitIn(props["timeouts"], what);
    return { urn, signal, isUnknown, limit, log: log(urn) };
  };

  return {
    configure({ config }) {
      configured = (name) => config.get(`opensearch:${name}`);
      made = undefined;
      signal = cancellation();
    },
    check(olds, news) {
      const { inputs, failures } = handler().check(savedIn(olds), savedIn(news), callWith(news));
      return { inputs: stored(inputs, news), failures: [...failures] };
    },
    async diff(id, olds, news) {
      const found = await handler().diff(id, savedIn(olds), savedIn(news), callWith(news));
      const { changes, ...rest } = found;
      return changes === undefined ? rest : { changes, ...rest };
    },
    async create(news) {
      const created = await handler().create(savedIn(news), callWith(news, "create"));
      return { id: created.id, outs: outputsOf(created.id, created, news) };
    },
    async read(id, props) {
      const found = await handler().read(id, savedIn(props), callWith(props, "read"));
      // A refresh takes an empty id for “gone”.
      if (found === undefined) return { id: "", props: {} };
      return { id, props: stored(found.state, props), inputs: stored(found.inputs, props) };
    },
    async update(id, olds, news) {
      const call = callWith(news, "update");
      const updated = await handler().update(id, savedIn(olds), savedIn(news), call);
      return { outs: outputsOf(id, updated, news) };
    },
    delete: (id, props) => handler().delete(id, savedIn(props), callWith(props, "delete")),
  };
}

/** The outputs; throws the partial failure of a job that is only half done. */
function outputsOf(id: string, { state, failure }: Outcome, news: Properties): Properties {
  const outs = stored(state, news);
  if (failure === undefined) return outs;
  throw new PartialFailure(inLines(failure), id, outs, { cause: failure });
}

/** Properties without what is hidden, and what of that is a handler's to remember. */
function savedIn(props: Properties): Saved {
  const entries = Object.entries(props).filter(([name]) => name !== "__provider");
  const isHidden = ([name]: [string, unknown]): boolean => name.startsWith("__");
  const hidden = entries.filter(isHidden).map(([name, value]) => [name.slice(2), value] as const);
  return {
    properties: Object.fromEntries(entries.filter((entry) => !isHidden(entry))),
    memory: Object.fromEntries(hidden),
  };
}

/** Properties as the host stores them, with the provider's text, without which a resource could never be deleted. */
function stored({ properties, memory }: Saved, { __provider }: Properties): Properties {
  const hidden = Object.entries<unknown>({ ...memory }).map(([name, value]) => [
    `__${name}`,
    value,
  ]);
  return { ...properties, ...(Object.fromEntries(hidden) as Properties), __provider };
}
