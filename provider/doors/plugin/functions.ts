// SPDX-License-Identifier: Apache-2.0
import { followerStats } from "../../opensearch/api/follower-stats";
import type { Client } from "../../opensearch/client/client";
import { withoutUndefined } from "../../opensearch/text/record";
import { type GetLeaderIndexesArgs, lookUpLeaderIndexes } from "../../reads/leader-indexes";
import { lookUpReplication } from "../../reads/replication";
import { lookUpReplications } from "../../reads/replications";
import { lookUpAllRules } from "../../reads/rules";
import { type GetSecondsBehindArgs, lookUpSecondsBehind } from "../../reads/seconds-behind";
import { systemClock } from "../../waiting/clock";
import {
  type Listed,
  type ListingQuery,
  listConnections,
  listReplications,
  listRules,
} from "../../reads/listing";
import { type KindName, packageName } from "./kinds";
import type { Properties } from "./wire/struct";

type LookUp = (client: Client, args: Properties) => Promise<object>;

/** The look-ups, by the last part of their tokens. A function returns an object, so a list is a property of one. */
export const functions = {
  getReplication: (client, args) => lookUpReplication(client, args as { index: string }),
  getReplications: async (client, args) => ({
    replications: await lookUpReplications(client, args),
  }),
  getReplicationStats: (client) => followerStats(client),
  getRules: async (client) => ({ rules: await lookUpAllRules(client) }),
  getLeaderIndexes: async (client, args) => ({
    indexes: await lookUpLeaderIndexes(client, args as unknown as GetLeaderIndexesArgs),
  }),
  getSecondsBehind: async (client, args) =>
    withoutUndefined({
      seconds: await lookUpSecondsBehind(
        client,
        args as unknown as GetSecondsBehindArgs,
        systemClock.wallTime(),
      ),
    }),
} as const satisfies Readonly<Record<string, LookUp>>;

export type FunctionName = keyof typeof functions;

/** The look-up of a token. Throws where it is none. */
export function functionOf(token: string): LookUp {
  const [, name = ""] = /^[^:]+:(?:index:)?([^:]+)$/.exec(token) ?? [];
  if (isFunction(name)) return functions[name];
  throw new Error(`${token} is no function of ${packageName}.`);
}

function isFunction(name: string): name is FunctionName {
  return Object.hasOwn(functions, name);
}

type Listing = (client: Client, query: ListingQuery) => Promise<Listed[]>;

/** What of a kind is on the cluster; others have nothing there that could be listed. */
export const listings: Readonly<Partial<Record<KindName, Listing>>> = {
  StartedReplication: listReplications,
  LeaderConnection: listConnections,
  AutoFollowRule: listRules,
};
