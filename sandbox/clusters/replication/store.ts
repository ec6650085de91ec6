// SPDX-License-Identifier: Apache-2.0
import type { Cluster } from "../cluster/cluster";
import type { JsonObject } from "../json/json";
import type { Replication } from "./replication";

/** A changed document is written anew, and so comes last when the metadata store is searched. */
export const rewrite = (cluster: Cluster, replication: Replication): void => {
  cluster.replications.delete(replication.follower);
  cluster.replications.set(replication.follower, replication);
};

const context = ({ caller }: Replication, resource: string, role = ""): JsonObject => {
  if (caller === undefined) return { resource, user: null };
  const { name, backendRoles, isAdmin } = caller;
  return {
    resource,
    user: {
      // An administrator's certificate leaves no name of its own.
      name: isAdmin ? "adminDN" : name,
      backend_roles: backendRoles,
      roles: [role],
      user_requested_tenant: isAdmin ? null : "null",
      user_requested_tenant_access: null,
      custom_attribute_names: [],
    },
  };
};

/** What the plugin's metadata store holds of a replication. */
export const storedDocument = (replication: Replication): JsonObject => {
  const { follower, leaderIndex, roles } = replication;
  return {
    connection_name: replication.leaderAlias,
    metadata_type: "INDEX",
    overall_state: replication.state,
    reason: replication.reason,
    follower_context: context(replication, follower, roles?.follower),
    leader_context: context(replication, leaderIndex, roles?.leader),
    settings: replication.overrides,
  };
};
