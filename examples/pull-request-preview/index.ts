// SPDX-License-Identifier: Apache-2.0
import * as pulumi from "@pulumi/pulumi";
import * as replication from "pulumi-opensearch-replication";

const config = new pulumi.Config();

// Where the security plugin is on: roles of the user who runs the `up`, one on each cluster.
const useRoles = config.getObject<replication.UseRoles>("useRoles");

// A preview of these asks no cluster: neither this one, nor the leader.
const orders = new replication.StartedReplication("orders", {
  leaderAlias: "leader",
  leaderIndex: config.get("leaderIndex") ?? "orders",
  index: "orders-copy",
  // A change that would copy everything again fails the pull request.
  onReplace: "refuse",
  ...(useRoles && { useRoles }),
});

// A look-up does ask the cluster, so only an `up` makes it.
export const lag = pulumi.runtime.isDryRun()
  ? "asked for in an up"
  : replication.getReplicationOutput({ index: orders.id }).lag;
