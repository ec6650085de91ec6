// SPDX-License-Identifier: Apache-2.0
import {
  changeSettings,
  createRule,
  deleteIndex,
  listReplications,
  listRules,
  pause,
  readSettings,
  readStatistics,
  readStatus,
  resume,
  stop,
} from "./calls";
import type { Asked } from "./calls";
import { type Judged, refused } from "./judged";

const user = "User [name=repl, backend_roles=[], requestedTenant=null]";
const denied = (permission: string) =>
  refused(403, "security_exception", `no permissions for [${permission}] and ${user}`);
const lacks = (permission: string, call: Asked | undefined, message: string): Judged => ({
  cause: `the user lacks ${permission}`,
  source: "sec-refused, sec-happy: user without the right",
  ...(call === undefined ? {} : { call }),
  answer: denied(permission),
  message,
});
const replication = "indices:admin/plugins/replication";

/** What the security plugin refuses with once a user is known. */
export const permissions: readonly Judged[] = [
  {
    cause: "the cluster has the security plugin, and useRoles is missing",
    source: "sec-refused: no use_roles",
    answer: refused(403, "security_exception", "Follower roles are mandatory for replication"),
    message:
      "security_exception: Follower roles are mandatory for replication (HTTP 403). This cluster runs the security plugin: set useRoles with both leaderClusterRole and followerClusterRole.",
  },
  {
    cause: "the leader's role is missing",
    source: "cross-cluster-replication: SecurityContext",
    answer: refused(403, "security_exception", "Leader roles are mandatory for replication"),
    message:
      "security_exception: Leader roles are mandatory for replication (HTTP 403). This cluster runs the security plugin: set useRoles with both leaderClusterRole and followerClusterRole.",
  },
  {
    cause: "a role of useRoles does not exist, or is not mapped to the user",
    source: "sec-refused: unmapped and unknown roles",
    answer: refused(403, "security_exception", `No mapping for ${user} on roles [nope]`),
    alike: /^No mapping for User/,
    message:
      "security_exception: No mapping for User [name=repl, backend_roles=[], requestedTenant=null] on roles [nope] (HTTP 403). Both roles of useRoles must exist and be mapped to the user who signs in: leaderClusterRole on the leader cluster, followerClusterRole on the follower cluster. The message does not say which of the two is missing.",
  },
  {
    cause: "the user has document-level or field-level security on the index",
    source: "cross-cluster-replication: UserContext checks",
    answer: refused(
      403,
      "security_exception",
      "Cross Cluster Replication is not supported when FLS or DLS or Fieldmasking is activated",
    ),
    message:
      "security_exception: Cross Cluster Replication is not supported when FLS or DLS or Fieldmasking is activated (HTTP 403). Sign in as a user without document-level security, field-level security or masking on these indexes.",
  },
  lacks(
    `${replication}/index/setup/validate`,
    undefined,
    "security_exception: no permissions for [indices:admin/plugins/replication/index/setup/validate] and User [name=repl, backend_roles=[], requestedTenant=null] (HTTP 403). The user or a role of useRoles lacks this permission on the leader or the follower cluster: compare with the plugin's roles cross_cluster_replication_leader_full_access and cross_cluster_replication_follower_full_access.",
  ),
  lacks(
    `${replication}/index/start`,
    undefined,
    "security_exception: no permissions for [indices:admin/plugins/replication/index/start] and User [name=repl, backend_roles=[], requestedTenant=null] (HTTP 403). Grant the permission named above to the user who signs in; on the follower cluster the role cross_cluster_replication_follower_full_access includes it.",
  ),
  lacks(
    `${replication}/index/stop`,
    stop,
    "security_exception: no permissions for [indices:admin/plugins/replication/index/stop] and User [name=repl, backend_roles=[], requestedTenant=null] (HTTP 403). Grant the permission named above to the user who signs in; on the follower cluster the role cross_cluster_replication_follower_full_access includes it.",
  ),
  lacks(
    `${replication}/index/pause`,
    pause,
    "security_exception: no permissions for [indices:admin/plugins/replication/index/pause] and User [name=repl, backend_roles=[], requestedTenant=null] (HTTP 403). Grant the permission named above to the user who signs in; on the follower cluster the role cross_cluster_replication_follower_full_access includes it.",
  ),
  lacks(
    `${replication}/index/resume`,
    resume,
    "security_exception: no permissions for [indices:admin/plugins/replication/index/resume] and User [name=repl, backend_roles=[], requestedTenant=null] (HTTP 403). Grant the permission named above to the user who signs in; on the follower cluster the role cross_cluster_replication_follower_full_access includes it.",
  ),
  lacks(
    `${replication}/index/update`,
    changeSettings,
    "security_exception: no permissions for [indices:admin/plugins/replication/index/update] and User [name=repl, backend_roles=[], requestedTenant=null] (HTTP 403). Grant the permission named above to the user who signs in; on the follower cluster the role cross_cluster_replication_follower_full_access includes it.",
  ),
  lacks(
    `${replication}/index/status_check`,
    readStatus,
    "security_exception: no permissions for [indices:admin/plugins/replication/index/status_check] and User [name=repl, backend_roles=[], requestedTenant=null] (HTTP 403). Grant the permission named above to the user who signs in; on the follower cluster the role cross_cluster_replication_follower_full_access includes it.",
  ),
  lacks(
    `${replication}/follower/stats`,
    readStatistics,
    "security_exception: no permissions for [indices:admin/plugins/replication/follower/stats] and User [name=repl, backend_roles=[], requestedTenant=null] (HTTP 403). Grant the permission named above on all indexes (`*`) of the follower cluster; the plugin's own roles do not include it.",
  ),
  lacks(
    "indices:admin/delete",
    deleteIndex,
    "security_exception: no permissions for [indices:admin/delete] and User [name=repl, backend_roles=[], requestedTenant=null] (HTTP 403). Grant indices:admin/delete on the follower index: deleting the index, or copying it again under the same name, needs it, and the plugin's own roles do not include it.",
  ),
  lacks(
    "indices:monitor/settings/get",
    readSettings,
    "security_exception: no permissions for [indices:monitor/settings/get] and User [name=repl, backend_roles=[], requestedTenant=null] (HTTP 403). Grant the permission named above to the user who signs in, through an additional role: the plugin's roles do not include it.",
  ),
  lacks(
    "cluster:monitor/state",
    listReplications,
    "security_exception: no permissions for [cluster:monitor/state] and User [name=repl, backend_roles=[], requestedTenant=null] (HTTP 403). Grant cluster:monitor/state on the follower cluster, which the plugin's own roles do not include. A look-up that names the follower indexes in `indexes` does not need it.",
  ),
  lacks(
    "cluster:admin/plugins/replication/autofollow/update",
    createRule,
    "security_exception: no permissions for [cluster:admin/plugins/replication/autofollow/update] and User [name=repl, backend_roles=[], requestedTenant=null] (HTTP 403). Grant the permission named above to the user who signs in; on the follower cluster the role cross_cluster_replication_follower_full_access includes it.",
  ),
  lacks(
    "indices:admin/plugins/replication/autofollow/stats",
    listRules,
    "security_exception: no permissions for [indices:admin/plugins/replication/autofollow/stats] and User [name=repl, backend_roles=[], requestedTenant=null] (HTTP 403). Grant the permission named above on all indexes (`*`) of the follower cluster; the plugin's own roles do not include it.",
  ),
];
