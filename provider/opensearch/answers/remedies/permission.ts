// SPDX-License-Identifier: Apache-2.0
import type { Remedy } from "./remedy";

const followerRole = "cross_cluster_replication_follower_full_access";
const leaderRole = "cross_cluster_replication_leader_full_access";

/** What the security plugin refuses a user who has signed in. */
export const permissionRemedies: readonly Remedy[] = [
  {
    name: "roles required",
    reason: /(Follower|Leader) roles are mandatory for replication/,
    advice:
      "This cluster runs the security plugin: set useRoles with both leaderClusterRole and followerClusterRole.",
  },
  {
    name: "role not mapped",
    reason: /No mapping for User/,
    advice:
      "Both roles of useRoles must exist and be mapped to the user who signs in: leaderClusterRole on the leader cluster, followerClusterRole on the follower cluster. The message does not say which of the two is missing.",
  },
  {
    name: "document or field security",
    reason: /FLS or DLS or Fieldmasking/,
    advice:
      "Sign in as a user without document-level security, field-level security or masking on these indexes.",
  },
  {
    name: "role lacks rights",
    reason: /replication\/index\/setup\/validate/,
    advice: `The user or a role of useRoles lacks this permission on the leader or the follower cluster: compare with the plugin's roles ${leaderRole} and ${followerRole}.`,
  },
  {
    name: "not allowed to make connections",
    reason:
      /no permissions for \[cluster:(admin\/settings\/update|monitor\/(settings|remote\/info))\]/,
    advice:
      'A LeaderConnection needs cluster:monitor/settings, cluster:admin/settings/update and, to wait, cluster:monitor/remote/info on the follower cluster. The plugin\'s own roles do not include them; with `waitFor: "configured"` the last one is not needed.',
  },
  {
    name: "not allowed to delete",
    reason: /no permissions for \[indices:admin\/delete\]/,
    advice:
      "Grant indices:admin/delete on the follower index: deleting the index, or copying it again under the same name, needs it, and the plugin's own roles do not include it.",
  },
  {
    name: "not allowed to list replications",
    reason: /no permissions for \[cluster:monitor\/state\]/,
    advice:
      "Grant cluster:monitor/state on the follower cluster, which the plugin's own roles do not include. A look-up that names the follower indexes in `indexes` does not need it.",
  },
  {
    name: "not allowed to read statistics",
    reason:
      /no permissions for \[indices:admin\/plugins\/replication\/(index|follower|autofollow)\/stats\]/,
    advice:
      "Grant the permission named above on all indexes (`*`) of the follower cluster; the plugin's own roles do not include it.",
  },
  {
    name: "not allowed to replicate",
    reason:
      /no permissions for \[(indices:admin\/plugins\/replication\/index\/|indices:data\/(read|write)\/plugins\/replication\/|cluster:admin\/plugins\/replication\/autofollow\/update)/,
    advice: `Grant the permission named above to the user who signs in; on the follower cluster the role ${followerRole} includes it.`,
  },
  {
    name: "not allowed",
    status: 403,
    reason: /no permissions for/,
    advice:
      "Grant the permission named above to the user who signs in, through an additional role: the plugin's roles do not include it.",
  },
];
