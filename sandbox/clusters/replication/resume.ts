// SPDX-License-Identifier: Apache-2.0
import { checkClusterWritable } from "../cluster/blocks";
import type { Cluster } from "../cluster/cluster";
import { remoteCluster } from "../cluster/remote";
import { isAtLeast } from "../cluster/version";
import { indexClosed, indexNotFound, Refusal } from "../http/refusal";
import { leaseHeld, leaseId } from "./leases";
import { USER_INITIATED, type Replication } from "./replication";
import { start } from "./start";
import { notInProgress, stop } from "./stop";
import { rewrite } from "./store";

/** Whether the leader still keeps the history from which this follower can go on. */
const canGoOn = (cluster: Cluster, replication: Replication): boolean => {
  const { leaderAlias, leaderIndex, follower } = replication;
  const leader = remoteCluster(cluster, leaderAlias).indexes.get(leaderIndex);
  if (leader === undefined) throw indexNotFound(leaderIndex, "index_expression");
  if (!leader.open) throw indexClosed(leader);
  return leaseHeld(leader, leaseId(cluster, follower), cluster.clock.now(), cluster.pace);
};

const leaseMissing = (cluster: Cluster, name: string): Refusal => {
  const hint = isAtLeast(cluster.version, "3.8.0")
    ? ". Use force_resume=true to restore from snapshot."
    : "";
  return new Refusal(
    404,
    "resource_not_found_exception",
    `Retention lease doesn't exist. Replication can't be resumed for ${name}${hint}`,
  );
};

/** `_resume`; with force, a follower that can't go on is deleted and made anew. */
export const resume = async (cluster: Cluster, name: string, force: boolean): Promise<void> => {
  checkClusterWritable(cluster.settings);
  const replication = cluster.replications.get(name);
  if (replication === undefined) throw notInProgress(name);
  if (replication.state !== "PAUSED")
    throw new Refusal(
      400,
      "resource_already_exists_exception",
      `Replication on Index ${name} is already running`,
    );
  if (canGoOn(cluster, replication)) {
    replication.state = "RUNNING";
    replication.reason = USER_INITIATED;
    replication.resumed = true;
    replication.blockSet = false;
    replication.fate = undefined;
    replication.trouble = undefined;
    replication.replay = { from: cluster.clock.now(), delay: cluster.pace.firstReplay };
    rewrite(cluster, replication);
    return;
  }
  if (!force) throw leaseMissing(cluster, name);
  await stop(cluster, name);
  cluster.indexes.delete(name);
  await start(cluster, replication, false);
};
