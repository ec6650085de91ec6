// SPDX-License-Identifier: Apache-2.0
import * as pulumi from "@pulumi/pulumi";
import { type GetLeaderIndexesArgs, lookUpLeaderIndexes } from "../reads/leader-indexes";
import { lookUpAllRules, type RuleInfo } from "../reads/rules";
import { type GetSecondsBehindArgs, lookUpSecondsBehind } from "../reads/seconds-behind";
import { systemClock } from "../waiting/clock";
import { argumentsOf } from "./arguments";
import type { Inputs } from "./inputs";
import { promised, resolved } from "./look-up-forms";
import type { LookUpOptions } from "./look-up-settings";

/**
 * Looks up the auto-follow rules of the follower cluster, sorted by name: what each has started and could not
 * follow, and which leader indexes match and follow nothing. It writes nothing to the state.
 *
 * It needs `indices:admin/plugins/replication/autofollow/stats` and `cluster:monitor/state`.
 *
 * @throws If a permission is missing or the server refuses, with what it said; in a preview, while the
 * provider's settings are unknown.
 * @see `GET /_plugins/_replication/autofollow_stats`, `GET /_resolve/index/{alias}:{pattern}`
 * @example
 * ```ts
 * const rules = await replication.getRules({ provider: follower });
 * const left = rules.flatMap(({ unfollowed = [] }) => unfollowed);
 * ```
 */
export function getRules(opts: LookUpOptions = {}): Promise<RuleInfo[]> {
  return promised("getRulesOutput", opts, lookUpAllRules);
}

/**
 * {@link getRules} as an output. In a preview, it is unknown while a setting of the provider is.
 *
 * @throws If the server refuses, with what it said.
 * @see `GET /_plugins/_replication/autofollow_stats`
 * @example
 * ```ts
 * export const rules = replication.getRulesOutput({ provider: follower });
 * ```
 */
export function getRulesOutput(opts: LookUpOptions = {}): pulumi.Output<RuleInfo[]> {
  return resolved(pulumi.output({}), opts, lookUpAllRules);
}

/**
 * Looks up the leader's open indexes that match a pattern, over a connection, sorted by name; without those that
 * nothing can follow, such as system indexes. It writes nothing to the state.
 *
 * It needs `indices:admin/resolve/index`.
 *
 * @throws If there is no such connection, or it leads nowhere now, which the server answers with an empty list;
 * if that permission is missing or the server refuses; in a preview, while the provider's settings are unknown.
 * @see `GET /_resolve/index/{alias}:{pattern}`
 * @example
 * ```ts
 * const indexes = await replication.getLeaderIndexes({ alias: "eu", pattern: "orders-*" });
 * ```
 */
export function getLeaderIndexes(
  args: GetLeaderIndexesArgs,
  opts: LookUpOptions = {},
): Promise<string[]> {
  return promised("getLeaderIndexesOutput", opts, (client) =>
    lookUpLeaderIndexes(client, argumentsOf("getLeaderIndexes", args)),
  );
}

/**
 * {@link getLeaderIndexes} for arguments that are outputs. In a preview, the result is unknown while an argument
 * or a setting of the provider is.
 *
 * @throws If there is no such connection, or the server refuses, with what it said.
 * @see `GET /_resolve/index/{alias}:{pattern}`
 * @example
 * ```ts
 * export const indexes = replication.getLeaderIndexesOutput({ alias: leader.alias, pattern: "orders-*" });
 * ```
 */
export function getLeaderIndexesOutput(
  args: Inputs<GetLeaderIndexesArgs>,
  opts: LookUpOptions = {},
): pulumi.Output<string[]> {
  return resolved(pulumi.output(args), opts, lookUpLeaderIndexes);
}

/**
 * Looks up how many seconds old the oldest document is that a follower lacks, by a date in its leader's
 * documents; 0 where it lacks none. It writes nothing to the state, nor to a cluster.
 *
 * `undefined` where it cannot be told: the documents have no such field, or the user may not search them over
 * the connection (`indices:data/read/search` on the leader). A document that was written again since counts by
 * its last write, and a deletion not at all, so it is at least as many seconds.
 *
 * @throws In a preview, while the provider's settings are unknown.
 * @see `GET /_plugins/_replication/{index}/_status`, `POST /{alias}:{index}/_search`
 * @example
 * ```ts
 * const seconds = await replication.getSecondsBehind({ index: "orders" }, { provider: follower });
 * ```
 */
export function getSecondsBehind(
  args: GetSecondsBehindArgs,
  opts: LookUpOptions = {},
): Promise<number | undefined> {
  return promised("getSecondsBehindOutput", opts, (client) =>
    lookUpSecondsBehind(client, argumentsOf("getSecondsBehind", args), systemClock.wallTime()),
  );
}

/**
 * {@link getSecondsBehind} for arguments that are outputs. In a preview, the result is unknown while an argument
 * or a setting of the provider is.
 *
 * @throws If the server refuses, with what it said.
 * @see `GET /_plugins/_replication/{index}/_status`, `POST /{alias}:{index}/_search`
 * @example
 * ```ts
 * export const seconds = replication.getSecondsBehindOutput({ index: orders.id }, { provider: follower });
 * ```
 */
export function getSecondsBehindOutput(
  args: Inputs<GetSecondsBehindArgs>,
  opts: LookUpOptions = {},
): pulumi.Output<number | undefined> {
  return resolved(pulumi.output(args), opts, (client, known) =>
    lookUpSecondsBehind(client, known, systemClock.wallTime()),
  );
}
