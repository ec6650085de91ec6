// SPDX-License-Identifier: Apache-2.0
import type { Role, RoleMapping } from "./role";

/** The role that starts need on the leader cluster, as the replication plugin ships it. */
export const LEADER_ROLE = "cross_cluster_replication_leader_full_access";
/** The role that starts need on the follower cluster, as the replication plugin ships it. */
export const FOLLOWER_ROLE = "cross_cluster_replication_follower_full_access";

const REPLICATION = "indices:admin/plugins/replication/index";

const onEveryIndex = (allowed_actions: string[]): Role => ({
  index_permissions: [{ index_patterns: ["*"], allowed_actions }],
});

/** Roles that every cluster has and nobody can change. */
export const builtInRoles: Record<string, Role> = {
  all_access: { cluster_permissions: ["*"], ...onEveryIndex(["*"]) },
  own_index: {
    cluster_permissions: ["cluster_composite_ops"],
    index_permissions: [{ index_patterns: ["${user_name}"], allowed_actions: ["indices_all"] }],
  },
  readall: { cluster_permissions: ["cluster_composite_ops_ro"], ...onEveryIndex(["read"]) },
  [LEADER_ROLE]: onEveryIndex([
    `${REPLICATION}/setup/validate`,
    "indices:data/read/plugins/replication/changes",
    "indices:data/read/plugins/replication/file_chunk",
  ]),
  [FOLLOWER_ROLE]: {
    cluster_permissions: ["cluster:admin/plugins/replication/autofollow/update"],
    ...onEveryIndex([
      `${REPLICATION}/setup/validate`,
      `${REPLICATION}/start`,
      `${REPLICATION}/pause`,
      `${REPLICATION}/resume`,
      `${REPLICATION}/stop`,
      `${REPLICATION}/update`,
      `${REPLICATION}/status_check`,
      "indices:data/write/plugins/replication/changes",
    ]),
  },
};

/** Who has the built-in roles to begin with. */
export const builtInMappings: Record<string, RoleMapping> = {
  all_access: { users: [], backend_roles: ["admin"] },
  own_index: { users: ["*"], backend_roles: [] },
  readall: { users: [], backend_roles: ["readall"] },
};
