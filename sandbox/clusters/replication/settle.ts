// SPDX-License-Identifier: Apache-2.0
import type { Cluster, Network } from "../cluster/cluster";
import { pollRules } from "./auto-follow";
import { dropInheritedBlock, inheritBlock } from "./inherited-block";
import { replay, pollSettings } from "./replay";
import { phaseOf, type Replication } from "./replication";
import { rewrite } from "./store";
import { consequence, look, type Consequence } from "./trouble";

const end = (cluster: Cluster, replication: Replication, what: Consequence): void => {
  const index = cluster.indexes.get(replication.follower);
  if (what.state === "DELETED") {
    cluster.replications.delete(replication.follower);
    cluster.indexes.delete(replication.follower);
    return;
  }
  replication.state = what.state;
  replication.reason = what.reason;
  replication.trouble = undefined;
  rewrite(cluster, replication);
  if (index === undefined) return;
  index.restoring = false;
  if (what === replication.fate) dropInheritedBlock(replication, index);
  if (what.state === "FAILED") index.replicationBlock = false;
  index.red ||= what.red === true;
};

/** Notes since when a trouble lasts; a trouble that is over leaves a backlog to catch up with. */
const noteTrouble = (
  cluster: Cluster,
  replication: Replication,
  kind: ReturnType<typeof look>["trouble"],
  now: number,
): void => {
  const before = replication.trouble;
  if (before?.kind === kind) return;
  replication.trouble = kind === undefined ? undefined : { kind, since: now };
  if (before === undefined || kind !== undefined) return;
  const delay =
    before.kind === "leaderUnreachable" ? cluster.pace.afterOutage : cluster.pace.firstReplay;
  replication.replay = { from: now, delay };
};

const settleRunning = (cluster: Cluster, replication: Replication, now: number): void => {
  const { begunAt } = replication;
  const { trouble, leader } = look(cluster, replication);
  const phase = phaseOf(replication, now, cluster.pace);
  const follower = cluster.indexes.get(replication.follower);
  const isCopying = phase === "accepted" || phase === "copying";
  if (isCopying && leader !== undefined && follower !== undefined)
    inheritBlock(cluster, replication, leader, follower);
  const { fate } = replication;
  if (follower !== undefined && !replication.blockSet && fate?.red !== true)
    if (phase === "restored" || phase === "following") {
      follower.restoring = false;
      follower.replicationBlock = true;
      replication.blockSet = true;
    }
  if (fate !== undefined && follower !== undefined && now >= begunAt + fate.after)
    return end(cluster, replication, fate);
  noteTrouble(cluster, replication, trouble, now);
  if (replication.trouble !== undefined) {
    const { kind, since } = replication.trouble;
    const what = consequence(cluster, replication, kind, phase);
    if (what !== undefined && now >= since + what.after) end(cluster, replication, what);
    return;
  }
  if (phase !== "following" || leader === undefined || follower === undefined) return;
  if (fate === undefined) replay(cluster, replication, leader, follower, now);
  pollSettings(cluster, replication, leader, follower, now);
};

const settleCluster = (cluster: Cluster): void => {
  const now = cluster.clock.now();
  for (const [name, at] of cluster.vanishing)
    if (now >= at) {
      cluster.vanishing.delete(name);
      cluster.indexes.delete(name);
    }
  if (cluster.down) return;
  pollRules(cluster, now);
  for (const replication of [...cluster.replications.values()])
    if (replication.state === "RUNNING" && !replication.stalled)
      settleRunning(cluster, replication, now);
};

/**
 * Brings every cluster up to the present. Nothing runs in the background: what would have happened
 * since the last look is worked out from the clock when somebody looks again.
 */
export const settle = (network: Network): void => {
  for (const cluster of network.values()) settleCluster(cluster);
};
