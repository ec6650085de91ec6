// SPDX-License-Identifier: Apache-2.0
import * as pulumi from "@pulumi/pulumi";
import * as replication from "pulumi-opensearch-replication";

const config = new pulumi.Config();
// Needed where the security plugin is on: roles of the signing-in user, one on each cluster.
const useRoles = config.getObject<replication.UseRoles>("useRoles");

// The follower cluster's address and sign-in come from the stack's configuration (opensearch:url, …)
// or from the environment (OPENSEARCH_URL, …).
const orders = new replication.StartedReplication("orders", {
  index: config.get("index") ?? "orders-copy",
  leaderAlias: config.get("leaderAlias") ?? "leader",
  leaderIndex: config.get("leaderIndex") ?? "orders",
  ...(useRoles && { useRoles }),
});

export const follower = orders.index;
export const acknowledged = orders.acknowledged;
export const status = orders.status;
