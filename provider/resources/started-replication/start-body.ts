// SPDX-License-Identifier: Apache-2.0
import type { StartBody } from "../../opensearch/replication";
import type { ReplicationInputs, UseRoles } from "./schema";

/** The start's body: what is left out is not sent, since the plugin refuses nulls. */
export function startBody(inputs: ReplicationInputs): StartBody {
  const { leaderIndex, leaderAlias, useRoles, settings } = inputs;
  return {
    leader_index: leaderIndex,
    ...(leaderAlias === undefined ? {} : { leader_alias: leaderAlias }),
    ...(settings === undefined ? {} : { settings }),
    ...(useRoles === undefined ? {} : { use_roles: rolesBody(useRoles) }),
  };
}

/** The roles in the API's own words. */
export function rolesBody(roles: UseRoles): NonNullable<StartBody["use_roles"]> {
  return {
    leader_cluster_role: roles.leaderClusterRole,
    follower_cluster_role: roles.followerClusterRole,
  };
}
