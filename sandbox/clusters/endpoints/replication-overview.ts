// SPDX-License-Identifier: Apache-2.0
import { isAtLeast } from "../cluster/version";
import { acknowledged, answer } from "../http/answer";
import type { Route } from "../http/routes";
import { createRule, deleteRule } from "../replication/auto-follow-request";
import { autoFollowStats, followerStats, leaderStats } from "../replication/stats";

const AUTO_FOLLOW = "/_plugins/_replication/_autofollow";

/** What the plugin offers beyond a single replication: auto-follow rules and statistics. */
export const replicationOverviewRoutes: Route[] = [
  {
    method: "POST",
    path: AUTO_FOLLOW,
    query: ({ version }) => (isAtLeast(version, "3.7.0") ? ["cluster_manager_timeout"] : []),
    handle(cluster, { body }) {
      createRule(cluster, body);
      return acknowledged();
    },
  },
  {
    method: "DELETE",
    path: AUTO_FOLLOW,
    query: ({ version }) => (isAtLeast(version, "3.7.0") ? ["cluster_manager_timeout"] : []),
    handle(cluster, { body }) {
      deleteRule(cluster, body);
      return acknowledged();
    },
  },
  {
    method: "GET",
    path: "/_plugins/_replication/leader_stats",
    query: [],
    handle: (cluster) => answer(leaderStats(cluster)),
  },
  {
    method: "GET",
    path: "/_plugins/_replication/follower_stats",
    query: [],
    handle: (cluster) => answer(followerStats(cluster)),
  },
  {
    method: "GET",
    path: "/_plugins/_replication/autofollow_stats",
    query: [],
    handle: (cluster) => answer(autoFollowStats(cluster)),
  },
];
