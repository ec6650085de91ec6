// SPDX-License-Identifier: Apache-2.0
import type { Cluster } from "../cluster/cluster";
import { IndexState } from "../cluster/index-state";
import { newUuid } from "../cluster/uuid";
import { isAtLeast } from "../cluster/version";
import { Refusal } from "../http/refusal";
import { copyAliases } from "./follower-aliases";
import { checkFollower } from "./follower-checks";
import { initialSettings } from "./follower-settings";
import { inheritBlock } from "./inherited-block";
import { checkLeader } from "./leader-checks";
import { intruder } from "./intruder";
import { leaseId } from "./leases";
import { outlook, type Outlook, type Wish } from "./outlook";
import { untilFollowing, USER_INITIATED, type Replication } from "./replication";

const newReplication = (
  wish: Wish,
  leaderUuid: string,
  begunAt: number,
  replayFrom: number,
  delay: number,
): Replication => ({
  ...wish,
  leaderUuid,
  state: "RUNNING",
  reason: USER_INITIATED,
  begunAt,
  resumed: false,
  stalled: false,
  blockSet: false,
  fate: undefined,
  trouble: undefined,
  replay: { from: replayFrom, delay },
  polls: 0,
  reopeningUntil: 0,
});

/** A start changes two settings of the leader index and leaves them so for good. */
const prepareLeader = (leader: IndexState): void => {
  leader.settings = {
    ...leader.settings,
    "index.plugins.replication.translog.retention_lease.pruning.enabled": "true",
    "index.translog.generation_threshold_size": "32mb",
  };
};

const restoredIndex = (cluster: Cluster, wish: Wish, leader: IndexState): IndexState => {
  const uuid = newUuid();
  const marker = `${wish.leaderAlias}:${wish.leaderIndex}`;
  const settings = initialSettings(leader.settings, wish.overrides, { uuid, marker });
  const index = new IndexState(wish.follower, settings, leader.mappings, uuid);
  index.primaryTerm = leader.primaryTerm + 1;
  index.restoring = true;
  index.replicationEngine = true;
  index.recovery = "SNAPSHOT";
  copyAliases(cluster.version, leader, index);
  return index;
};

/**
 * A task that outlived its replication refuses another one before 3.7, and clears away from then on.
 * By then the metadata of the refused start is written.
 */
const checkTasks = (cluster: Cluster, wish: Wish, leaderUuid: string, begunAt: number): void => {
  const { staleTasks } = cluster.armed;
  if (isAtLeast(cluster.version, "3.7.0")) staleTasks.delete(wish.follower);
  if (!staleTasks.has(wish.follower)) return;
  const replication = newReplication(wish, leaderUuid, begunAt, begunAt, 0);
  cluster.replications.set(wish.follower, { ...replication, stalled: true });
  throw new Refusal(
    400,
    "resource_already_exists_exception",
    `task with id {replication:index:${wish.follower}} already exist`,
  );
};

const restore = (
  cluster: Cluster,
  replication: Replication,
  leader: IndexState,
  { fate }: Extract<Outlook, { kind: "restores" }>,
): void => {
  const { follower, begunAt } = replication;
  replication.fate = fate;
  cluster.armed.failingBootstraps.delete(follower);
  const index = restoredIndex(cluster, replication, leader);
  cluster.indexes.set(follower, index);
  inheritBlock(cluster, replication, leader, index);
  leader.leases.set(leaseId(cluster, follower), begunAt);
};

/** Checks a wish and begins its replication, acknowledged at `begunAt`. */
export const begin = (cluster: Cluster, wish: Wish, begunAt: number): Outlook => {
  const leader = checkLeader(cluster, wish.leaderAlias, wish.leaderIndex);
  checkFollower(cluster, wish.follower, wish.overrides);
  checkTasks(cluster, wish, leader.uuid, begunAt);
  const future = outlook(cluster, wish, leader);
  const { pace } = cluster;
  const following = begunAt + untilFollowing(pace);
  const replication = newReplication(wish, leader.uuid, begunAt, following, pace.firstReplay);
  cluster.replications.set(wish.follower, replication);
  if (future.kind === "refused") {
    replication.state = "FAILED";
    replication.reason =
      `Unable to initiate restore call for ${wish.follower} from ` +
      `${wish.leaderAlias}:${wish.leaderIndex}`;
  } else if (future.kind === "stalls") {
    replication.stalled = true;
  } else {
    prepareLeader(leader);
    if (intruder(cluster, wish.follower) === undefined)
      restore(cluster, replication, leader, future);
    else replication.resumed = true;
  }
  return future;
};
