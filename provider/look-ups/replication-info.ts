// SPDX-License-Identifier: Apache-2.0
import type { StoredReplication } from "../opensearch/calls/stored-replications";
import type { StatusAndLead } from "../opensearch/calls/ahead";
import { notInProgress } from "../opensearch/calls/status";

/** What a look-up tells of one replication. What the server does not say is left out. */
export interface ReplicationInfo {
  /** The follower index. */
  readonly index: string;
  /**
   * Whether there is a replication into the index; a paused or failed one is one.
   *
   * Also false for some seconds after the connection was removed, the leader index was deleted or the
   * follower was restarted: the server answers the same then.
   */
  readonly exists: boolean;
  /** `SYNCING`, `BOOTSTRAPPING`, `RUNNING`, `PAUSED`, `FAILED`, or `REPLICATION NOT IN PROGRESS` where `exists` is false. In lists also `UNKNOWN`: the plugin cannot tell, since the leader does not answer. */
  readonly status: string;
  /** Why the replication is paused or failed (or its status unknown), else empty. */
  readonly reason: string;
  /** The connection to the leader. */
  readonly leaderAlias?: string;
  /** The leader index. */
  readonly leaderIndex?: string;
  /** How far the leader is, summed over the shards: an empty index counts minus the number of its shards. While syncing. */
  readonly leaderCheckpoint?: number;
  /** How far the follower is, counted likewise. */
  readonly followerCheckpoint?: number;
  /** Operations that the follower is behind: the difference of the checkpoints, never below 0. Left out where the follower is ahead. */
  readonly lag?: number;
  /**
   * Operations that the follower is ahead of its leader, where two answers in turn have shown that it
   * is. Then the leader index was restored from a snapshot or made anew with less in it, or the
   * connection leads to another cluster now: the follower is not caught up, and does not become so.
   */
  readonly ahead?: number;
  /** Bytes to copy in all, while bootstrapping. */
  readonly bytesTotal?: number;
  /** Bytes copied so far, while bootstrapping. */
  readonly bytesRecovered?: number;
}

/** The info that an answer of `_status` amounts to. */
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

/** The info that the record in the cluster state amounts to; no record is no replication. */
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
