// SPDX-License-Identifier: Apache-2.0
import type { Remedy } from "./remedy";

/** What the plugin, the security plugin and OpenSearch itself refuse with. */
export const serverRemedies: readonly Remedy[] = [
  {
    name: "leader is an alias or a data stream",
    type: /^index_not_found_exception$/,
    reason: /no such index \[[^\]]+:[^\]]+\]/,
    advice:
      "leaderIndex must be the name of an index on the leader cluster: an alias or a data stream cannot be replicated.",
  },
  {
    name: "leader index missing",
    type: /^index_not_found_exception$/,
    advice:
      "leaderIndex must exist on the leader cluster before the start; check its spelling and which cluster leaderAlias points to.",
  },
  {
    name: "leader index closed",
    type: /^index_closed_exception$/,
    advice:
      "Open the leader index (POST /<leaderIndex>/_open on the leader cluster) and run again.",
  },
  {
    name: "follower name taken",
    reason: /Can'?t use same index again for replication/,
    advice:
      "The follower cluster already has an index of that name: choose another `index`, or delete the one that is there and run again.",
  },
  {
    name: "leader primaries not active",
    reason: /Primary shards in the Index\[.*\] are not active/,
    advice:
      "Wait until the leader index is yellow or green (GET /_cluster/health/<leaderIndex> on the leader cluster) and run again.",
  },
  {
    name: "leader is itself a follower",
    reason: /Cannot Replicate a Replicated Index/,
    advice:
      'GET /_plugins/_replication/<leaderIndex>/_status on the leader cluster shows which case this is. If the leader index is itself a running follower, replicate its own leader instead, over a connection to that cluster; or, to fail back, stop its replication (POST /_plugins/_replication/<leaderIndex>/_stop with the body {}). If the status is "REPLICATION NOT IN PROGRESS", the index was a follower once or was restored from a snapshot of one: the same call removes the follower mark, even if it answers 400 or 404, and closes the index for a moment.',
  },
  {
    name: "leader version too new",
    reason: /is (on|upgraded with) higher version/,
    advice: "First upgrade the follower cluster to the leader's version or later.",
  },
  {
    name: "soft deletes off",
    reason: /soft_deletes\.enabled is disabled/,
    advice:
      "Reindex the leader into an index with soft deletes (the default for every new index) and replicate that one.",
  },
  {
    name: "start block",
    reason: /Replication START block is set/,
    advice:
      "Starts are disabled on the follower cluster: unset plugins.replication.follower.block.start and run again.",
  },
  {
    name: "retention lease gone",
    reason: /Retention lease doesn't exist/,
    advice:
      "The pause outlasted the retention lease on the leader index (12 hours by default), or the leader index was recreated or restored: set forceResume to true, which deletes the copy and copies the leader again, or keep the copy and choose another `index`.",
  },
  {
    name: "snapshot in progress",
    type: /^snapshot_in_progress_exception$/,
    advice: "A snapshot of the index is running; run again when it has finished.",
  },
  {
    name: "plugin missing on the leader",
    reason: /Replication is not enabled on the remote domain/,
    advice: "Install the cross-cluster-replication plugin on the leader cluster too.",
  },
  {
    name: "plugin missing",
    reason: /no handler found for uri/,
    advice:
      "The cluster does not know the replication API: install the plugin opensearch-cross-cluster-replication, and check that the url has no extra path and points to OpenSearch (Elasticsearch has no such API).",
  },
  {
    name: "security plugin starting",
    reason: /Security not initialized/,
    advice:
      "The cluster's security plugin has not loaded its configuration yet: run again in a minute, or set waitForAccess on the Provider to wait for it. If this persists, the plugin was never initialized: run its securityadmin.sh.",
  },
  {
    name: "leader index of k-NN",
    reason: /Cannot proceed with replication for k-NN enabled index/,
    advice: "Install the plugin opensearch-knn on all nodes of the follower cluster and run again.",
  },
  {
    name: "not in that state",
    reason: /Cannot (pause|update settings) when in FAILED state/,
    advice:
      "The replication has failed: run `pulumi up --refresh`, which replaces it if onReplace allows that.",
  },
  {
    name: "task left of an earlier replication",
    reason: /task with id \{replication:index:.*\} already exist/,
    path: /\/_start$/,
    advice:
      "A task of an earlier replication into this index is still registered and blocks a new one. From 2.9 on, a stop clears it (POST /_plugins/_replication/<index>/_stop with the body {}) and does no harm if no index of that name exists; before 2.9, choose another `index` or upgrade the follower cluster.",
  },
  {
    name: "task left of the paused replication",
    reason: /task with id \{replication:index:.*\} already exist/,
    advice:
      "A task of this replication survived the pause and blocks the resume. Upgrade the follower cluster to 3.7 or later, which clears it; or give the replication another `index`, which copies the leader from the beginning and stops this one.",
  },
  {
    name: "status not to be had",
    reason: /failed to fetch replication status/,
    advice:
      "Usually the follower cannot reach the leader cluster; the replication continues by itself once it can.",
  },
  {
    name: "start timed out on the server",
    reason: /Timed out when waiting for persistent task/,
    advice:
      "The start may still be running: run again, which reads its status first. If the error comes back: is the follower name an alias on either cluster, is the leader index read-only, has the follower cluster reached its shard limit, is the connection set in opensearch.yml instead of the cluster settings, or in proxy mode before 2.7?",
  },
  {
    name: "restore phase",
    reason: /in restore phase currently/,
    advice: "Run again when the first copy is complete (the status is then SYNCING).",
  },
  {
    name: "nothing to pause, resume, update or stop",
    reason: /No replication in progress for index/,
    advice:
      "The replication was ended outside this program: run pulumi refresh, which shows what now exists under that name.",
  },
  {
    name: "name not allowed",
    reason: /Validation Failed: 1: (Value|Autofollow pattern:) .* must /,
    advice: "Correct the name quoted above.",
  },
  {
    name: "replication metadata",
    reason: /(Error (adding|updating|deleting)|Failed to fetch) replication metadata/,
    advice:
      "The plugin keeps its records in the index .replication-metadata-store of the follower cluster and cannot read or write it at the moment: see GET /_cluster/health/.replication-metadata-store, and run again, which first checks what was done.",
  },
  {
    name: "half a stop",
    reason:
      /Failed to remove index block|Unable to close index|Failed to update cluster state|Failed to reopen index/,
    advice:
      "The stop may be half done. Run again, which stops it once more; if the error comes back, the follower cluster's log has the cause.",
  },
  {
    name: "not acknowledged",
    type: /^not_acknowledged$/,
    advice:
      "It may be done all the same: run again, which first checks what was done. If the error comes back, a node or the cluster manager is too busy to answer (GET /_cluster/pending_tasks, GET /_cat/nodes), and the follower cluster's log has the cause.",
  },
  {
    name: "half a rule",
    reason: /Failed to update (empty )?autofollow pattern/,
    advice:
      "Run again, which first checks what was done; if the error comes back, the follower cluster's log has the cause.",
  },
  {
    name: "setup checks",
    reason: /Setup checks failed/,
    advice:
      "The leader cluster refused the checks and did not pass on the reason: the logs of both clusters have it. Candidates: the plugin is not installed there, or the user lacks permission there.",
  },
  {
    name: "no user",
    reason: /No user found for/,
    advice:
      "The call reached the security plugin without a user: set the sign-in on the Provider, and check that nothing in between removes it.",
  },
  {
    name: "cluster manager busy",
    type: /^process_cluster_event_timeout_exception$/,
    advice:
      "The cluster manager is overloaded (GET /_cluster/pending_tasks): run again later, or lower the number of parallel operations (pulumi up --parallel 4).",
  },
];
