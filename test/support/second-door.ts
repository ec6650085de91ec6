// SPDX-License-Identifier: Apache-2.0
import type { RawSettings } from "../../provider/opensearch/settings/table";
import { memoryJournal } from "../../provider/lifecycle/claims/journal";
import type { Call, Difference, Handler, Outcome, World } from "../../provider/lifecycle/contract";
import type { Properties, Saved } from "../../provider/lifecycle/saved";
import type { Clock } from "../../provider/waiting/clock";
import { crossing } from "./struct-crossing";

/** What this door's protocol puts in the place of a value that is not known yet. */
export const notKnownYet = "<computed>";

/** A resource as this door keeps it: properties and memory apart, and no hidden properties. */
interface Entry {
  readonly id: string;
  readonly inputs: Saved;
  readonly state: Saved;
}

/** A door that is not Pulumi's dynamic host: requests tell URN and limit, and the state is kept here. */
export interface SecondDoor {
  /** What was said, as `URN: message`. */
  readonly said: string[];
  readonly state: Map<string, Entry>;
  check(urn: string, news: Properties): readonly string[];
  diff(urn: string, news: Properties): Promise<Difference>;
  /** Checks and creates; the reason where that is only half done. */
  create(urn: string, news: Properties, limit?: number): Promise<string | undefined>;
  /** False where it is gone. */
  refresh(urn: string): Promise<boolean>;
  lookUp(urn: string, id: string): Promise<Properties | undefined>;
  update(urn: string, news: Properties): Promise<string | undefined>;
  delete(urn: string): Promise<void>;
  cancel(): void;
}

/** A provider process behind this door, whose URNs are `<name of a handler>::<name>`. */
export function secondDoor(
  makers: Readonly<Record<string, (world: World) => Handler>>,
  settings: RawSettings,
  clock: Clock,
  state = new Map<string, Entry>(),
): SecondDoor {
  const said: string[] = [];
  const controller = new AbortController();
  const world: World = {
    ...{ clock, settings, random: () => 0, journal: memoryJournal() },
    ...{
      configured: {},
      isBuild: false,
      isDestroy: () => false,
      atEnd: () => undefined,
    },
  };
  const handlers = Object.fromEntries(
    Object.entries(makers).map(([name, make]) => [name, make(world)]),
  );
  const handlerOf = (urn: string): Handler => {
    const handler = handlers[urn.split("::")[0] ?? ""];
    if (handler === undefined) throw new Error(`no handler for ${urn}`);
    return handler;
  };
  const callFor = (urn: string, limit?: number): Call => {
    const say = (message: string): Promise<void> =>
      Promise.resolve(void said.push(`${urn}: ${message}`));
    return {
      ...{ urn, limit, signal: controller.signal },
      log: { warn: say, info: say, status: (message) => void say(message) },
      isUnknown: (value) => value === notKnownYet,
    };
  };
  const nothing: Saved = { properties: {}, memory: {} };
  const entryOf = (urn: string): Entry => {
    const entry = state.get(urn);
    if (entry === undefined) throw new Error(`${urn} is not in the state`);
    return entry;
  };
  const checked = (urn: string, news: Properties) => {
    const olds = state.get(urn)?.inputs ?? nothing;
    const found = handlerOf(urn).check(olds, { properties: news, memory: {} }, callFor(urn));
    return { ...found, inputs: crossed(found.inputs) };
  };
  const save = (urn: string, id: string, inputs: Saved, outcome: Outcome): string | undefined => {
    state.set(urn, { id, inputs, state: crossed(outcome.state) });
    return outcome.failure?.message;
  };

  return {
    ...{ said, state },
    cancel: () => controller.abort(new Error("cancelled")),
    check: (urn, news) =>
      checked(urn, news).failures.map(({ property, reason }) => `${property} ${reason}`),
    diff(urn, news) {
      const { id, state: olds } = entryOf(urn);
      return handlerOf(urn).diff(id, olds, checked(urn, news).inputs, callFor(urn));
    },
    async create(urn, news, limit) {
      const { inputs } = checked(urn, news);
      const made = await handlerOf(urn).create(inputs, callFor(urn, limit));
      return save(urn, made.id, inputs, made);
    },
    async refresh(urn) {
      const { id, state: olds } = entryOf(urn);
      const found = await handlerOf(urn).read(id, olds, callFor(urn));
      if (found === undefined) return !state.delete(urn);
      state.set(urn, { id, inputs: crossed(found.inputs), state: crossed(found.state) });
      return true;
    },
    async lookUp(urn, id) {
      const found = await handlerOf(urn).read(id, nothing, callFor(urn));
      return found?.state.properties;
    },
    async update(urn, news) {
      const { id, state: olds } = entryOf(urn);
      const { inputs } = checked(urn, news);
      return save(urn, id, inputs, await handlerOf(urn).update(id, olds, inputs, callFor(urn)));
    },
    async delete(urn) {
      const { id, state: olds } = entryOf(urn);
      await handlerOf(urn).delete(id, olds, callFor(urn));
      state.delete(urn);
    },
  };
}

/** As it is on the other side of a protocol that carries what JSON can; what is `undefined` is not sent. */
function crossed({ properties, memory }: Saved): Saved {
  const defined = (all: object): Properties =>
    Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  return { properties: crossing(defined(properties)), memory: crossing(defined(memory)) };
}
