// SPDX-License-Identifier: Apache-2.0
import { declare } from "./claims/declare";
import { compare, hasOtherHost } from "./comparison";
import type { Call, Checked, Handler, Outcome, World } from "./contract";
import type { Properties, Saved } from "./saved";
import { type Limited, limitIn, parted } from "./inputs/properties";
import { type Operation, operationsIn } from "./operation";
import type { Made, Recorded, ResourceDefinition } from "./definition";
import { deleteResource } from "./deletion";
import { clusterNow, ownedAtOtherAddress } from "./same-cluster";
import { orDeferred, orGoneForGood } from "./unreachable";
import { Refusal } from "../opensearch/answers/refusal";

/** How long a look at the end of a deployment may take: the engine waits five seconds for the process. */
const lastLook = 3_000;

/** The life of one kind of resource: the steps that all kinds have in common. */
export function resourceHandler<Inputs extends object, State extends object>(
  kind: ResourceDefinition<Inputs, State>,
  world: World,
): Handler {
  const { claims, host, begin } = operationsIn(world);
  const { object } = kind;

  const beginFor = (what: Limited, call: Call): Operation =>
    begin(call, call.limit ?? limitIn(kind.defaults["timeouts"], what) ?? 0);

  const inputsOf = ({ properties }: Saved): Inputs =>
    parted(properties, kind.schema, kind.defaults).inputs as Inputs;

  const recordedOf = (id: string, { properties, memory }: Saved): Recorded<Inputs, State> => {
    const { inputs, others } = parted(properties, kind.schema, kind.defaults);
    const named = { ...inputs, ...kind.inputsOfId(id) } as Inputs;
    return { id, inputs: named, state: { ...kind.emptyState, ...others }, memory };
  };

  const outcome = (news: Saved, made: Made<Inputs, State>, clusterUuid: string): Outcome => {
    const { failure } = made;
    const unfinished = failure === undefined ? undefined : kind.marksHalfDone;
    const properties = { ...inputsOf(news), ...made.state, clusterUuid, ...made.actual };
    const memory = { ...news.memory, stopped: undefined, ...made.memory, unfinished };
    return { state: { properties, memory }, failure };
  };

  const noteMade = (id: string, urn: string | undefined, uuid: string, adopted = false): void => {
    if (object !== undefined) claims.made(urn, { kind: object.kind, name: id }, uuid, adopted);
  };

  const lookAgainAtEnd = (inputs: Inputs, call: Call): void =>
    world.atEnd(async () => {
      const { signal } = new AbortController();
      const lost = await kind.lostSince?.(inputs, begin({ ...call, signal }, lastLook));
      if (lost !== undefined) await call.log.warn(lost);
    });

  const checkName = (olds: Saved, inputs: Saved, { urn, isUnknown }: Call): Checked<Saved> => {
    const { properties: given } = inputs;
    const isNamed = object?.namedBy.every(
      (part) => typeof given[part] === "string" && !isUnknown(given[part]),
    );
    if (object === undefined || isNamed !== true) return { inputs, failures: [] };
    const [property] = object.namedBy;
    const isNew = olds.properties[property] === undefined;
    // The second check of a replacement is without olds: what the first one knew is in the claim.
    const before = isNew ? claims.claimOf(urn)?.inputs : olds;
    const declaredNames = () => claims.namesOf("replication", host);
    const nothing = { properties: {}, memory: {} };
    const more = kind.remembered?.(given, before ?? nothing, declaredNames);
    const declaredInputs = { properties: given, memory: { ...inputs.memory, ...more } };
    const wanted = inputsOf(inputs);
    const name = kind.idOf(wanted, urn);
    const declared = { kind: object.kind, name, host, urn, isNew, inputs: declaredInputs };
    return { inputs: declaredInputs, failures: declare(claims, declared, property, object.called) };
  };

  return {
    check(olds, news, call) {
      const asked = { leaderAlias: world.settings.leaderAlias, isUnknown: call.isUnknown };
      const checked = kind.check(olds.properties, news.properties, asked);
      const known = host === "" ? olds.memory.host : host;
      const memory = { ...news.memory, urn: call.urn, host: known };
      kind.declared?.(checked.inputs, call.urn);
      const isNew = Object.keys(olds.properties).length === 0;
      // Checked with olds, never compared, and now without olds: the engine forces a replacement.
      const before = isNew ? claims.claimOf(call.urn) : undefined;
      const wasThere = before?.isChecked === true && before.isKnown;
      const isForced = wasThere && before.has === undefined;
      // Compared as well, it is `replaceOnChanges`, or the create of an old one that is deleted already.
      const isReplaced = isForced || (wasThere && before.isLeftOpen);
      const forced = isReplaced ? kind.forced?.(checked.inputs) : undefined;
      const said =
        isNew && !isReplaced ? kind.sayOfNew?.(news.properties, call.isUnknown) : undefined;
      const note = forced !== undefined && "note" in forced ? forced.note : said;
      if (note !== undefined) void call.log.info(note);
      const isRefused = isForced && forced !== undefined && "refusal" in forced;
      const refusals = isRefused ? [forced.refusal] : [];
      const { inputs, failures } = checkName(olds, { properties: checked.inputs, memory }, call);
      return { inputs, failures: [...checked.failures, ...failures, ...refusals] };
    },
    async diff(id, olds, news, call) {
      const { clusterUuid: uuid } = recordedOf(id, olds).state;
      const before = olds.memory.urn;
      const compared = compare(kind.schema, olds, news);
      const { say, ...found } = kind.diff(id, compared, call.isUnknown);
      if (object !== undefined) {
        const isCascade = found.replaces.some((name) => call.isUnknown(news.properties[name]));
        const isLeftOpen = found.changes === undefined;
        const seen = { before, uuid, isCascade, isLeftOpen };
        claims.compared(call.urn, { kind: object.kind, name: id, host }, seen);
      }
      if (say !== undefined) await call.log.info(say);
      return found;
    },
    async create(news, call) {
      const inputs = inputsOf(news);
      const id = kind.idOf(inputs, call.urn);
      const operation = beginFor("create", call);
      // Before anything is done, so that a wrong address or sign-in fails while nothing can have happened.
      const asked = await orDeferred(operation.identity, (error) =>
        kind.deferred?.(inputs, undefined, error, operation),
      );
      if ("deferred" in asked) return { id, ...outcome(news, asked.deferred, "") };
      const { uuid } = asked.now;
      if (object !== undefined) {
        const named = { kind: object.kind, name: id };
        claims.making(call.urn, named, uuid);
        const rival = claims.rivalOn(call.urn, named, uuid);
        if (rival !== undefined)
          throw new Refusal(ownedAtOtherAddress(kind.named(id), rival, host));
      }
      const made = await kind.create(inputs, operation, undefined);
      if (made.isUncertain !== true) noteMade(id, call.urn, uuid, made.adopted);
      if (made.adopted === true) lookAgainAtEnd(inputs, call);
      return { id, ...outcome(news, made, uuid) };
    },
    async read(id, saved, call) {
      const operation = beginFor("read", call);
      const recorded = recordedOf(id, saved);
      const looked = await orGoneForGood(call.urn, () =>
        orDeferred(
          async () => {
            const now = await clusterNow(kind.named(id), recorded, operation);
            return { now, found: now.isAnother ? undefined : await kind.read(recorded, operation) };
          },
          (error) => kind.deferred?.(recorded.inputs, recorded, error, operation),
        ),
      );
      // It stays as it was last read.
      const asItWas = { properties: recorded.inputs as Properties, memory: saved.memory };
      if ("deferred" in looked) return { inputs: asItWas, state: saved };
      const { now, found } = looked.now;
      if (found === undefined) {
        // A look-up by id has no outputs yet.
        const { others } = parted(saved.properties, kind.schema, {});
        if (Object.keys(others).length > 0) return undefined;
        throw new Error(kind.absence(id));
      }
      const before = saved.memory.host;
      // One that knew no address learns none.
      const known = before !== undefined && host !== "" ? host : before;
      const memory = { ...saved.memory, ...found.memory, unfinished: undefined, host: known };
      const seen = found.inputs as Properties;
      const properties = { ...seen, ...found.state, clusterUuid: now.uuid };
      return { inputs: { properties: seen, memory }, state: { properties, memory } };
    },
    async update(id, olds, news, call) {
      const inputs = inputsOf(news);
      const recorded = recordedOf(id, olds);
      const hasWork = kind.hasWork(inputs, recorded);
      const { state: asItIs } = recorded;
      const { clusterUuid: before } = asItIs;
      if (!hasWork && !hasOtherHost(olds, news)) return outcome(news, { state: asItIs }, before);
      const operation = beginFor("update", call);
      const asked = await orDeferred(
        () => clusterNow(kind.named(id), recorded, operation),
        (error) => kind.deferred?.(inputs, recorded, error, operation),
      );
      if ("deferred" in asked) return outcome(news, asked.deferred, before);
      const { now } = asked;
      if (!now.isAnother && !hasWork) return outcome(news, { state: asItIs }, now.uuid);
      const made = now.isAnother
        ? await kind.create(inputs, operation, now.uuid)
        : await kind.update(inputs, recorded, operation);
      if (made.isUncertain !== true) noteMade(id, call.urn, now.uuid, made.adopted);
      return outcome(news, made, now.uuid);
    },
    async delete(id, saved, call) {
      if (kind.delete === undefined) return;
      await deleteResource(kind, world, recordedOf(id, saved), beginFor("delete", call));
    },
  };
}
