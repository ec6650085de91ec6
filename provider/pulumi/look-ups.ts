// SPDX-License-Identifier: Apache-2.0
import * as pulumi from "@pulumi/pulumi";
import { type GetReplicationArgs, lookUpReplication } from "../reads/replication";
import type { ReplicationInfo } from "../reads/replication-info";
import { type GetReplicationsArgs, lookUpReplications } from "../reads/replications";
import { followerStats, type ReplicationStats } from "../opensearch/api/follower-stats";
import type { Inputs } from "./inputs";
import { promised, resolved } from "./look-up-forms";
import type { LookUpOptions } from "./look-up-settings";
import { argumentsOf, isPending } from "./arguments";

/**
 * Looks up the replication into one index of the follower cluster. It writes nothing to the state.
 *
 * If nothing is replicated into the index, `exists` is false. The plugin's own follower role is enough.
 *
 * @throws If the server refuses, with what it said; in a preview, while the provider's settings are unknown.
 * @see `GET /_plugins/_replication/{index}/_status`
 * @example
 * ```ts
 * const lag = orders.id.apply(async (index) => {
 *   const { lag } = await replication.getReplication({ index }, { provider: follower });
 *   return lag;
 * });
 * ```
 */
export function getReplication(
  args: GetReplicationArgs,
  opts: LookUpOptions = {},
): Promise<ReplicationInfo> {
  return promised("getReplicationOutput", opts, (client) =>
    lookUpReplication(client, argumentsOf("getReplication", args)),
  );
}

/**
 * {@link getReplication} for arguments that are outputs. In a preview, the result is unknown while an
 * argument or a setting of the provider is.
 *
 * @throws If the server refuses, with what it said.
 * @see `GET /_plugins/_replication/{index}/_status`
 * @example
 * ```ts
 * export const lag = replication.getReplicationOutput({ index: orders.id }, { provider: follower }).lag;
 * ```
 */
export function getReplicationOutput(
  args: Inputs<GetReplicationArgs>,
  opts: LookUpOptions = {},
): pulumi.Output<ReplicationInfo> {
  return resolved(pulumi.output(args), opts, lookUpReplication);
}

/**
 * Looks up the replications of the follower cluster, sorted by name, or those into `indexes`. It writes
 * nothing to the state.
 *
 * One request returns the recorded state of each (`RUNNING`, `PAUSED` or `FAILED`), and its connection from
 * 3.8 on; it needs `cluster:monitor/state`. With `details`, `_status` of each returns the rest. Without that
 * permission, `indexes` are looked up one by one with `_status`.
 *
 * @throws If the server refuses, with what it said: without `indexes`, also if that permission is missing;
 * in a preview, while the provider's settings are unknown.
 * @see `GET /_cluster/state/metadata`, `GET /_plugins/_replication/{index}/_status`
 * @example
 * ```ts
 * const all = await replication.getReplications({ details: true });
 * const behind = all.filter(({ lag = 0 }) => lag > 1_000);
 * ```
 */
export function getReplications(
  args: GetReplicationsArgs = {},
  opts: LookUpOptions = {},
): Promise<ReplicationInfo[]> {
  return promised("getReplicationsOutput", opts, (client) =>
    lookUpReplications(client, argumentsOf("getReplications", args)),
  );
}

/**
 * {@link getReplications} for arguments that are outputs. In a preview, the result is unknown while an
 * argument or a setting of the provider is.
 *
 * @throws If the server refuses, with what it said.
 * @see `GET /_cluster/state/metadata`, `GET /_plugins/_replication/{index}/_status`
 * @example
 * ```ts
 * export const all = replication.getReplicationsOutput({ indexes: [orders.id] }, { provider: follower });
 * ```
 */
export function getReplicationsOutput(
  args: Inputs<GetReplicationsArgs> = {},
  opts: LookUpOptions = {},
): pulumi.Output<ReplicationInfo[]> {
  // Without a value it would be left out, and every replication of the cluster listed.
  const isGiven = isPending(args) || isPending(args.indexes);
  return resolved(pulumi.output(args), opts, (client, known) => {
    const given = (known as GetReplicationsArgs | undefined) ?? {};
    if (isGiven && (given.indexes ?? undefined) === undefined)
      throw new TypeError("indexes is empty: what it comes from has no value");
    return lookUpReplications(client, given);
  });
}

/**
 * Looks up how many replications of the follower cluster run, are paused or have failed, with counters of
 * each running one. It writes nothing to the state.
 *
 * It needs `indices:admin/plugins/replication/follower/stats`, which the plugin's own roles do not include.
 *
 * @throws If that permission is missing or the server refuses, with what it said; in a preview, while the
 * provider's settings are unknown.
 * @see `GET /_plugins/_replication/follower_stats`
 * @example
 * ```ts
 * const { failed, indexes } = await replication.getReplicationStats({ provider: follower });
 * ```
 */
export function getReplicationStats(opts: LookUpOptions = {}): Promise<ReplicationStats> {
  return promised("getReplicationStatsOutput", opts, followerStats);
}

/**
 * {@link getReplicationStats} as an output. In a preview, it is unknown while a setting of the provider is.
 *
 * @throws If the server refuses, with what it said.
 * @see `GET /_plugins/_replication/follower_stats`
 * @example
 * ```ts
 * export const failed = replication.getReplicationStatsOutput({ provider: follower }).failed;
 * ```
 */
export function getReplicationStatsOutput(
  opts: LookUpOptions = {},
): pulumi.Output<ReplicationStats> {
  return resolved(pulumi.output({}), opts, followerStats);
}
