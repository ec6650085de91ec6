// SPDX-License-Identifier: Apache-2.0
import type { Cluster } from "../cluster/cluster";
import type { IndexState } from "../cluster/index-state";
import { timeSetting } from "../cluster/settings";
import type { Pace } from "../pace";

const DEFAULT_PERIOD = 12 * 3_600_000;

/** The id under which a follower keeps its place in the leader's history, but for the shard. */
export const leaseId = (cluster: Cluster, follower: string): string =>
  `replication:${cluster.identity.name}:${cluster.identity.uuid}:[${follower}]`;

/** Whether a lease is still there. It outlives its period until the next sweep. */
export const leaseHeld = (leader: IndexState, id: string, now: number, pace: Pace): boolean => {
  const renewed = leader.leases.get(id);
  if (renewed === undefined) return false;
  const period = timeSetting(
    leader.settings,
    "index.soft_deletes.retention_lease.period",
    DEFAULT_PERIOD,
  );
  return now - renewed < Math.max(period, pace.leaseCheck);
};
