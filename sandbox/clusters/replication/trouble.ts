// SPDX-License-Identifier: Apache-2.0
import type { Cluster } from "../cluster/cluster";
import type { IndexState } from "../cluster/index-state";
import { follow, type Route } from "../cluster/remote";
import { setting } from "../cluster/settings";
import { leaseId } from "./leases";
import { autoPaused, type Phase, type Replication, type TroubleKind } from "./replication";
import { RIGHTS, roleMay } from "./role-rights";

/** What a replication finds at the other end of its connection. */
export interface Sight {
  trouble: TroubleKind | undefined;
  leader: IndexState | undefined;
}

/** Looks for a replication's follower, connection, leader cluster and leader index, in that order. */
export const look = (cluster: Cluster, replication: Replication): Sight => {
  const route = follow(cluster, replication.leaderAlias);
  const leader =
    route.leads === "to" ? route.cluster.indexes.get(replication.leaderIndex) : undefined;
  return { trouble: troubleOf(cluster, replication, route, leader), leader };
};

const troubleOf = (
  cluster: Cluster,
  replication: Replication,
  route: Route,
  leader: IndexState | undefined,
): TroubleKind | undefined => {
  const follower = cluster.indexes.get(replication.follower);
  if (follower === undefined) return "followerGone";
  if (route.leads === "nowhere") return "connectionGone";
  if (route.leads === "against a wall") return "leaderUnreachable";
  if (leader === undefined) return "leaderDeleted";
  if (leader.uuid !== replication.leaderUuid) return "leaderRemade";
  if (!leader.open) return "leaderClosed";
  if (!leader.leases.has(leaseId(cluster, replication.follower))) return "leaseGone";
  if (!roleMay(cluster, replication, "read")) return "mayNotRead";
  // The right to write is only missed when there is something to write.
  const isBehind = follower.operations.length < leader.operations.length;
  return isBehind && !roleMay(cluster, replication, "replay") ? "mayNotReplay" : undefined;
};

/** What becomes of a replication whose trouble lasts. */
export interface Consequence {
  after: number;
  state: "PAUSED" | "FAILED" | "DELETED";
  reason: string;
  red?: boolean;
}

const NO_INDEX = "org.opensearch.index.IndexNotFoundException";
const NO_LEASE = "org.opensearch.index.seqno.RetentionLeaseNotFoundException";
const NO_RIGHT = "org.opensearch.OpenSearchSecurityException";

const notAllowed = (action: string, role = ""): string =>
  `no permissions for [${action}] and associated roles [${role}]`;

/** What a trouble ends in, or nothing where the plugin tries again for ever. */
export const consequence = (
  cluster: Cluster,
  { follower, leaderAlias, leaderIndex, roles }: Replication,
  kind: TroubleKind,
  phase: Phase,
): Consequence | undefined => {
  const { pace } = cluster;
  const lease = leaseId(cluster, follower);
  const paused = (after: number, exception: string, message: string): Consequence => ({
    after,
    state: "PAUSED",
    reason: autoPaused(follower, exception, message),
  });
  switch (kind) {
    case "followerGone":
      return { after: pace.followerDeletedFails, state: "FAILED", reason: "index was deleted" };
    case "connectionGone":
      return paused(
        pace.connectionGone,
        "org.opensearch.transport.NoSuchRemoteClusterException",
        `no such remote cluster: [${leaderAlias}]`,
      );
    case "leaderUnreachable":
      return undefined;
    case "leaderDeleted":
      if (phase !== "following")
        return {
          after: pace.bootstrapFails,
          state: "FAILED",
          reason: "shard could not be allocated to any of the nodes",
          red: true,
        };
      if (setting(cluster.settings, "plugins.replication.replicate.delete_index") === "true")
        return { after: pace.followerDeletedToo, state: "DELETED", reason: "" };
      return paused(pace.leaderDeleted, NO_INDEX, `no such index [${leaderIndex}]`);
    case "leaderRemade":
      return paused(pace.leaderRemade, NO_INDEX, `no such index [${leaderIndex}]`);
    case "leaderClosed":
      return paused(pace.leaderClosed, "org.opensearch.indices.IndexClosedException", "closed");
    case "leaseGone":
      return paused(pace.leaseGone, NO_LEASE, `retention lease with ID [${lease}[0]] not found`);
    case "mayNotRead":
      if (phase !== "following") return undefined;
      return paused(pace.rightTaken, NO_RIGHT, notAllowed(RIGHTS.read, roles?.leader));
    case "mayNotReplay":
      if (phase !== "following") return undefined;
      return paused(pace.rightTaken, NO_RIGHT, notAllowed(RIGHTS.replay, roles?.follower));
  }
};
