// SPDX-License-Identifier: Apache-2.0
import type { Leader } from "../opensearch/api/status";
import type { IndexSettings } from "../opensearch/text/index-settings";

/**
 * The security roles that the background replication tasks use; required if the security plugin is on.
 *
 * @see `use_roles` of `PUT /_plugins/_replication/{index}/_start`
 */
export interface UseRoles {
  /** A role on the leader cluster, mapped there to the user who signs in, that may read the leader index. */
  leaderClusterRole: string;
  /** A role on the follower cluster, mapped there to the user who signs in, that may write the follower index. */
  followerClusterRole: string;
}

/** When a create or an update is done: see the input `waitFor`. */
export type WaitFor = "acknowledged" | "syncing" | "caughtUp";

/** What to do if the follower index already exists: see the input `ifIndexExists`. */
export type IfIndexExists = "adopt" | "fail" | "overwrite";

/** A start: which leader index is copied into which follower index, over which connection. */
export interface WantedStart {
  readonly index: string;
  readonly leaderIndex: string;
  readonly leaderAlias?: string | undefined;
  readonly useRoles?: UseRoles | undefined;
  readonly settings?: IndexSettings | undefined;
}

/** The replication that is wanted. */
export interface Wish extends WantedStart {
  readonly ifIndexExists: IfIndexExists;
  readonly onReplace: "overwrite" | "refuse";
  readonly paused: boolean;
  readonly forceResume?: boolean | undefined;
  readonly waitFor: WaitFor;
}

/** Whether it is the leader that is wanted; without a connection, over any. */
export function isSameLeader(
  leader: Leader | undefined,
  { leaderIndex, leaderAlias }: Pick<WantedStart, "leaderIndex" | "leaderAlias">,
): boolean {
  if (leader === undefined) return false;
  const isSameAlias = leaderAlias === undefined || leader.alias === leaderAlias;
  return leader.index === leaderIndex && isSameAlias;
}
