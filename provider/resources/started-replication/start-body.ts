// SPDX-License-Identifier: Apache-2.0
import type { StartBody } from "../../opensearch/replication";
import type { ReplicationInputs } from "./schema";

/** The start's body: what is left out is not sent, since the plugin refuses nulls. */
export function startBody(inputs: ReplicationInputs): StartBody {
  const { leaderIndex, leaderAlias, useRoles, settings } = inputs;
  return {
    leader_index: leaderIndex,
    ...(leaderAlias === undefined ? {} : { leader_alias: leaderAlias }),
    ...(settings === undefined ? {} : { settings }),
    ...(useRoles === undefined
      ? {}
      : {
          use_roles: {
            leader_cluster_role: useRoles.leaderClusterRole,
            follower_cluster_role: useRoles.followerClusterRole,
          },
        }),
  };
}
