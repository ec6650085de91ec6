// SPDX-License-Identifier: Apache-2.0
import { changeSettings, pause, readStatus, resume, stop } from "./calls";
import { type Judged, refused } from "./judged";

/** What the replication plugin refuses with. */
export const starts: readonly Judged[] = [
  {
    cause: "the leader index does not exist",
    source: "start-refused: leader index missing",
    answer: refused(404, "index_not_found_exception", "no such index [orders]"),
    message:
      "index_not_found_exception: no such index [orders] (HTTP 404). leaderIndex must exist on the leader cluster before the start; check its spelling and which cluster leaderAlias points to.",
  },
  {
    cause: "leaderIndex names an alias or a data stream",
    source: "start-refused: alias, data stream",
    answer: refused(404, "index_not_found_exception", "no such index [eu:orders]"),
    message:
      "index_not_found_exception: no such index [eu:orders] (HTTP 404). leaderIndex must be the name of an index on the leader cluster: an alias or a data stream cannot be replicated.",
  },
  {
    cause: "the leader index is closed",
    source: "start-refused: closed",
    answer: refused(400, "index_closed_exception", "closed"),
    message:
      "index_closed_exception: closed (HTTP 400). Open the leader index (POST /<leaderIndex>/_open on the leader cluster) and run again.",
  },
  {
    cause: "an index of the follower's name exists",
    source: "start-twice, stop: name taken",
    answer: refused(
      400,
      "illegal_argument_exception",
      "Cant use same index again for replication. Delete the index:copy",
    ),
    message:
      "illegal_argument_exception: Cant use same index again for replication. Delete the index:copy (HTTP 400). The follower cluster already has an index of that name: choose another `index`, or delete the one that is there and run again.",
  },
  {
    cause: "a primary shard of the leader index is unassigned or starting",
    fate: "notYet",
    source: "start-refused: index with an unassigned primary",
    answer: refused(
      400,
      "validation_exception",
      "Validation Failed: 1: Primary shards in the Index[eu:orders] are not active;",
    ),
    message:
      "validation_exception: Validation Failed: 1: Primary shards in the Index[eu:orders] are not active; (HTTP 400). Wait until the leader index is yellow or green (GET /_cluster/health/<leaderIndex> on the leader cluster) and run again.",
  },
  {
    cause: "the leader index is a follower, or was one",
    source: "3.4.0/fail-back",
    answer: refused(
      400,
      "illegal_argument_exception",
      "Cannot Replicate a Replicated Index orders",
    ),
    message:
      'illegal_argument_exception: Cannot Replicate a Replicated Index orders (HTTP 400). GET /_plugins/_replication/<leaderIndex>/_status on the leader cluster shows which case this is. If the leader index is itself a running follower, replicate its own leader instead, over a connection to that cluster; or, to fail back, stop its replication (POST /_plugins/_replication/<leaderIndex>/_stop with the body {}). If the status is "REPLICATION NOT IN PROGRESS", the index was a follower once or was restored from a snapshot of one: the same call removes the follower mark, even if it answers 400 or 404, and closes the index for a moment.',
  },
  {
    cause: "the leader index was written by a newer release than the follower cluster's",
    source: "cross-cluster-replication: ValidationUtil.checkLeaderIndexVersion",
    answer: refused(
      400,
      "illegal_argument_exception",
      "Leader index[orders] is on higher version [3.4.0] than follower [2.19.6]",
    ),
    message:
      "illegal_argument_exception: Leader index[orders] is on higher version [3.4.0] than follower [2.19.6] (HTTP 400). First upgrade the follower cluster to the leader's version or later.",
  },
  {
    cause: "the leader cluster was upgraded before the follower cluster",
    source: "cross-cluster-replication: ValidationUtil",
    answer: refused(
      400,
      "illegal_argument_exception",
      "Leader index[orders] is upgraded with higher version [3.4.0] than follower [2.19.6]",
    ),
    message:
      "illegal_argument_exception: Leader index[orders] is upgraded with higher version [3.4.0] than follower [2.19.6] (HTTP 400). First upgrade the follower cluster to the leader's version or later.",
  },
  {
    cause: "the leader index was made without soft deletes, by Elasticsearch 6 or earlier",
    source: "cross-cluster-replication: TransportReplicateIndexAction",
    answer: refused(
      400,
      "illegal_argument_exception",
      "Cannot Replicate an index where the setting index.soft_deletes.enabled is disabled",
    ),
    message:
      "illegal_argument_exception: Cannot Replicate an index where the setting index.soft_deletes.enabled is disabled (HTTP 400). Reindex the leader into an index with soft deletes (the default for every new index) and replicate that one.",
  },
  {
    cause: "the follower cluster's switch against starts is on",
    source: "start-refused: start block",
    answer: refused(403, "status_exception", "[FORBIDDEN] Replication START block is set"),
    message:
      "status_exception: [FORBIDDEN] Replication START block is set (HTTP 403). Starts are disabled on the follower cluster: unset plugins.replication.follower.block.start and run again.",
  },
  {
    cause: "the restore did not begin within the plugin's 30 seconds, or failed before it began",
    fate: "unclear",
    source: "cross-cluster-replication: TransportReplicateIndexClusterManagerNodeAction",
    answer: refused(
      500,
      "illegal_state_exception",
      "Timed out when waiting for persistent task after 30s",
    ),
    message:
      "illegal_state_exception: Timed out when waiting for persistent task after 30s (HTTP 500). The start may still be running: run again, which reads its status first. If the error comes back: is the follower name an alias on either cluster, is the leader index read-only, has the follower cluster reached its shard limit, is the connection set in opensearch.yml instead of the cluster settings, or in proxy mode before 2.7?",
  },
  {
    cause: "leaderAlias is missing, and the release needs it",
    source: "start-bad-request: no leader_alias",
    answer: refused(
      400,
      "action_request_validation_exception",
      "Validation Failed: 1: Mandatory params [leader_alias] are missing for the request;",
    ),
    message:
      "action_request_validation_exception: Validation Failed: 1: Mandatory params [leader_alias] are missing for the request; (HTTP 400). This version of the plugin requires leaderAlias: set it on the resource, or on the provider for all its resources.",
  },
  {
    cause: "one role of the two is missing",
    source: "sec-refused: one role",
    answer: refused(
      400,
      "action_request_validation_exception",
      "Validation Failed: 1: Need roles for leader_cluster_role and follower_cluster_role;",
    ),
    message:
      "action_request_validation_exception: Validation Failed: 1: Need roles for leader_cluster_role and follower_cluster_role; (HTTP 400). Set both roles of useRoles, or neither on a cluster without the security plugin.",
  },
  {
    cause: "a name that the plugin does not allow",
    source: "start-names",
    answer: refused(
      400,
      "action_request_validation_exception",
      "Validation Failed: 1: Value Orders must be lowercase;",
    ),
    alike: /^Validation Failed: 1: Value .* must( not)? /,
    message:
      "action_request_validation_exception: Validation Failed: 1: Value Orders must be lowercase; (HTTP 400). Correct the name quoted above.",
  },
  {
    cause: "settings holds a name that the follower cluster does not know",
    source: "start-refused: unknown setting",
    answer: refused(
      400,
      "settings_exception",
      "unknown setting [index.nope] did you mean [index.codec]?",
    ),
    message:
      "settings_exception: unknown setting [index.nope] did you mean [index.codec]? (HTTP 400). Correct the name in `settings` (names begin with `index.`), or install the plugin that defines it on the follower cluster.",
  },
  {
    cause: "settings holds a name of a plugin that the follower cluster lacks",
    source: "OpenSearch: AbstractScopedSettings",
    answer: refused(
      400,
      "illegal_argument_exception",
      "unknown setting [index.knn] please check that any required plugins are installed, or check the breaking changes documentation for removed settings",
    ),
    message:
      "illegal_argument_exception: unknown setting [index.knn] please check that any required plugins are installed, or check the breaking changes documentation for removed settings (HTTP 400). Correct the name in `settings` (names begin with `index.`), or install the plugin that defines it on the follower cluster.",
  },
  {
    cause: "a value in settings is not of the setting's type",
    source: "start-refused: number_of_replicas x",
    answer: refused(
      400,
      "settings_exception",
      "Failed to parse int setting [index.number_of_replicas] with value [x]",
      ["number_format_exception", 'For input string: "x"'],
    ),
    message:
      'settings_exception: Failed to parse int setting [index.number_of_replicas] with value [x]; caused by number_format_exception: For input string: "x" (HTTP 400). Correct the value in `settings`.',
  },
  {
    cause: "settings switches soft deletes off, which no index can be made with",
    source: "start-refused: soft deletes",
    answer: refused(
      400,
      "illegal_argument_exception",
      "Creating indices with soft-deletes disabled is no longer supported. Please do not specify a value for setting [index.soft_deletes.enabled].",
    ),
    message:
      "illegal_argument_exception: Creating indices with soft-deletes disabled is no longer supported. Please do not specify a value for setting [index.soft_deletes.enabled] (HTTP 400). Remove index.soft_deletes.enabled from `settings`: replication needs soft deletes.",
  },
  {
    cause: "settings names a data path of the leader that the follower's nodes do not share",
    source: "start-refused: data path",
    answer: refused(
      400,
      "validation_exception",
      "Validation Failed: 1: path.shared_data must be set in order to use custom data paths;",
    ),
    message:
      "validation_exception: Validation Failed: 1: path.shared_data must be set in order to use custom data paths; (HTTP 400). The leader index or `settings` sets index.data_path, which the follower cluster's nodes must allow: set path.shared_data in their opensearch.yml.",
  },
  {
    cause: "an analyzer's file is not on the follower cluster's nodes",
    source: "cross-cluster-replication: ValidationUtil.validateAnalyzerSettings",
    answer: refused(
      404,
      "resource_not_found_exception",
      "IOException while reading index.analysis.filter.synonyms.synonyms_path: analysis/synonyms.txt",
    ),
    message:
      "resource_not_found_exception: IOException while reading index.analysis.filter.synonyms.synonyms_path: analysis/synonyms.txt (HTTP 404). An analyzer of the leader index reads a file: copy it to every node of the follower cluster, to the same path in its config folder.",
  },
  {
    cause: "the pause was longer than the retention lease, or the leader index is another one now",
    source: "2.19.6/lease-lost, 3.8.0/lease-lost",
    call: resume,
    answer: refused(
      404,
      "resource_not_found_exception",
      "Retention lease doesn't exist. Replication can't be resumed for copy",
    ),
    alike: /^Retention lease doesn't exist/,
    message:
      "resource_not_found_exception: Retention lease doesn't exist. Replication can't be resumed for copy (HTTP 404). The pause outlasted the retention lease on the leader index (12 hours by default), or the leader index was recreated or restored: set forceResume to true, which deletes the copy and copies the leader again, or keep the copy and choose another `index`.",
  },
  {
    cause: "nothing replicates into the index",
    source: "stop, pause-resume",
    call: stop,
    answer: refused(400, "illegal_argument_exception", "No replication in progress for index:copy"),
    message:
      "illegal_argument_exception: No replication in progress for index:copy (HTTP 400). The replication was ended outside this program: run pulumi refresh, which shows what now exists under that name.",
  },
  {
    cause: "the replication is paused already",
    source: "pause-resume: pause twice",
    call: pause,
    answer: refused(400, "resource_already_exists_exception", "Index copy is already paused"),
    message: "resource_already_exists_exception: Index copy is already paused (HTTP 400).",
  },
  {
    cause: "the replication is not paused",
    source: "pause-resume: resume twice",
    call: resume,
    answer: refused(
      400,
      "resource_already_exists_exception",
      "Replication on Index copy is already running",
    ),
    message:
      "resource_already_exists_exception: Replication on Index copy is already running (HTTP 400).",
  },
  {
    cause: "the first copy is still being made",
    fate: "notYet",
    source: "pause-resume: pause during the restore",
    call: pause,
    answer: refused(
      500,
      "exception",
      "Index is in restore phase currently for index: copy. You can pause after restore completes.",
    ),
    message:
      "Index is in restore phase currently for index: copy. You can pause after restore completes (HTTP 500). Run again when the first copy is complete (the status is then SYNCING).",
  },
  {
    cause: "the leader cluster does not answer the follower cluster",
    fate: "unclear",
    source: "3.4.0/blocks-cluster",
    call: readStatus,
    answer: refused(500, "replication_exception", "failed to fetch replication status"),
    message:
      "replication_exception: failed to fetch replication status (HTTP 500). Usually the follower cannot reach the leader cluster; the replication continues by itself once it can.",
  },
  {
    cause: "a snapshot holds the index",
    fate: "notYet",
    source: "OpenSearch: SnapshotsService.checkIndexDeletion",
    call: { ...stop, doing: 'delete index "copy"', method: "DELETE", path: "/copy" },
    answer: refused(
      400,
      "snapshot_in_progress_exception",
      "Cannot delete indices that are being snapshotted: [[copy/x]]. Try again after snapshot finishes or cancel the currently running snapshot.",
    ),
    message:
      "snapshot_in_progress_exception: Cannot delete indices that are being snapshotted: [[copy/x]]. Try again after snapshot finishes or cancel the currently running snapshot (HTTP 400). A snapshot of the index is running; run again when it has finished.",
  },
  {
    cause: "the plugin is not installed on the follower cluster",
    source: "OpenSearch: RestController, start-bad-request",
    answer: {
      status: 400,
      body: {
        error: "no handler found for uri [/_plugins/_replication/copy/_start] and method [PUT]",
      },
    },
    message:
      "no handler found for uri [/_plugins/_replication/copy/_start] and method [PUT] (HTTP 400). The cluster does not know the replication API: install the plugin opensearch-cross-cluster-replication, and check that the url has no extra path and points to OpenSearch (Elasticsearch has no such API).",
  },
  {
    cause: "the plugin is not installed on the leader cluster",
    source: "cross-cluster-replication: RemoteClusterRepository",
    answer: refused(
      500,
      "unsupported_operation_exception",
      "Replication is not enabled on the remote domain",
    ),
    message:
      "unsupported_operation_exception: Replication is not enabled on the remote domain (HTTP 500). Install the cross-cluster-replication plugin on the leader cluster too.",
  },
  {
    cause: "the index is a follower still, and so takes no writes",
    source: "pause-resume: FORBIDDEN/1000",
    call: changeSettings,
    answer: refused(
      403,
      "cluster_block_exception",
      "index [copy] blocked by: [FORBIDDEN/1000/index read-only(cross-cluster-replication)];",
    ),
    message:
      "cluster_block_exception: index [copy] blocked by: [FORBIDDEN/1000/index read-only(cross-cluster-replication)]; (HTTP 403). The index is still blocked as a follower: POST /_plugins/_replication/<index>/_stop with the body {} frees it, even if it answers 400.",
  },
  {
    cause: "a node lacks the plugin",
    source: "OpenSearch: ActionNotFoundTransportException",
    answer: refused(
      500,
      "action_not_found_transport_exception",
      "No handler for action [indices:admin/plugins/replication/index/setup/validate]",
    ),
    message:
      "action_not_found_transport_exception: No handler for action [indices:admin/plugins/replication/index/setup/validate] (HTTP 500). A node lacks the cross-cluster-replication plugin or has an older version of it: install the same version on all nodes, the leader cluster's included.",
  },
  {
    cause: "a k-NN index, and a follower cluster without that plugin",
    source: "cross-cluster-replication 2.8: ValidationUtil.checkKNNEligibility",
    answer: refused(
      500,
      "illegal_state_exception",
      "Cannot proceed with replication for k-NN enabled index orders as knn plugin is not installed.",
    ),
    message:
      "illegal_state_exception: Cannot proceed with replication for k-NN enabled index orders as knn plugin is not installed (HTTP 500). Install the plugin opensearch-knn on all nodes of the follower cluster and run again.",
  },
  {
    cause: "pausing a failed replication",
    source: "cross-cluster-replication: TransportPauseIndexReplicationAction",
    call: pause,
    answer: refused(500, "illegal_state_exception", "Cannot pause when in FAILED state"),
    message:
      "illegal_state_exception: Cannot pause when in FAILED state (HTTP 500). The replication has failed: run `pulumi up --refresh`, which replaces it if onReplace allows that.",
  },
  {
    cause: "changing the settings of a failed replication",
    source: "cross-cluster-replication: TransportUpdateIndexReplicationAction",
    call: changeSettings,
    answer: refused(500, "illegal_state_exception", "Cannot update settings when in FAILED state"),
    message:
      "illegal_state_exception: Cannot update settings when in FAILED state (HTTP 500). The replication has failed: run `pulumi up --refresh`, which replaces it if onReplace allows that.",
  },
  {
    cause: "a task has outlived an earlier replication",
    source: "cross-cluster-replication#1309, PersistentTasksClusterService",
    answer: refused(
      400,
      "resource_already_exists_exception",
      "task with id {replication:index:copy} already exist",
    ),
    message:
      "resource_already_exists_exception: task with id {replication:index:copy} already exist (HTTP 400). A task of an earlier replication into this index is still registered and blocks a new one. From 2.9 on, a stop clears it (POST /_plugins/_replication/<index>/_stop with the body {}) and does no harm if no index of that name exists; before 2.9, choose another `index` or upgrade the follower cluster.",
  },
  {
    cause: "a task has outlived the pause of a replication",
    source: "cross-cluster-replication 3.6: TransportResumeIndexReplicationAction",
    call: resume,
    answer: refused(
      400,
      "resource_already_exists_exception",
      "task with id {replication:index:copy} already exist",
    ),
    message:
      "resource_already_exists_exception: task with id {replication:index:copy} already exist (HTTP 400). A task of this replication survived the pause and blocks the resume. Upgrade the follower cluster to 3.7 or later, which clears it; or give the replication another `index`, which copies the leader from the beginning and stops this one.",
  },
];
