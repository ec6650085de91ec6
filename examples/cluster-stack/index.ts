// SPDX-License-Identifier: Apache-2.0
import * as pulumi from "@pulumi/pulumi";
import * as replication from "pulumi-opensearch-replication";
import { clustersOf } from "./clusters";

const config = new pulumi.Config();
const clusters = clustersOf(config);

// Where the clusters are made by this very program, neither address nor password is known at preview.
const follower = new replication.Provider("follower", {
  url: clusters.followerUrl,
  username: clusters.username,
  password: clusters.password,
});
const opts: pulumi.CustomResourceOptions = { provider: follower };

const leader = new replication.LeaderConnection(
  "leader",
  { alias: "leader", seeds: [clusters.leaderSeed] },
  opts,
);

// Roles of the signing-in user, one on each cluster, by which a replication copies; all_access is the
// administrator's. Least privilege: the two cross_cluster_replication_…_full_access roles of the plugin.
const useRoles = {
  leaderClusterRole: config.get("leaderRole") ?? "all_access",
  followerClusterRole: config.get("followerRole") ?? "all_access",
};

const indexes = (config.get("indexes") ?? "orders,customers").split(",");
const replications = indexes.map(
  (index) =>
    new replication.StartedReplication(
      index,
      // Naming the connection makes it come first and go last.
      { index: `${index}-copy`, leaderIndex: index, leaderAlias: leader, useRoles },
      opts,
    ),
);

// Every index of the leader whose name matches, those to come included. The followers it makes are no
// resources: they are stopped with it, or the connection could not be removed.
const logs = new replication.AutoFollowRule(
  "logs",
  { name: "logs", leaderAlias: leader, pattern: "logs-*", useRoles, onDestroy: "stopFollowers" },
  opts,
);

export const notice = clusters.notice;
export const followerUrl = clusters.followerUrl;
export const username = clusters.username;
export const password = pulumi.secret(clusters.password);
export const connected = leader.connected;
export const following = logs.pattern;
export const statuses = pulumi
  .all(replications.map(({ index, status }) => pulumi.all([index, status])))
  .apply(Object.fromEntries);
