// SPDX-License-Identifier: Apache-2.0
import { pluginPath } from "./plugin-api";
import { isObject, type Json, type JsonObject } from "../answers/answer";
import type { Client } from "../client/client";
import { partOnly, isPartOf } from "../answers/withheld";

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
    ...{ doing, method: "GET", segments },
    isAnswer: (json) => isFollowerStats(json) || isPart(json),
  });
  if (!isFollowerStats(answer)) {
    throw partOnly(client, { doing, segments }, "some of the counters");
  }
  return parseFollowerStats(answer);
}

/** Whether this is an answer to that call. Without checkpoints, a lag of 0 would be wrong. */
export function isFollowerStats(json: JsonObject): boolean {
  const { index_stats: indexes } = json;
  return (
    countFields.every((name) => isNumber(json[name])) &&
    hasCheckpoints(json) &&
    isObject(indexes) &&
    Object.values(indexes).every(hasCheckpoints)
  );
}

/** Whether counters were left out; one that is no number was garbled. */
function isPart(json: JsonObject): boolean {
  const { index_stats: indexes = {}, ...counters } = json;
  return (
    isPartOf(json, [...countFields, "index_stats"]) &&
    Object.values(counters).every(isNumber) &&
    isObject(indexes) &&
    Object.values(indexes).every((one) => isObject(one) && Object.values(one).every(isNumber))
  );
}

export function parseFollowerStats(json: JsonObject): ReplicationStats {
  const { index_stats: indexes } = json;
  const each = isObject(indexes) ? Object.entries(indexes) : [];
  return {
    syncing: numberOf(json["num_syncing_indices"]),
    bootstrapping: numberOf(json["num_bootstrapping_indices"]),
    paused: numberOf(json["num_paused_indices"]),
    failed: numberOf(json["num_failed_indices"]),
    shardTasks: numberOf(json["num_shard_tasks"]),
    indexTasks: numberOf(json["num_index_tasks"]),
    totals: countersOf(json),
    indexes: each
      .map(([index, counters]) => ({ index, ...countersOf(isObject(counters) ? counters : {}) }))
      .sort((a, b) => (a.index < b.index ? -1 : 1)),
  };
}

const countFields = [
  "num_syncing_indices",
  "num_bootstrapping_indices",
  "num_paused_indices",
  "num_failed_indices",
];

function countersOf(json: JsonObject): ReplicationCounters {
  const leaderCheckpoint = numberOf(json["leader_checkpoint"]);
  const followerCheckpoint = numberOf(json["follower_checkpoint"]);
  return {
    leaderCheckpoint,
    followerCheckpoint,
    lag: Math.max(0, leaderCheckpoint - followerCheckpoint),
    operationsRead: numberOf(json["operations_read"]),
    operationsWritten: numberOf(json["operations_written"]),
    failedReads: numberOf(json["failed_read_requests"]),
    throttledReads: numberOf(json["throttled_read_requests"]),
    failedWrites: numberOf(json["failed_write_requests"]),
    throttledWrites: numberOf(json["throttled_write_requests"]),
    writeTimeMillis: numberOf(json["total_write_time_millis"]),
  };
}

function hasCheckpoints(json: Json | undefined): boolean {
  return (
    isObject(json) && isNumber(json["leader_checkpoint"]) && isNumber(json["follower_checkpoint"])
  );
}

/** JSON can hold numbers that JavaScript takes for infinite. */
function isNumber(value: Json | undefined): value is number {
  return Number.isFinite(value);
}

function numberOf(value: Json | undefined): number {
  return isNumber(value) ? value : 0;
}
