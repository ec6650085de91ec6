// SPDX-License-Identifier: Apache-2.0
import { setting, type Settings } from "../cluster/settings";
import type { Pace } from "../pace";
import type { Caller } from "../security/caller";

/** What the plugin's metadata store says about a replication. */
export type StoredState = "RUNNING" | "PAUSED" | "FAILED";

/** Something between leader and follower that keeps a running replication from going on. */
export type TroubleKind =
  | "followerGone"
  | "connectionGone"
  | "leaderUnreachable"
  | "leaderDeleted"
  | "leaderRemade"
  | "leaderClosed"
  | "leaseGone"
  | "mayNotRead"
  | "mayNotReplay";

/** The roles in whose name a replication works, one on each cluster. */
export interface UsedRoles {
  leader: string;
  follower: string;
}

/** An end that was sealed when the replication began, and shows a while later. */
export interface Fate {
  after: number;
  state: "PAUSED" | "FAILED";
  reason: string;
  red: boolean;
}

/** One replication, by its follower index. */
export interface Replication {
  readonly follower: string;
  readonly leaderAlias: string;
  readonly leaderIndex: string;
  readonly leaderUuid: string;
  state: StoredState;
  reason: string;
  /** The settings given at the start or by the last `_update`. */
  overrides: Settings;
  /** Who started it, and the roles it works in; unknown without the security plugin. */
  readonly caller: Caller | undefined;
  readonly roles: UsedRoles | undefined;
  /** When the start was acknowledged: the phases count from here. */
  begunAt: number;
  /** A resumed replication goes on with the replay at once, as does one that found its index there. */
  resumed: boolean;
  /** The restore could not even be asked for: nothing ever happens. */
  stalled: boolean;
  /** The write block comes once, when the restore is over. */
  blockSet: boolean;
  fate: Fate | undefined;
  trouble: { kind: TroubleKind; since: number } | undefined;
  /** What the leader wrote before `from` arrives at `from + delay`. */
  replay: { from: number; delay: number };
  /** How many settings polls have passed. */
  polls: number;
  /** Until when a static setting keeps the follower closed. */
  reopeningUntil: number;
}

/** How far a running replication has come. */
export type Phase = "accepted" | "copying" | "restored" | "following";

/** The reason of everything that nobody gave another reason for. */
export const USER_INITIATED = "User initiated";

/** The setting that names a follower's leader, "alias:index"; null after a stop. */
export const MARKER = "index.plugins.replication.follower.leader_index";

/** How long a start takes until the replay begins. */
export const untilFollowing = (pace: Pace): number => pace.accepted + pace.copy + pace.gap;

/** The phase of a running replication. */
export const phaseOf = (replication: Replication, now: number, pace: Pace): Phase => {
  if (replication.resumed) return "following";
  const elapsed = now - replication.begunAt;
  if (elapsed < pace.accepted) return "accepted";
  if (elapsed < pace.accepted + pace.copy) return "copying";
  return elapsed < untilFollowing(pace) ? "restored" : "following";
};

/** Whether an index is a follower by its settings. */
export const isMarked = (settings: Settings): boolean => setting(settings, MARKER) !== undefined;

/** The reason of a replication that paused itself, in the plugin's own odd spelling. */
export const autoPaused = (follower: string, exception: string, message: string): string =>
  `AutoPaused:  + [[${follower}][0] - ${exception} - "${message}"], `;
