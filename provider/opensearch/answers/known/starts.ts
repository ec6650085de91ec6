// SPDX-License-Identifier: Apache-2.0
import { known } from "./known-answer";

/**
 * What a start is refused with. The plugin makes all its checks, those on the leader too, before it
 * writes anything down, and most answer with whatever status their exception happens to have.
 */
export const starts = {
  leaderIsAliasOrDataStream: known({
    type: /^index_not_found_exception$/,
    reason: /no such index \[[^\]]+:[^\]]+\]/,
  })(
    "leaderIndex must be the name of an index on the leader cluster: an alias or a data stream cannot be replicated.",
    "404 index_not_found_exception: no such index [eu:orders]",
  ),
  leaderIndexMissing: known({ type: /^index_not_found_exception$/ })(
    "leaderIndex must exist on the leader cluster before the start; check its spelling and which cluster leaderAlias points to.",
    "404 index_not_found_exception: no such index [orders]",
  ),
  leaderIndexClosed: known({ type: /^index_closed_exception$/ })(
    "Open the leader index (POST /<leaderIndex>/_open on the leader cluster) and run again.",
    "400 index_closed_exception: closed",
  ),
  nameTaken: known(/Can'?t use same index again for replication/)(
    "The follower cluster already has an index of that name: choose another `index`, or delete the one that is there and run again.",
    "400 illegal_argument_exception: Cant use same index again for replication. Delete the index:copy",
  ),
  leaderPrimariesNotActive: known(/Primary shards in the Index\[.*\] are not active/, "notYet")(
    "Wait until the leader index is yellow or green (GET /_cluster/health/<leaderIndex> on the leader cluster) and run again.",
    "400 validation_exception: Validation Failed: 1: Primary shards in the Index[eu:orders] are not active;",
  ),
  leaderIsFollower: known(/Cannot Replicate a Replicated Index/)(
    'GET /_plugins/_replication/<leaderIndex>/_status on the leader cluster shows which case this is. If the leader index is itself a running follower, replicate its own leader instead, over a connection to that cluster; or, to fail back, stop its replication (POST /_plugins/_replication/<leaderIndex>/_stop with the body {}). If the status is "REPLICATION NOT IN PROGRESS", the index was a follower once or was restored from a snapshot of one: the same call removes the follower mark, even if it answers 400 or 404, and closes the index for a moment.',
    "400 illegal_argument_exception: Cannot Replicate a Replicated Index orders",
  ),
  leaderTooNew: known(/is (on|upgraded with) higher version/)(
    "First upgrade the follower cluster to the leader's version or later.",
    "400 illegal_argument_exception: Leader index[orders] is on higher version [3.4.0] than follower [2.19.6]",
    "400 illegal_argument_exception: Leader index[orders] is upgraded with higher version [3.4.0] than follower [2.19.6]",
  ),
  softDeletesOff: known(/soft_deletes\.enabled is disabled/)(
    "Reindex the leader into an index with soft deletes (the default for every new index) and replicate that one.",
    "400 illegal_argument_exception: Cannot Replicate an index where the setting index.soft_deletes.enabled is disabled",
  ),
  startBlock: known(/Replication START block is set/)(
    "Starts are disabled on the follower cluster: unset plugins.replication.follower.block.start and run again.",
    "403 status_exception: [FORBIDDEN] Replication START block is set",
  ),
  pluginMissingOnLeader: known(/Replication is not enabled on the remote domain/, "refused")(
    "Install the cross-cluster-replication plugin on the leader cluster too.",
    "500 unsupported_operation_exception: Replication is not enabled on the remote domain",
  ),
  pluginMissing: known(/no handler found for uri/)(
    "The cluster does not know the replication API: install the plugin opensearch-cross-cluster-replication, and check that the url has no extra path and points to OpenSearch (Elasticsearch has no such API).",
    "400 no handler found for uri [/_plugins/_replication/copy/_start] and method [PUT]",
  ),
  kNnPluginMissing: known(/Cannot proceed with replication for k-NN enabled index/, "refused")(
    "Install the plugin opensearch-knn on all nodes of the follower cluster and run again.",
    "500 illegal_state_exception: Cannot proceed with replication for k-NN enabled index orders as knn plugin is not installed.",
  ),
  taskOfEarlierReplication: known({
    reason: /task with id \{replication:index:.*\} already exist/,
    path: /\/_start$/,
  })(
    "A task of an earlier replication into this index is still registered and blocks a new one. From 2.9 on, a stop clears it (POST /_plugins/_replication/<index>/_stop with the body {}) and does no harm if no index of that name exists; before 2.9, choose another `index` or upgrade the follower cluster.",
    "/_plugins/_replication/copy/_start 400 resource_already_exists_exception: task with id {replication:index:copy} already exist",
  ),
  startTimedOut: known(/Timed out when waiting for persistent task/)(
    "The start may still be running: run again, which reads its status first. If the error comes back: is the follower name an alias on either cluster, is the leader index read-only, has the follower cluster reached its shard limit, is the connection set in opensearch.yml instead of the cluster settings, or in proxy mode before 2.7?",
    "500 illegal_state_exception: Timed out when waiting for persistent task after 30s",
  ),
  nameNotAllowed: known(/Validation Failed: 1: (Value|Autofollow pattern:) .* must /)(
    "Correct the name quoted above.",
    "400 action_request_validation_exception: Validation Failed: 1: Value Orders must be lowercase;",
    "400 action_request_validation_exception: Validation Failed: 1: Autofollow pattern: _a must not start with '_' or '-';",
  ),
  setupChecksFailed: known(/Setup checks failed/, "refused")(
    "The leader cluster refused the checks and did not pass on the reason: the logs of both clusters have it. Candidates: the plugin is not installed there, or the user lacks permission there.",
    "500 replication_exception: Setup checks failed while setting-up replication for copy",
    "500 replication_exception: Setup checks failed while setting-up auto follow pattern",
  ),
  requestNotParsed: known(
    { type: /^(uninitialized_property_access|string_index_out_of_bounds)_exception$/ },
    "refused",
  )(undefined, "500 string_index_out_of_bounds_exception: Index 0 out of bounds for length 0"),
};

