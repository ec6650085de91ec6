// SPDX-License-Identifier: Apache-2.0
import type { Cluster } from "../cluster/cluster";
import { follow, noSuchRemote, remoteCluster } from "../cluster/remote";
import type { Caller } from "../security/caller";
import { forbidden, permit, permitAs } from "../security/permit";
import type { UsedRoles } from "./replication";

const VALIDATE = "indices:admin/plugins/replication/index/setup/validate";

/** Who wants to replicate, and as what. */
interface Setup {
  leaderAlias: string;
  caller: Caller | undefined;
  roles: UsedRoles | undefined;
}

/**
 * With the security plugin: the caller on both clusters, then the role on the follower, then the
 * role on the leader. The text of a refusal is the same for all, it never tells which cluster.
 */
export const checkSetup = (
  cluster: Cluster,
  { leaderAlias, caller, roles }: Setup,
  { follower, leaderIndex }: { follower: string; leaderIndex: string },
): void => {
  if (caller === undefined) return;
  if (follow(cluster, leaderAlias).leads === "nowhere") throw noSuchRemote(leaderAlias);
  if (roles === undefined) throw forbidden("Follower roles are mandatory for replication");
  permit(cluster, caller, VALIDATE, follower);
  const leader = remoteCluster(cluster, leaderAlias);
  permit(leader, caller, VALIDATE, leaderIndex);
  permitAs(cluster, caller, roles.follower, VALIDATE, follower);
  permitAs(leader, caller, roles.leader, VALIDATE, leaderIndex);
};
