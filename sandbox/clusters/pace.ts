// SPDX-License-Identifier: Apache-2.0

/**
 * How long things take, in milliseconds. An ordinary start is quicker here than on a small real
 * pair, so that waiting for it in real time is no nuisance; everything else is as measured there.
 */
export interface Pace {
  /** `_start` until it answers (measured 300). */
  acknowledge: number;
  /** RUNNING after the answer, before the first shard restores. */
  accepted: number;
  /** BOOTSTRAPPING: the file copy. */
  copy: number;
  /** RUNNING between the end of the copy and the first replay. */
  gap: number;
  /** SYNCING with nothing replayed until caught up, after a start or a resume. */
  firstReplay: number;
  /** A write to a quiet leader until it is on the follower. */
  laterWrite: number;
  /** A leader that came back until its follower catches up (measured up to 42,000). */
  afterOutage: number;
  /** `_stop` until it answers (measured 300 to 1,600). */
  stop: number;
  /** A stop during the file copy until the partial index is gone. */
  partialIndexGone: number;
  /** A restarted follower until its replications are found again: NOT IN PROGRESS. */
  restartForgets: number;
  /** And from then until their shards answer: RUNNING. */
  restartRecovers: number;
  /** The plugin's fixed limit on waiting for a task that never gets going. */
  taskTimeout: number;
  /** Re-opening an index whose shards cannot be allocated. */
  redReopen: number;
  /** A restore that can't allocate its shard until FAILED. */
  bootstrapFails: number;
  /** A follower index deleted during the copy until FAILED. */
  followerDeletedFails: number;
  /** A block on the follower that stops the replay until PAUSED. */
  blockedReplay: number;
  /** A removed connection until PAUSED. */
  connectionGone: number;
  /** A deleted leader index until PAUSED. */
  leaderDeleted: number;
  /** A deleted leader index until the follower index is deleted too, where that is switched on. */
  followerDeletedToo: number;
  /** A leader index deleted and made anew until PAUSED. */
  leaderRemade: number;
  /** A lease that was never made, or that a restore of the leader index dropped, until PAUSED. */
  leaseGone: number;
  /** A closed leader index until PAUSED. */
  leaderClosed: number;
  /** A right taken from a role until PAUSED (measured with a write waiting to be carried over). */
  rightTaken: number;
  /** The poll that carries settings, mappings and aliases over, and `_update` with them. */
  metadataSync: number;
  /** The moment in which a static setting closes and re-opens the follower. */
  staticReopen: number;
  /** A new auto-follow rule until its first look at the leader. */
  autoFollowFirst: number;
  /** Between two looks of an auto-follow rule. */
  autoFollowPoll: number;
  /** Writes until a search sees them without a refresh. */
  refresh: number;
  /** The shortest time in which an expired lease is removed, whatever its period. */
  leaseCheck: number;
}

/** The pace of a pair that is not told otherwise. */
export const defaultPace: Pace = {
  acknowledge: 30,
  accepted: 60,
  copy: 80,
  gap: 60,
  firstReplay: 80,
  laterWrite: 10_200,
  afterOutage: 10_200,
  stop: 50,
  partialIndexGone: 100,
  restartForgets: 500,
  restartRecovers: 1_000,
  taskTimeout: 30_000,
  redReopen: 30_000,
  bootstrapFails: 300,
  followerDeletedFails: 500,
  blockedReplay: 500,
  connectionGone: 13_000,
  leaderDeleted: 12_300,
  followerDeletedToo: 15_800,
  leaderRemade: 14_000,
  leaseGone: 12_000,
  leaderClosed: 10_700,
  rightTaken: 13_000,
  metadataSync: 60_000,
  staticReopen: 200,
  autoFollowFirst: 400,
  autoFollowPoll: 30_000,
  refresh: 1_000,
  leaseCheck: 30_000,
};