/** What `settings`, or the leader index's own settings on the follower cluster, are refused with. */
export const indexSettings = {
  connectionSettingNotKnown: known(
    /(persistent|transient) setting \[cluster\.remote\.[^\]]*\], not recognized/,
  )(
    "This OpenSearch version does not know that connection setting: remove it, or upgrade the follower cluster.",
    "400 settings_exception: persistent setting [cluster.remote.eu.foo], not recognized",
  ),
  settingNotKnown: known(/unknown setting \[/)(
    "Correct the name in `settings` (names begin with `index.`), or install the plugin that defines it on the follower cluster.",
    "400 settings_exception: unknown setting [index.nope] did you mean [index.codec]?",
    "400 illegal_argument_exception: unknown setting [index.knn] please check that any required plugins are installed, or check the breaking changes documentation for removed settings",
  ),
  softDeletesInSettings: known(/soft-deletes disabled is no longer supported/)(
    "Remove index.soft_deletes.enabled from `settings`: replication needs soft deletes.",
    "400 illegal_argument_exception: Creating indices with soft-deletes disabled is no longer supported. Please do not specify a value for setting [index.soft_deletes.enabled].",
  ),
  valueOfSetting: known(/Failed to parse .*(setting|value) /)(
    "Correct the value in `settings`.",
    '400 settings_exception: Failed to parse int setting [index.number_of_replicas] with value [x]; caused by number_format_exception: For input string: "x"',
  ),
  dataPath: known(/path\.shared_data/)(
    "The leader index or `settings` sets index.data_path, which the follower cluster's nodes must allow: set path.shared_data in their opensearch.yml.",
    "400 validation_exception: Validation Failed: 1: path.shared_data must be set in order to use custom data paths;",
  ),
  fileOfAnalyzer: known(/IOException while reading \S+_path/)(
    "An analyzer of the leader index reads a file: copy it to every node of the follower cluster, to the same path in its config folder.",
    "404 resource_not_found_exception: IOException while reading index.analysis.filter.synonyms.synonyms_path: analysis/synonyms.txt",
  ),
  oneRoleOfTwo: known(/Need roles for leader_cluster_role and follower_cluster_role/)(
    "Set both roles of useRoles, or neither on a cluster without the security plugin.",
    "400 action_request_validation_exception: Validation Failed: 1: Need roles for leader_cluster_role and follower_cluster_role;",
  ),
  pipelineMissing: known(/pipeline with id \[.*\] does not exist/)(
    'The index names an ingest pipeline, which does not come along with replication: create it on the follower cluster (PUT /_ingest/pipeline/<id>), or clear index.default_pipeline (PUT /<index>/_settings with the body {"index.default_pipeline": "_none"}).',
    "400 illegal_argument_exception: pipeline with id [orders] does not exist",
  ),
  noWriteIndex: known(/no write index is defined for alias/)(
    'An alias comes along with replication, from 3.5 on without its write index: set is_write_index on one index of the alias (POST /_aliases with the body {"actions": [{"add": {"index": "<index>", "alias": "<alias>", "is_write_index": true}}]}).',
    "400 illegal_argument_exception: no write index is defined for alias [orders]. The write index may be explicitly disabled using is_write_index=false or the alias points to multiple indices without one being designated as a write index",
  ),
};
