// SPDX-License-Identifier: Apache-2.0
import { known } from "./known-answer";

const followerRole = "cross_cluster_replication_follower_full_access";
const leaderRole = "cross_cluster_replication_leader_full_access";
const noUser =
  "The call reached the security plugin without a user: set the sign-in on the Provider, and check that nothing in between removes it.";
const denied = (permission: string): string =>
  `403 security_exception: no permissions for [${permission}] and User [name=repl, backend_roles=[], requestedTenant=null]`;

/** What the security plugin refuses a user who has signed in. */
export const permissions = {
  rolesRequired: known(/(Follower|Leader) roles are mandatory for replication/)(
    "This cluster runs the security plugin: set useRoles with both leaderClusterRole and followerClusterRole.",
    "403 security_exception: Follower roles are mandatory for replication",
    "403 security_exception: Leader roles are mandatory for replication",
  ),
  roleNotMapped: known(/No mapping for User/)(
    "The text names the role, at its end, that does not exist (it may be misspelt) or is not mapped to the user who signs in. Map it: leaderClusterRole on the leader cluster, followerClusterRole on the follower cluster.",
    "403 security_exception: No mapping for User [name=repl, backend_roles=[], requestedTenant=null] on roles [nope]",
  ),
  documentOrFieldSecurity: known(/FLS or DLS or Fieldmasking/)(
    "Sign in as a user without document-level security, field-level security or masking on these indexes.",
    "403 security_exception: Cross Cluster Replication is not supported when FLS or DLS or Fieldmasking is activated",
  ),
  roleLacksRights: known(/replication\/index\/setup\/validate/)(
    `The user or a role of useRoles lacks this permission on the leader or the follower cluster: compare with the plugin's roles ${leaderRole} and ${followerRole}.`,
    denied("indices:admin/plugins/replication/index/setup/validate"),
  ),
  // `GET /_cluster/settings` takes the permission that the list of replications takes (seen on 3.4.0).
  notAllowedToMakeConnections: known({
    reason:
      /no permissions for \[cluster:(admin\/settings\/update|monitor\/(state|remote\/info))\]/,
    path: /^\/(_cluster\/settings|_remote\/info)$/,
  })(
    'A LeaderConnection needs cluster:monitor/state, cluster:admin/settings/update and, to wait, cluster:monitor/remote/info on the follower cluster. The plugin\'s own roles do not include them; with `waitFor: "configured"` the last one is not needed.',
    `/_cluster/settings ${denied("cluster:monitor/state")}`,
    `/_cluster/settings ${denied("cluster:admin/settings/update")}`,
    `/_remote/info ${denied("cluster:monitor/remote/info")}`,
  ),
  notAllowedToDelete: known(/no permissions for \[indices:admin\/delete\]/)(
    "Grant indices:admin/delete on the follower index: deleting the index, or copying it again under the same name, needs it, and the plugin's own roles do not include it.",
    denied("indices:admin/delete"),
  ),
  notAllowedToListReplications: known(/no permissions for \[cluster:monitor\/state\]/)(
    "Grant cluster:monitor/state on the follower cluster, which the plugin's own roles do not include. A look-up that names the follower indexes in `indexes` does not need it.",
    denied("cluster:monitor/state"),
  ),
  notAllowedToReadStatistics: known(
    /no permissions for \[indices:admin\/plugins\/replication\/(index|follower|autofollow)\/stats\]/,
  )(
    "Grant the permission named above on all indexes (`*`) of the follower cluster; the plugin's own roles do not include it.",
    denied("indices:admin/plugins/replication/follower/stats"),
    denied("indices:admin/plugins/replication/autofollow/stats"),
  ),
  notAllowedToReplicate: known(
    /no permissions for \[(indices:admin\/plugins\/replication\/index\/|indices:data\/(read|write)\/plugins\/replication\/|cluster:admin\/plugins\/replication\/autofollow\/update)/,
  )(
    `Grant the permission named above to the user who signs in; on the follower cluster the role ${followerRole} includes it.`,
    denied("indices:admin/plugins/replication/index/start"),
    denied("indices:data/write/plugins/replication/changes"),
    denied("cluster:admin/plugins/replication/autofollow/update"),
  ),
  notAllowed: known({ status: 403, reason: /no permissions for/ })(
    "Grant the permission named above to the user who signs in, through an additional role: the plugin's roles do not include it.",
    denied("indices:monitor/settings/get"),
  ),
  noUser: known(/^No user found for (indices|cluster):admin\/plugins\/replication/, "refused")(
    noUser,
    "500 security_exception: No user found for indices:admin/plugins/replication/index/start",
  ),
  noUserMeanwhile: known(/No user found for/)(
    noUser,
    "500 security_exception: No user found for indices:admin/close",
  ),
  securityStarting: known(/Security not initialized/, "notYet")(
    "The cluster's security plugin has not loaded its configuration yet: run again in a minute, or set waitForAccess on the Provider to wait for it. If this persists, the plugin was never initialized: run its securityadmin.sh.",
    "503 OpenSearch Security not initialized.",
    "503 security_exception: OpenSearch Security not initialized: Cluster manager not present",
  ),
};
