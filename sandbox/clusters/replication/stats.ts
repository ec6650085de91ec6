// SPDX-License-Identifier: Apache-2.0
import type { Cluster } from "../cluster/cluster";
import type { IndexState } from "../cluster/index-state";
import { isAtLeast } from "../cluster/version";
import type { JsonObject } from "../json/json";
import { phaseOf, type Replication } from "./replication";
import { look } from "./trouble";

const RECENTLY = 5 * 60_000;
const BYTES_PER_OPERATION = 118;

type Counts = Record<string, number>;

const total = (each: Record<string, unknown>[], names: string[]): Counts =>
  Object.fromEntries(
    names.map((name) => [name, each.reduce((sum, counts) => sum + Number(counts[name] ?? 0), 0)]),
  );

const leaderCounts = (index: IndexState): Counts => ({
  operations_read: index.operationsRead,
  translog_size_bytes: index.operations.length * BYTES_PER_OPERATION,
  operations_read_lucene: 0,
  operations_read_translog: index.operationsRead,
  total_read_time_lucene_millis: 0,
  total_read_time_translog_millis: 0,
  bytes_read: index.operationsRead * BYTES_PER_OPERATION,
});

const LEADER_NAMES = [
  "operations_read",
  "translog_size_bytes",
  "operations_read_lucene",
  "operations_read_translog",
  "total_read_time_lucene_millis",
  "total_read_time_translog_millis",
  "bytes_read",
];

/** `leader_stats`: indexes from which a follower fetched in the last minutes. */
export const leaderStats = (cluster: Cluster): JsonObject => {
  const since = cluster.clock.now() - RECENTLY;
  const fetched = [...cluster.indexes.values()].filter((index) =>
    [...index.leases.values()].some((renewed) => renewed >= since),
  );
  const each = fetched.map((index) => [index.name, leaderCounts(index)] as const);
  return {
    num_replicated_indices: each.length,
    ...total(
      each.map(([, counts]) => counts),
      LEADER_NAMES,
    ),
    index_stats: Object.fromEntries(each),
  };
};

const FOLLOWER_NAMES = [
  "operations_written",
  "operations_read",
  "failed_read_requests",
  "throttled_read_requests",
  "failed_write_requests",
  "throttled_write_requests",
  "follower_checkpoint",
  "leader_checkpoint",
  "total_write_time_millis",
];

const followerCounts = (follower: IndexState, leader: IndexState): Counts => ({
  operations_written: follower.operations.length,
  operations_read: follower.operations.length,
  failed_read_requests: 0,
  throttled_read_requests: 0,
  failed_write_requests: 0,
  throttled_write_requests: 0,
  follower_checkpoint: follower.checkpoint,
  leader_checkpoint: leader.checkpoint,
  total_write_time_millis: follower.operations.length,
});

/** `follower_stats`: counters of what runs here; paused and failed ones are only counted. */
export const followerStats = (cluster: Cluster): JsonObject => {
  const now = cluster.clock.now();
  const all = [...cluster.replications.values()];
  const running = all.filter(({ state, stalled }) => state === "RUNNING" && !stalled);
  const isSyncing = (one: Replication) => phaseOf(one, now, cluster.pace) === "following";
  const syncing = running.filter(isSyncing);
  const each = syncing.flatMap((replication) => {
    const follower = cluster.indexes.get(replication.follower);
    const { leader } = look(cluster, replication);
    if (follower === undefined || leader === undefined) return [];
    return [[replication.follower, followerCounts(follower, leader)] as const];
  });
  return {
    num_syncing_indices: syncing.length,
    num_bootstrapping_indices: running.length - syncing.length,
    num_paused_indices: all.filter(({ state }) => state === "PAUSED").length,
    num_failed_indices: all.filter(({ state }) => state === "FAILED").length,
    num_shard_tasks: syncing.length,
    num_index_tasks: running.length,
    ...total(
      each.map(([, counts]) => counts),
      FOLLOWER_NAMES,
    ),
    index_stats: Object.fromEntries(each),
  };
};

/** `autofollow_stats`: the rules and what they have done; names the connection since 3.6. */
export const autoFollowStats = (cluster: Cluster): JsonObject => {
  const each = [...cluster.rules.values()].map((rule) => ({
    name: rule.name,
    pattern: rule.pattern,
    ...(isAtLeast(cluster.version, "3.6.0") ? { leader_alias: rule.leaderAlias } : {}),
    num_success_start_replication: rule.started,
    num_failed_start_replication: rule.failedStarts,
    num_failed_leader_calls: rule.failedLeaderCalls,
    failed_indices: [...rule.failed.keys()],
    last_execution_time: rule.lastExecution,
  }));
  return {
    ...total(each, [
      "num_success_start_replication",
      "num_failed_start_replication",
      "num_failed_leader_calls",
    ]),
    failed_indices: each.flatMap((rule) => rule.failed_indices),
    autofollow_stats: each,
  };
};
