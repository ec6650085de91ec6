// SPDX-License-Identifier: Apache-2.0
import type { WantedStart } from "../opensearch/api/replication";
import type { Leader } from "../opensearch/api/status";

/** When a create or an update is done: see the input `waitFor`. */
export type WaitFor = "acknowledged" | "syncing" | "caughtUp";

/** What to do if the follower index already exists: see the input `ifIndexExists`. */
export type IfIndexExists = "adopt" | "fail" | "overwrite";

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
