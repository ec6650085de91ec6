// SPDX-License-Identifier: Apache-2.0
import type { WantedStart } from "../opensearch/api/replication";
import type { FencedIndex, Promotion } from "./promote/lineage";
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
  /** `true`: an open index that follows nothing; `false`, rather than left out: the site's that is not active. */
  readonly promoted?: boolean | undefined;
  /** What the other site's index held when it was blocked. */
  readonly promoteAt?: FencedIndex | undefined;
  /** What the other site's copy was promoted from, which supersedes an index that follows nothing. */
  readonly supersededBy?: Promotion | undefined;
  /** The alias that is to write to the promoted index. */
  readonly writeAlias?: string | undefined;
  /** How many operations may be thrown away with that index. */
  readonly discard?: number | undefined;
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
