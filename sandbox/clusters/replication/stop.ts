// SPDX-License-Identifier: Apache-2.0
import { checkBlocks, checkClusterWritable } from "../cluster/blocks";
import type { Cluster } from "../cluster/cluster";
import type { IndexState } from "../cluster/index-state";
import { follow } from "../cluster/remote";
import { isAtLeast } from "../cluster/version";
import { illegalArgument, Refusal } from "../http/refusal";
import { leaseId } from "./leases";
import { MARKER, phaseOf, type Replication } from "./replication";

/** 400 of every operation on a name that has no replication. */
export const notInProgress = (name: string) =>
  illegalArgument(`No replication in progress for index:${name}`);

const beingSnapshotted = (index: IndexState) =>
  new Refusal(
    400,
    "snapshot_in_progress_exception",
    `Cannot close indices that are being snapshotted: [[${index.name}/${index.uuid}]]. ` +
      "Try again after snapshot finishes or cancel the currently running snapshot.",
  );

/** Best effort: a leader that can't be reached keeps its leases until they expire. */
const dropLease = (cluster: Cluster, replication: Replication): void => {
  const route = follow(cluster, replication.leaderAlias);
  if (route.leads !== "to") return;
  const leader = route.cluster.indexes.get(replication.leaderIndex);
  leader?.leases.delete(leaseId(cluster, replication.follower));
};

/** Opened without a leader's name, the index gets an ordinary engine. */
const reopen = (index: IndexState): void => {
  index.setOpen(false);
  index.setOpen(true);
  index.replicationEngine = false;
};

/**
 * A stop finds nothing to stop, yet frees a block that an earlier one left behind. From 3.9 on the
 * block is enough to be a follower by.
 */
const stopNothing = (cluster: Cluster, name: string): void => {
  const index = cluster.indexes.get(name);
  const isOrphan = index?.replicationBlock === true && isAtLeast(cluster.version, "3.9.0");
  if (index !== undefined) {
    index.replicationBlock = false;
    // From 3.7 on the index is closed and re-opened before the plugin notices that it is none of its;
    // one that was closed is open afterwards.
    if (isAtLeast(cluster.version, "3.7.0")) reopen(index);
    if (isOrphan) index.settings = { ...index.settings, [MARKER]: null };
  }
  if (!isOrphan) throw notInProgress(name);
};

/** What the stop leaves of the follower index. */
const release = (cluster: Cluster, replication: Replication, index: IndexState): void => {
  const now = cluster.clock.now();
  const phase = phaseOf(replication, now, cluster.pace);
  const running = replication.state === "RUNNING";
  if (running && phase === "copying")
    cluster.vanishing.set(index.name, now + cluster.pace.partialIndexGone);
  index.restoring = false;
  index.settings = { ...index.settings, [MARKER]: null };
  if (cluster.armed.racingStops.delete(index.name)) {
    index.replicationBlock = true;
    index.cutTo(0);
  } else reopen(index);
};

/** Closing asks nobody; a block that somebody put on the index refuses the opening, which leaves it closed. */
const checkReopening = (index: IndexState): void => {
  try {
    checkBlocks(index, "metadata");
  } catch (error) {
    index.setOpen(false);
    throw error;
  }
};

/** `_stop`: the index stays, writable, with the data it had. */
export const stop = async (cluster: Cluster, name: string): Promise<void> => {
  checkClusterWritable(cluster.settings);
  const replication = cluster.replications.get(name);
  if (replication === undefined) return stopNothing(cluster, name);
  const index = cluster.indexes.get(name);
  if (index !== undefined) index.replicationBlock = false;
  if (index !== undefined && !index.restoring && cluster.armed.snapshots.has(name))
    throw beingSnapshotted(index);
  if (index?.numbers.hasGap === true)
    throw new Refusal(500, "exception", `Unable to close index: ${name}`);
  if (index !== undefined) checkReopening(index);
  // The re-open waits for shards that will never come before it gives up.
  if (index?.red === true) await cluster.clock.sleep(cluster.pace.redReopen);
  dropLease(cluster, replication);
  if (index !== undefined) release(cluster, replication, index);
  cluster.replications.delete(name);
  if (isAtLeast(cluster.version, "2.9.0")) cluster.armed.staleTasks.delete(name);
  await cluster.clock.sleep(cluster.pace.stop);
};
