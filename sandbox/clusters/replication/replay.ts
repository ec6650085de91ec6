// SPDX-License-Identifier: Apache-2.0
import type { Cluster } from "../cluster/cluster";
import type { IndexState } from "../cluster/index-state";
import { STATIC_SETTINGS } from "../cluster/known-index-settings";
import { timeSetting } from "../cluster/settings";
import { copyAliases } from "./follower-aliases";
import { polledSettings } from "./follower-settings";
import { leaseId } from "./leases";
import { untilFollowing, type Replication } from "./replication";

/** When a write on the leader reaches the follower. */
const arrival = (replication: Replication, writtenAt: number, laterWrite: number): number => {
  const { from, delay } = replication.replay;
  return writtenAt <= from ? from + delay : Math.max(from + delay, writtenAt + laterWrite);
};

/** Carries over what has arrived by now, and keeps the place in the leader's history. */
export const replay = (
  cluster: Cluster,
  replication: Replication,
  leader: IndexState,
  follower: IndexState,
  now: number,
): void => {
  leader.leases.set(leaseId(cluster, replication.follower), now);
  if (now >= replication.replay.from + replication.replay.delay) follower.completeGap();
  while (follower.operations.length < leader.operations.length) {
    const operation = leader.operations[follower.operations.length];
    if (operation === undefined) return;
    const at = arrival(replication, operation.at, cluster.pace.laterWrite);
    if (at > now) return;
    follower.record({ ...operation, at });
    leader.operationsRead += 1;
  }
};

/**
 * The plugin's slow poll: settings, overrides and aliases of the leader are put on the follower. A
 * static setting closes and re-opens it, and for that moment its status can't be told.
 */
export const pollSettings = (
  cluster: Cluster,
  replication: Replication,
  leader: IndexState,
  follower: IndexState,
  now: number,
): void => {
  const every = timeSetting(
    cluster.settings,
    "plugins.replication.follower.metadata_sync_interval",
    cluster.pace.metadataSync,
  );
  const begun = replication.begunAt + untilFollowing(cluster.pace);
  const polls = Math.floor((now - begun) / every);
  if (polls <= replication.polls) return;
  replication.polls = polls;
  const before = follower.settings;
  follower.settings = polledSettings(before, leader.settings, replication.overrides);
  copyAliases(cluster.version, leader, follower);
  if (STATIC_SETTINGS.some((key) => before[key] !== follower.settings[key]))
    replication.reopeningUntil = begun + polls * every + cluster.pace.staticReopen;
};
