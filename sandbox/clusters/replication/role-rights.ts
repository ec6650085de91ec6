// SPDX-License-Identifier: Apache-2.0
import type { Cluster } from "../cluster/cluster";
import { follow } from "../cluster/remote";
import { roleGrants } from "../security/permit";
import type { UsedRoles } from "./replication";

/** What a replication does in the name of its roles, with the permission each asks for. */
export const RIGHTS = {
  copy: "indices:data/read/plugins/replication/file_chunk",
  read: "indices:data/read/plugins/replication/changes",
  replay: "indices:data/write/plugins/replication/changes",
  start: "indices:admin/plugins/replication/index/start",
} as const;

interface Working {
  follower: string;
  leaderAlias: string;
  leaderIndex: string;
  roles: UsedRoles | undefined;
}

/** Whether a replication's roles allow it, as they are defined at this moment. */
export const roleMay = (
  cluster: Cluster,
  { follower, leaderAlias, leaderIndex, roles }: Working,
  what: keyof typeof RIGHTS,
): boolean => {
  if (cluster.security === undefined || roles === undefined) return true;
  if (what === "replay" || what === "start")
    return roleGrants(cluster, roles.follower, RIGHTS[what], follower);
  const route = follow(cluster, leaderAlias);
  return route.leads !== "to" || roleGrants(route.cluster, roles.leader, RIGHTS[what], leaderIndex);
};
