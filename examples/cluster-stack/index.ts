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

const copy = (index: string): string => `${index}-copy`;
const indexes = (config.get("indexes") ?? "orders,customers").split(",");

// The connection, the replications over it, a rule for indexes to come, and a gate that opens when
// everything is there. They go in the opposite order: the connection last.
const replicated = new replication.ReplicatedCluster(
  "replicated",
  {
    connection: { alias: "leader", seeds: [clusters.leaderSeed] },
    indexes,
    rename: copy,
    autoFollow: { logs: { pattern: config.get("pattern") ?? "logs-*" } },
    // Roles by which a replication copies, one on each cluster, mapped to the user above. These are the
    // plugin's own, which a new cluster has and maps to nobody.
    useRoles: {
      leaderClusterRole: config.get("leaderRole") ?? "cross_cluster_replication_leader_full_access",
      followerClusterRole:
        config.get("followerRole") ?? "cross_cluster_replication_follower_full_access",
    },
  },
  { provider: follower },
);

export const notice = clusters.notice;
export const followerUrl = clusters.followerUrl;
export const username = clusters.username;
export const password = pulumi.secret(clusters.password);
export const connected = replicated.connection?.connected;
export const followers = indexes.map(copy);
export const caughtUp = replicated.gate?.reached;
