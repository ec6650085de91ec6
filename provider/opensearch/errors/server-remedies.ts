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
      "leaderIndex must exist on the leader cluster before the start; check its spelling and which cluster leaderAlias leads to.",
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
      'GET /_plugins/_replication/<leaderIndex>/_status on the leader cluster tells which it is. While the index follows another one there, it cannot be followed: name that other one, over a connection to its own cluster; or, to fail back, end that replication (POST /_plugins/_replication/<leaderIndex>/_stop with the body {}). Where the status is "REPLICATION NOT IN PROGRESS", it followed one once, or was restored from a snapshot of a follower: the same call takes the mark of a follower off it, even where it answers 400 or 404, and closes the index for a moment.',
  },
  {
    name: "leader version too new",
    reason: /is (on|upgraded with) higher version/,
    advice: "Upgrade the follower cluster to at least the leader's version first.",
  },
  {
    name: "soft deletes off",
    reason: /soft_deletes\.enabled is disabled/,
    advice:
      "Re-index the leader into an index with soft deletes (the default of every new index) and replicate that one.",
  },
  {
    name: "start block",
    reason: /Replication START block is set/,
    advice:
      "Starts are switched off on the follower cluster: unset plugins.replication.follower.block.start and run again.",
  },
  {
    name: "retention lease gone",
    reason: /Retention lease doesn't exist/,
    advice:
      "The pause was longer than the lease on the leader index (12 hours by default), or that index was made anew or restored: set forceResume to true, which deletes the copy and makes it anew, or keep it and choose another `index`.",
  },
  {
    name: "snapshot in progress",
    type: /^snapshot_in_progress_exception$/,
    advice: "A snapshot that holds the index is running; run again when it is finished.",
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
      "The cluster does not know the replication API: install the plugin opensearch-cross-cluster-replication, and check that the url has no extra path and leads to OpenSearch (Elasticsearch has no such API).",
  },
  {
    name: "security plugin starting",
    reason: /Security not initialized/,
    advice:
      "The cluster's security plugin has not read its configuration yet: run again in a minute, or set waitForAccess on the Provider, which waits for it. Where it stays so, it was never set up: that is done with its securityadmin.sh.",
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
      "The replication has failed: run `pulumi up --refresh`, which replaces it where onReplace allows that.",
  },
  {
    name: "task left of an earlier replication",
    reason: /task with id \{replication:index:.*\} already exist/,
    path: /\/_start$/,
    advice:
      "A task has outlived an earlier replication into this index and refuses another. From 2.9 on a stop clears it (POST /_plugins/_replication/<index>/_stop with the body {}), which does no harm where no index of that name stands; before, choose another `index` or upgrade the follower cluster.",
  },
  {
    name: "task left of the paused replication",
    reason: /task with id \{replication:index:.*\} already exist/,
    advice:
      "A task has outlived the pause of this replication, and refuses the resume. Upgrade the follower cluster to 3.7 or later, which clears it; or give the replication another `index`, which copies the leader anew and stops this one.",
  },
  {
    name: "status not to be had",
    reason: /failed to fetch replication status/,
    advice:
      "Usually the leader cluster cannot be reached from the follower; the replication goes on by itself once it can.",
  },
  {
    name: "start timed out on the server",
    reason: /Timed out when waiting for persistent task/,
    advice:
      "The start may still be under way: run again, which reads its status first. If it comes back: is the follower name an alias on either cluster, is the leader index read-only, is the shard limit of the follower cluster reached, is the connection set in opensearch.yml instead of the cluster's settings, or in proxy mode before 2.7?",
  },
  {
    name: "restore phase",
    reason: /in restore phase currently/,
    advice: "Run again when the first copy is complete (the status is SYNCING then).",
  },
  {
    name: "nothing to pause, resume, update or stop",
    reason: /No replication in progress for index/,
    advice:
      "The replication has ended outside this program: run pulumi refresh, which shows what stands under the name now.",
  },
  {
    name: "name not allowed",
    reason: /Validation Failed: 1: (Value|Autofollow pattern:) .* must /,
    advice: "Correct the name that is quoted above.",
  },
  {
    name: "replication metadata",
    reason: /(Error (adding|updating|deleting)|Failed to fetch) replication metadata/,
    advice:
      "The plugin keeps its records in the index .replication-metadata-store of the follower cluster, which it cannot read or write at the moment: see GET /_cluster/health/.replication-metadata-store, and run again, which looks first at what was done.",
  },
  {
    name: "half a stop",
    reason:
      /Failed to remove index block|Unable to close index|Failed to update cluster state|Failed to reopen index/,
    advice:
      "The stop may be half done. Run again, which stops it once more; where that comes back, the follower cluster's log has the cause.",
  },
  {
    name: "half a rule",
    reason: /Failed to update (empty )?autofollow pattern/,
    advice:
      "Run again, which looks first at what was done; where that comes back, the follower cluster's log has the cause.",
  },
  {
    name: "setup checks",
    reason: /Setup checks failed/,
    advice:
      "The leader cluster refused the checks without a reason that it passes on: the logs of both clusters have it. Candidates: the plugin is missing there, or the user may not use it there.",
  },
  {
    name: "no user",
    reason: /No user found for/,
    advice:
      "The call came to the security plugin without a user: set the sign-in on the Provider, and check that nothing in between takes it off.",
  },
  {
    name: "cluster manager busy",
    type: /^process_cluster_event_timeout_exception$/,
    advice:
      "The cluster manager has more to do than it gets done (GET /_cluster/pending_tasks): run again later, or lower the number of parallel operations (pulumi up --parallel 4).",
  },
];
