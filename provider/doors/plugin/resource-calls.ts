// SPDX-License-Identifier: Apache-2.0
import { isDeepStrictEqual } from "node:util";
import type { Call, Handler, Outcome } from "../../lifecycle/contract";
import { type Limited, limitIn } from "../../lifecycle/inputs/properties";
import type { Saved } from "../../lifecycle/saved";
import type { Violation } from "../../lifecycle/inputs/validator";
import type { Log } from "../../waiting/progress-log";
import { halfDone } from "./failures";
import { customLimit, type Kind, type KindName, kindOfUrn, kinds } from "./kinds";
import type { methods } from "./methods";
import { asSecretAs, isUnknown, plainProperties, unknownValue } from "./values";
import type { Message } from "./wire/codec";
import type { Unary } from "./wire/rpc";
import type { Properties } from "./wire/struct";

/** What the calls about resources need of the process. */
export interface Resources {
  handler(kind: KindName): Handler;
  readonly signal: AbortSignal;
  log(urn: string): Log;
  /** Throws where a look-up by id cannot find anything, before it would be waited for. */
  requireId(kind: KindName, id: string): Promise<void>;
}

type ResourceCalls = Pick<
  Unary<typeof methods>,
  "Check" | "Diff" | "Create" | "Read" | "Update" | "Delete"
>;

/** The calls of the engine about one resource, as those of the contract. */
export function resourceCalls(process: Resources): ResourceCalls {
  const callFor = (urn: string, inputs: Properties, what?: Limited, seconds = 0): Call => {
    const limit =
      what === undefined ? undefined : (customLimit(seconds) ?? limitIn(inputs["timeouts"], what));
    return { urn, limit, signal: process.signal, isUnknown, log: process.log(urn) };
  };
  const handlerOf = (urn: string): Handler => process.handler(kindOfUrn(urn));

  return {
    Check({ urn, olds, news }) {
      const given = plainProperties(news);
      const { inputs, failures } = handlerOf(urn).check(
        savedIn(plainProperties(olds)),
        savedIn(given),
        callFor(urn, given),
      );
      const shown = failures.map((failure) => shownFailure(failure, given));
      return { inputs: asSecretAs(news, stored(inputs)), failures: shown };
    },
    async Diff({ id, urn, olds, news }) {
      const wanted = plainProperties(news);
      const found = await handlerOf(urn).diff(
        id,
        savedIn(plainProperties(olds)),
        savedIn(wanted),
        callFor(urn, wanted),
      );
      const { replaces, deleteBeforeReplace } = found;
      const changes = found.changes === undefined ? 0 : found.changes ? 2 : 1;
      return { changes, replaces, deleteBeforeReplace };
    },
    async Create(request) {
      const { urn, properties: news, preview, timeout } = request;
      const wanted = plainProperties(news);
      if (preview) return { properties: asSecretAs(news, expected(urn, wanted)) };
      const call = callFor(urn, wanted, "create", timeout);
      const created = await handlerOf(urn).create(savedIn(wanted), call);
      const { id } = created;
      return { id, properties: outputsOf(id, created, news) };
    },
    async Read(request) {
      const { id, urn, properties, inputs, timeout } = request;
      const known = plainProperties(properties);
      const kind = kindOfUrn(urn);
      const isLookUp = Object.keys(known).length === 0;
      if (isLookUp) await process.requireId(kind, id);
      const call = callFor(urn, known, "read", timeout);
      const found = await handlerOf(urn).read(id, savedIn(known), call);
      // A refresh takes an empty id for “gone”.
      if (found === undefined) return { id: "" };
      const seen = stored(found.inputs);
      return {
        id,
        properties: asSecretAs({ ...inputs, ...properties }, stored(found.state)),
        // An import writes a program, which says what is not so by itself.
        inputs: isLookUp ? withoutDefaults(seen, kinds[kind]) : asSecretAs(inputs, seen),
      };
    },
    async Update(request) {
      const { id, urn, olds, news, preview, timeout } = request;
      const wanted = plainProperties(news);
      if (preview) return { properties: asSecretAs(news, expected(urn, wanted)) };
      const call = callFor(urn, wanted, "update", timeout);
      const before = savedIn(plainProperties(olds));
      const updated = await handlerOf(urn).update(id, before, savedIn(wanted), call);
      return { properties: outputsOf(id, updated, news) };
    },
    async Delete(request) {
      const { id, urn, properties, timeout } = request;
      const known = plainProperties(properties);
      await handlerOf(urn).delete(id, savedIn(known), callFor(urn, known, "delete", timeout));
      return {};
    },
  };
}

/** The outputs; throws the failure of a job that is only half done. */
function outputsOf(id: string, { state, failure }: Outcome, news: Properties): Properties {
  const properties = asSecretAs(news, stored(state));
  if (failure === undefined) return properties;
  throw halfDone(failure, { id, properties });
}

/** The outputs in a preview: what was given is known, and what the cluster tells is not. */
function expected(urn: string, wanted: Properties): Properties {
  const told = Object.keys(kinds[kindOfUrn(urn)].emptyState);
  return { ...wanted, ...Object.fromEntries(told.map((name) => [name, unknownValue])) };
}

/** What was given, and what a handler remembers beside it, in names that begin with two underscores. */
function savedIn(properties: Properties): Saved {
  // A state of the Node.js classes also holds the line that loads its handler.
  const entries = Object.entries(properties).filter(([name]) => name !== "__provider");
  const isHidden = ([name]: [string, unknown]): boolean => name.startsWith("__");
  const hidden = entries.filter(isHidden).map(([name, value]) => [name.slice(2), value] as const);
  return {
    properties: Object.fromEntries(entries.filter((entry) => !isHidden(entry))),
    memory: Object.fromEntries(hidden),
  };
}

function stored({ properties, memory }: Saved): Properties {
  const hidden = Object.entries<unknown>({ ...memory }).map(([name, value]) => [
    `__${name}`,
    value,
  ]);
  return { ...properties, ...(Object.fromEntries(hidden) as Properties) };
}

function withoutDefaults(inputs: Properties, { defaults }: Kind): Properties {
  const isTold = ([name, value]: [string, unknown]): boolean =>
    value !== undefined && !name.startsWith("__") && !isDeepStrictEqual(value, defaults[name]);
  return Object.fromEntries(Object.entries(inputs).filter(isTold));
}

/** The engine shows the value of the property that a failure names, and finds none where it is missing or in an object. */
function shownFailure({ property, reason }: Violation, given: Properties): Message<"CheckFailure"> {
  const value = Object.hasOwn(given, property) ? given[property] : undefined;
  const isShown = ["string", "number", "boolean"].includes(typeof value);
  return isShown ? { property, reason } : { property: "", reason: `${property} ${reason}` };
}
