// SPDX-License-Identifier: Apache-2.0
import { isRecord, own, withoutUndefined } from "../../../opensearch/text/record";
import type { PlannedSite } from "../../../pulumi/replicated-pair/plan";
import { propertyOf } from "../values";
import type { Message, Read } from "../wire/codec";
import type { Properties } from "../wire/struct";
import { limitsFor, told } from "./inputs";
import { fenceOf, givenOf, planned, providerOf, rulesIn, toldOr } from "./pair-inputs";
import type { Child, Registrar } from "./registrar";

/** Two sites of which one is active: what the class `ReplicatedPair` makes, in the same order. */
export async function replicatedPair(
  { name, inputs, customTimeouts }: Read<"ConstructRequest">,
  { child, done }: Registrar,
): Promise<Message<"ConstructResponse">> {
  const { active, passive } = planned(name, inputs);
  const { useRoles, settings, onDestroy, writeAlias, discard, autoFollow } = inputs;
  const { waitFor = "caughtUp", whenUnreachable = "fail" } = inputs;
  const timeouts = limitsFor(inputs["timeouts"], customTimeouts);
  const discardOf = (index: string): unknown =>
    isRecord(discard) ? own(discard, index) : undefined;
  const on = (site: PlannedSite, ...dependsOn: readonly Child[]) => ({
    provider: providerOf(name, site, inputs),
    dependsOn,
  });
  const connect = (from: PlannedSite, to: PlannedSite): Promise<Child> =>
    child(
      "LeaderConnection",
      `${name}-${from.name}-to-${to.name}`,
      { alias: to.alias, ...addressOf(givenOf(to, inputs)), whenUnreachable },
      on(from),
    );
  const fencing = { reserveNames: true, whenUnreachable };
  const block = (
    site: PlannedSite,
    connection: Child,
    blocked: boolean,
    ...after: readonly Child[]
  ): Promise<Child> =>
    child(
      "WriteBlock",
      `${name}-${site.name}-block`,
      { ...fencing, indexes: site.indexes, blocked, leaderAlias: told(connection, "alias") },
      on(site, ...after),
    );
  const { create, update } = isRecord(timeouts) ? timeouts : {};
  const gate = (
    site: PlannedSite,
    replications: readonly Properties[],
    goal: unknown,
    own: Properties,
    ...after: readonly Child[]
  ): Promise<Child> =>
    child(
      "ReplicationGate",
      `${name}-${site.name}-gate`,
      {
        ...{ replications, waitFor: goal, whenUnreachable, ...own },
        ...(timeouts === undefined ? {} : { timeouts: withoutUndefined({ create, update }) }),
      },
      on(site, ...after),
    );
  const shared = { useRoles, settings, onDestroy, timeouts, waitFor: "acknowledged" };
  const both = await Promise.all([connect(active, passive), connect(passive, active)]);
  const [ofActive, ofPassive] = both;
  const replicate = (
    site: PlannedSite,
    connection: Child,
    leaderIndex: string | undefined,
    at: number,
    more: Properties,
    ...after: readonly Child[]
  ): Promise<Child> => {
    const index = site.indexes[at] ?? "";
    const leaderAlias = told(connection, "alias");
    return child(
      "StartedReplication",
      `${name}-${site.name}-${index}`,
      { ...shared, index, leaderIndex, leaderAlias, discard: discardOf(index), ...more },
      on(site, connection, ...after),
    );
  };
  // Nothing is blocked before all can be promoted, nothing promoted before the other site is blocked, and
  // nothing deleted there before that.
  const promotable = await gate(
    active,
    active.indexes.map((index) => ({ index })),
    "promotable",
    rulesIn(inputs, passive),
    ...both,
  );
  const fence = await block(passive, ofPassive, true, promotable);
  const leaders = await Promise.all(
    active.indexes.map((_, at) => {
      const leaderIndex = passive.indexes[at];
      const promoteAt = fenceOf(fence, leaderIndex);
      return replicate(active, ofActive, leaderIndex, at, {
        promoted: true,
        promoteAt,
        writeAlias,
      });
    }),
  );
  const open = await block(active, ofActive, false, ...leaders);
  const followers = await Promise.all(
    passive.indexes.map((_, at) => {
      const leaderIndex = active.indexes[at];
      const leader = leaders[at];
      const more = {
        ...{ promoted: false, promoteAt: fenceOf(open, leaderIndex), whenUnreachable },
        supersededBy: leader === undefined ? undefined : toldOr(leader, "promotion"),
      };
      return replicate(passive, ofPassive, leaderIndex, at, more, open);
    }),
  );
  const rules = await Promise.all(
    Object.entries(isRecord(autoFollow) ? autoFollow : {}).map(([rule, given]) =>
      child(
        "AutoFollowRule",
        `${name}-${passive.name}-${rule}`,
        {
          ...{ useRoles, settings, whenUnreachable },
          ...(isRecord(given) ? given : {}),
          ...{ name: rule, leaderAlias: told(ofPassive, "alias") },
        },
        // A rule that comes first takes the names of those that it matches.
        on(passive, ofPassive, ...followers),
      ),
    ),
  );
  const waited =
    waitFor === "acknowledged"
      ? []
      : [
          await gate(
            passive,
            followers.map((one) => ({
              index: told(one, "index"),
              startedAt: told(one, "startedAt"),
            })),
            waitFor,
            {},
            ...followers,
          ),
        ];
  const statuses = (site: PlannedSite, of: readonly Child[]): Properties =>
    Object.fromEntries(site.indexes.map((index, at) => [index, of[at]?.outputs["status"] ?? ""]));
  return done(
    {
      active: active.name,
      ready: waited[0]?.outputs["reached"] ?? true,
      status: {
        [active.name]: statuses(active, leaders),
        [passive.name]: statuses(passive, followers),
      },
      behind: Object.fromEntries(
        leaders.flatMap((one, at) => {
          const behind = propertyOf(one.outputs["promotion"], "behind");
          return behind === undefined ? [] : [[active.indexes[at] ?? "", behind]];
        }),
      ),
    },
    [...both, promotable, fence, ...leaders, open, ...followers, ...rules, ...waited],
  );
}

function addressOf({ seeds, proxyAddress }: Properties): Properties {
  return { seeds, proxyAddress };
}
