// SPDX-License-Identifier: Apache-2.0
import { isObject, type Json, type JsonObject } from "../answers/answer";
import type { Client } from "../client/client";
import { partOnly, isPartOf } from "../answers/withheld";
import { numbersIn, objectAt, pluginPath } from "./plugin-api";

/**
 * Counters of follower indexes since their node started; one that the OpenSearch version does not report is 0.
 *
 * @see `GET /_plugins/_replication/follower_stats`
 */
export interface ReplicationCounters {
  /** The leader's checkpoint: operations, summed over the shards (an empty shard counts -1). */
  readonly leaderCheckpoint: number;
  /** The follower's checkpoint: operations, summed over the shards. */
  readonly followerCheckpoint: number;
  /** How many operations the follower is behind: the difference of the checkpoints, never below 0. */
  readonly lag: number;
  /** How many operations were read from the leader. */
  readonly operationsRead: number;
  /** How many operations were written to the follower. */
  readonly operationsWritten: number;
  /** How many reads from the leader failed; the plugin repeats them. */
  readonly failedReads: number;
  /** How many reads the leader throttled. */
  readonly throttledReads: number;
  /** How many writes to the follower failed; the plugin repeats them. */
  readonly failedWrites: number;
  /** How many writes the follower throttled. */
  readonly throttledWrites: number;
  /** Time spent on writes, in milliseconds. */
  readonly writeTimeMillis: number;
}

/** The counters of one follower index. */
export interface ReplicationIndexStats extends ReplicationCounters {
  /** The follower index. */
  readonly index: string;
}

/**
 * Replication statistics of a follower cluster.
 *
 * @see `GET /_plugins/_replication/follower_stats`
 */
export interface ReplicationStats {
  /** How many indexes are syncing. */
  readonly syncing: number;
  /** How many indexes are bootstrapping (still being copied). */
  readonly bootstrapping: number;
  /** How many replications are paused. */
  readonly paused: number;
  /** How many replications have failed. */
  readonly failed: number;
  /** How many shard replication tasks run. */
  readonly shardTasks: number;
  /** How many index replication tasks run. */
  readonly indexTasks: number;
  /** The sums of the counters of all indexes. */
  readonly totals: ReplicationCounters;
  /** The counters of each index that is currently replicated, sorted by name; paused and failed ones are only counted above. */
  readonly indexes: readonly ReplicationIndexStats[];
}

/** `GET /_plugins/_replication/follower_stats`. The plugin's own roles get 403. */
export async function followerStats(client: Client): Promise<ReplicationStats> {
  const doing = "read the replication statistics of the follower cluster";
  const segments = [...pluginPath, "follower_stats"];
  const answer = await client.request({
    doing,
    method: "GET",
    segments,
    isAnswer: (json) => isFollowerStats(json) || isPart(json),
  });
  if (!isFollowerStats(answer)) {
    throw partOnly(client, { doing, segments }, "some of the counters");
  }
  return parseFollowerStats(answer);
}

const stateFields = {
  syncing: "num_syncing_indices",
  bootstrapping: "num_bootstrapping_indices",
  paused: "num_paused_indices",
  failed: "num_failed_indices",
} as const;

const taskFields = { shardTasks: "num_shard_tasks", indexTasks: "num_index_tasks" } as const;

const checkpointFields = {
  leaderCheckpoint: "leader_checkpoint",
  followerCheckpoint: "follower_checkpoint",
} as const;

const counterFields = {
  ...checkpointFields,
  operationsRead: "operations_read",
  operationsWritten: "operations_written",
  failedReads: "failed_read_requests",
  throttledReads: "throttled_read_requests",
  failedWrites: "failed_write_requests",
  throttledWrites: "throttled_write_requests",
  writeTimeMillis: "total_write_time_millis",
} as const;

/** Whether this is an answer to that call. Without checkpoints, a lag of 0 would be wrong. */
export function isFollowerStats(json: JsonObject): boolean {
  const { index_stats: indexes } = json;
  return (
    numbersIn(json, { ...stateFields, ...checkpointFields }) !== undefined &&
    isObject(indexes) &&
    Object.values(indexes).every((one) => numbersIn(one, checkpointFields) !== undefined)
  );
}

/** Whether counters were left out; one that is no number was garbled. */
function isPart(json: JsonObject): boolean {
  const { index_stats: indexes = {}, ...counters } = json;
  return (
    isPartOf(json, [...Object.values(stateFields), "index_stats"]) &&
    isObject(indexes) &&
    [counters, ...Object.values(indexes)].every(
      (one) => isObject(one) && Object.values(one).every(Number.isFinite),
    )
  );
}

export function parseFollowerStats(json: JsonObject): ReplicationStats {
  return {
    ...numbersOrZero(json, { ...stateFields, ...taskFields }),
    totals: countersOf(json),
    indexes: Object.entries(objectAt(json, "index_stats"))
      .map(([index, counters]) => ({ index, ...countersOf(counters) }))
      .sort((a, b) => (a.index < b.index ? -1 : 1)),
  };
}

function countersOf(json: Json | undefined): ReplicationCounters {
  const { leaderCheckpoint, followerCheckpoint, ...others } = numbersOrZero(json, counterFields);
  const lag = Math.max(0, leaderCheckpoint - followerCheckpoint);
  return { leaderCheckpoint, followerCheckpoint, lag, ...others };
}

function numbersOrZero<Name extends string>(
  json: Json | undefined,
  fields: Readonly<Record<Name, string>>,
): Record<Name, number> {
  const each = Object.entries<string>(fields).map(([name, field]) => [
    name,
    numbersIn(json, { [name]: field })?.[name] ?? 0,
  ]);
  return Object.fromEntries(each) as Record<Name, number>;
}
