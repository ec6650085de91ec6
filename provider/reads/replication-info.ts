// SPDX-License-Identifier: Apache-2.0
import type { StoredReplication } from "../opensearch/api/stored-replications";
import type { StatusAndLead } from "../opensearch/api/ahead";
import { notInProgress } from "../opensearch/api/status";

/**
 * What a look-up returns for one replication; values that the server does not report are left out.
 *
 * @see `GET /_plugins/_replication/{index}/_status`, `GET /_cluster/state/metadata`
 */
export interface ReplicationInfo {
  /** The follower index. */
  readonly index: string;
  /**
   * Whether there is a replication into the index, be it running, paused or failed.
   *
   * Also false for some seconds after the connection was removed, the leader index was deleted or the
   * follower was restarted: the server then gives the same answer.
   */
  readonly exists: boolean;
  /** `SYNCING`, `BOOTSTRAPPING`, `RUNNING`, `PAUSED`, `FAILED`, or `REPLICATION NOT IN PROGRESS` if `exists` is false. In lists also `UNKNOWN`, if the leader does not answer. */
  readonly status: string;
  /** Why the replication is paused or failed (or its status unknown), else empty. */
  readonly reason: string;
  /** The connection to the leader. */
  readonly leaderAlias?: string;
  /** The leader index. */
  readonly leaderIndex?: string;
  /** The leader's checkpoint: operations, summed over the shards (an empty shard counts -1). While syncing. */
  readonly leaderCheckpoint?: number;
  /** The follower's checkpoint: operations, summed over the shards. While syncing. */
  readonly followerCheckpoint?: number;
  /** How many operations the follower is behind: the difference of the checkpoints, never below 0. Left out if the follower is ahead. */
  readonly lag?: number;
  /**
   * How many operations the follower is ahead of its leader, if two answers in a row show that it is. Then
   * the leader index was restored from a snapshot or recreated with less in it, or the connection now
   * points to another cluster: the follower has not caught up, and will not.
   */
  readonly ahead?: number;
  /** Bytes to copy in total, while bootstrapping. */
  readonly bytesTotal?: number;
  /** Bytes copied so far, while bootstrapping. */
  readonly bytesRecovered?: number;
}

/** The info in an answer of `_status`. */
export function infoOf(index: string, { seen, ahead }: StatusAndLead): ReplicationInfo {
  const { status, leader, checkpoints, bootstrap } = seen;
  const lag =
    checkpoints === undefined || ahead > 0
      ? undefined
      : Math.max(0, checkpoints.leader - checkpoints.follower);
  return withoutUndefined({
    index,
    exists: status !== notInProgress,
    status,
    // The server says `User initiated` of what runs, too.
    reason: status === "PAUSED" || status === "FAILED" ? seen.reason : "",
    leaderAlias: leader?.alias,
    leaderIndex: leader?.index,
    leaderCheckpoint: checkpoints?.leader,
    followerCheckpoint: checkpoints?.follower,
    lag,
    ahead: ahead > 0 ? ahead : undefined,
    bytesTotal: bootstrap?.bytesTotal,
    bytesRecovered: bootstrap?.bytesRecovered,
  });
}

/** The info in the record of the cluster state; no record is no replication. */
export function infoOfStored(
  index: string,
  stored: StoredReplication | undefined,
): ReplicationInfo {
  if (stored === undefined) return { index, exists: false, status: notInProgress, reason: "" };
  const { state: status, leaderAlias } = stored;
  return withoutUndefined({ index, exists: true, status, reason: "", leaderAlias });
}

/** A draft whose properties may be undefined, or infinite where the server's number is none to JavaScript. */
type Draft = { readonly [name in keyof ReplicationInfo]: ReplicationInfo[name] | undefined };

function withoutUndefined(draft: Draft): ReplicationInfo {
  const isTold = (value: unknown): boolean =>
    typeof value === "number" ? Number.isFinite(value) : value !== undefined;
  const told = Object.entries(draft).filter(([, value]) => isTold(value));
  return Object.fromEntries(told) as unknown as ReplicationInfo;
}
