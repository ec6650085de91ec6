// SPDX-License-Identifier: Apache-2.0
import { isAtLeast } from "../cluster/version";
import { acknowledged, answer } from "../http/answer";
import type { Route } from "../http/routes";
import { createRule, deleteRule, newRule, ruleNamed } from "../replication/auto-follow-request";
import { autoFollowStats, followerStats, leaderStats } from "../replication/stats";

const AUTO_FOLLOW = "/_plugins/_replication/_autofollow";

/** What the plugin offers beyond a single replication: auto-follow rules and statistics. */
export const replicationOverviewRoutes: Route[] = [
  {
    method: "POST",
    path: AUTO_FOLLOW,
    action: "cluster:admin/plugins/replication/autofollow/update",
    query: ({ version }) => (isAtLeast(version, "3.7.0") ? ["cluster_manager_timeout"] : []),
    check: (cluster, { body }) => void newRule(cluster, body),
    handle(cluster, { body, caller }) {
      createRule(cluster, newRule(cluster, body), caller);
      return acknowledged();
    },
  },
  {
    method: "DELETE",
    path: AUTO_FOLLOW,
    action: "cluster:admin/plugins/replication/autofollow/update",
    query: ({ version }) => (isAtLeast(version, "3.7.0") ? ["cluster_manager_timeout"] : []),
    check: (cluster, { body }) => void ruleNamed(cluster, body),
    handle(cluster, { body }) {
      deleteRule(cluster, ruleNamed(cluster, body));
      return acknowledged();
    },
  },
  {
    method: "GET",
    path: "/_plugins/_replication/leader_stats",
    action: "indices:admin/plugins/replication/index/stats",
    query: [],
    handle: (cluster) => answer(leaderStats(cluster)),
  },
  {
    method: "GET",
    path: "/_plugins/_replication/follower_stats",
    action: "indices:admin/plugins/replication/follower/stats",
    query: [],
    handle: (cluster) => answer(followerStats(cluster)),
  },
  {
    method: "GET",
    path: "/_plugins/_replication/autofollow_stats",
    action: "indices:admin/plugins/replication/autofollow/stats",
    query: [],
    handle: (cluster) => answer(autoFollowStats(cluster)),
  },
];
