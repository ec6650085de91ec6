// SPDX-License-Identifier: Apache-2.0
import { known } from "./known-answer";

const leaseGone =
  "The pause outlasted the retention lease on the leader index (12 hours by default), or the leader index was recreated or restored: set forceResume to true, which deletes the copy and copies the leader again, or keep the copy and choose another `index`.";
const again =
  "Run again, which first checks what was done; if the error comes back, the follower cluster's log has the cause.";

/** What pausing, resuming, changing, stopping and reading a replication fails with. */
export const replications = {
  forceOffered: known(/Retention lease doesn't exist.*force_resume/)(
    leaseGone,
    "404 resource_not_found_exception: Retention lease doesn't exist. Replication can't be resumed for copy. Use force_resume=true to restore from snapshot.",
  ),
  leaseGone: known(/Retention lease doesn't exist/)(
    leaseGone,
    "404 resource_not_found_exception: Retention lease doesn't exist. Replication can't be resumed for copy",
  ),
  snapshotInProgress: known(/that are being snapshotted/, "notYet")(
    "A snapshot of the index is running; run again when it has finished.",
    "400 snapshot_in_progress_exception: Cannot delete indices that are being snapshotted: [[copy/x]]. Try again after snapshot finishes or cancel the currently running snapshot.",
  ),
  restoring: known(/in restore phase currently/, "notYet")(
    "Run again when the first copy is complete (the status is then SYNCING).",
    "500 exception: Index is in restore phase currently for index: copy. You can pause after restore completes.",
  ),
  alreadyPaused: known(/is already paused/)(
    undefined,
    "400 resource_already_exists_exception: Index copy is already paused",
  ),
  alreadyRunning: known(/is already running/)(
    undefined,
    "400 resource_already_exists_exception: Replication on Index copy is already running",
  ),
  hasFailed: known(/^Cannot (pause|update settings) when in FAILED state/, "refused")(
    "The replication has failed: run `pulumi up --refresh`, which replaces it if onReplace allows that.",
    "500 illegal_state_exception: Cannot pause when in FAILED state",
    "500 illegal_state_exception: Cannot update settings when in FAILED state",
  ),
  notInThatState: known(/^Cannot (pause|update settings) when in \w+ state/, "refused")(
    undefined,
    "500 illegal_state_exception: Cannot update settings when in STOPPED state",
  ),
  taskOfPausedReplication: known(/task with id \{replication:index:.*\} already exist/)(
    "A task of this replication survived the pause and blocks the resume. Upgrade the follower cluster to 3.7 or later, which clears it; or give the replication another `index`, which copies the leader from the beginning and stops this one.",
    "/_plugins/_replication/copy/_resume 400 resource_already_exists_exception: task with id {replication:index:copy} already exist",
  ),
  statusUnavailable: known(/failed to fetch replication status/)(
    "Usually the follower cannot reach the leader cluster; the replication continues by itself once it can.",
    "500 replication_exception: failed to fetch replication status",
  ),
  notRunning: known(/No replication in progress for index/)(
    "The replication was ended outside this program: run pulumi refresh, which shows what now exists under that name.",
    "400 illegal_argument_exception: No replication in progress for index:copy",
  ),
  recordFiltered: known({ type: /^filtered$/, path: /^\/_cluster\/state/ })(
    "A look-up that names the follower indexes in `indexes` does not need it.",
    "/_cluster/state/metadata 200 filtered: the answer is filtered and does not include the record of replications",
  ),
};

/** Answers after which something may have been done. */
export const halfDone = {
  recordsUnavailable: known(
    /(Error (adding|updating|deleting)|Failed to fetch) replication metadata/,
  )(
    "The plugin keeps its records in the index .replication-metadata-store of the follower cluster and cannot read or write it at the moment: see GET /_cluster/health/.replication-metadata-store, and run again, which first checks what was done.",
    "500 replication_exception: Error adding replication metadata",
    "500 replication_exception: Error updating replication metadata",
    "500 replication_exception: Error deleting replication metadata",
    "500 replication_exception: Failed to fetch replication metadata",
  ),
  stopHalfDone: known(
    /Failed to remove index block|Unable to close index|Failed to update cluster state|Failed to reopen index/,
  )(
    "The stop may be half done. Run again, which stops it once more; if the error comes back, the follower cluster's log has the cause.",
    "500 exception: Failed to remove index block on copy",
    "500 exception: Unable to close index: copy",
    "500 exception: Failed to update cluster state",
    "500 exception: Failed to reopen index: copy",
  ),
  notAcknowledged: known({ type: /^not_acknowledged$/ }, "unclear")(
    "It may be done all the same: run again, which first checks what was done. If the error comes back, a node or the cluster manager is too busy to answer (GET /_cluster/pending_tasks, GET /_cat/nodes), and the follower cluster's log has the cause.",
    '200 not_acknowledged: the server answered "acknowledged": false, so not every node has confirmed it in time',
  ),
  clusterManagerBusy: known({ type: /^process_cluster_event_timeout_exception$/ })(
    "The cluster manager is overloaded (GET /_cluster/pending_tasks): run again later, or lower the number of parallel operations (pulumi up --parallel 4).",
    "503 process_cluster_event_timeout_exception: failed to process cluster event (cluster_update_settings) within 30s",
  ),
};

/** What making and deleting auto-follow rules fails with. */
export const rules = {
  followersNotRenamed: known(/unknown field \[follower_index_pattern\]/)(
    "A rule can rename its followers from OpenSearch 3.8 on: remove followerIndexPattern, so that followers are named like their leaders, or upgrade the follower cluster.",
    "400 x_content_parse_exception: [1:61] [AutoFollowRequestParser] unknown field [follower_index_pattern]",
  ),
  // Although what was sent has been stored.
  ruleExists: known(/autofollow replication rule cannot be recreated\/updated/)(
    undefined,
    "500 exception: Exisiting autofollow replication rule cannot be recreated/updated; caused by resource_already_exists_exception: task with id {autofollow:eu:all-orders} already exist",
  ),
  ruleMissing: known(/Autofollow replication rule .* does not exist/, "refused")(
    undefined,
    "500 exception: Autofollow replication rule eu:all-orders does not exist",
  ),
  ruleNotStored: known(/Failed to update autofollow pattern/)(
    again,
    "500 exception: Failed to update autofollow pattern",
  ),
  ruleNotKnown: known(/Failed to update empty autofollow pattern/, "refused")(
    again,
    "500 replication_exception: Failed to update empty autofollow pattern",
  ),
};
