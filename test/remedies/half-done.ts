// SPDX-License-Identifier: Apache-2.0
import {
  changeSettings,
  createRule,
  deleteRule,
  pause,
  reach,
  resume,
  start,
  stop,
  type Asked,
} from "./calls";
import { type Judged, refused } from "./judged";

const unclear = (
  cause: string,
  source: string,
  call: Asked,
  answer: Judged["answer"],
  message: string,
): Judged => ({ cause, source, call, answer, message, fate: "unclear" });
const plugin = (name: string): string => `cross-cluster-replication: ${name}`;

/** Answers after which something may have been done, and refusals that name no cause. */
export const halfDone: readonly Judged[] = [
  unclear(
    "the start could not be written down",
    plugin("ReplicationMetadataManager"),
    start,
    refused(500, "replication_exception", "Error adding replication metadata"),
    "replication_exception: Error adding replication metadata (HTTP 500). The plugin keeps its records in the index .replication-metadata-store of the follower cluster and cannot read or write it at the moment: see GET /_cluster/health/.replication-metadata-store, and run again, which first checks what was done.",
  ),
  unclear(
    "the pause could not be written down",
    plugin("ReplicationMetadataManager"),
    pause,
    refused(500, "replication_exception", "Error updating replication metadata"),
    "replication_exception: Error updating replication metadata (HTTP 500). The plugin keeps its records in the index .replication-metadata-store of the follower cluster and cannot read or write it at the moment: see GET /_cluster/health/.replication-metadata-store, and run again, which first checks what was done.",
  ),
  unclear(
    "the stop could not be written down",
    plugin("ReplicationMetadataManager"),
    stop,
    refused(500, "replication_exception", "Error deleting replication metadata"),
    "replication_exception: Error deleting replication metadata (HTTP 500). The plugin keeps its records in the index .replication-metadata-store of the follower cluster and cannot read or write it at the moment: see GET /_cluster/health/.replication-metadata-store, and run again, which first checks what was done.",
  ),
  unclear(
    "what is written down of replications cannot be read",
    plugin("ReplicationMetadataManager"),
    resume,
    refused(500, "replication_exception", "Failed to fetch replication metadata"),
    "replication_exception: Failed to fetch replication metadata (HTTP 500). The plugin keeps its records in the index .replication-metadata-store of the follower cluster and cannot read or write it at the moment: see GET /_cluster/health/.replication-metadata-store, and run again, which first checks what was done.",
  ),
  unclear(
    "a node left while the stop took the block off",
    plugin("TransportStopIndexReplicationAction"),
    stop,
    refused(500, "exception", "Failed to remove index block on copy"),
    "Failed to remove index block on copy (HTTP 500). The stop may be half done. Run again, which stops it once more; if the error comes back, the follower cluster's log has the cause.",
  ),
  unclear(
    "the stop could not close the index",
    plugin("TransportStopIndexReplicationAction"),
    stop,
    refused(500, "exception", "Unable to close index: copy"),
    "Unable to close index: copy (HTTP 500). The stop may be half done. Run again, which stops it once more; if the error comes back, the follower cluster's log has the cause.",
  ),
  unclear(
    "the stop was not taken by the cluster manager",
    plugin("TransportStopIndexReplicationAction"),
    stop,
    refused(500, "exception", "Failed to update cluster state"),
    "Failed to update cluster state (HTTP 500). The stop may be half done. Run again, which stops it once more; if the error comes back, the follower cluster's log has the cause.",
  ),
  unclear(
    "the stop could not open the index again",
    plugin("TransportStopIndexReplicationAction"),
    stop,
    refused(500, "exception", "Failed to reopen index: copy"),
    "Failed to reopen index: copy (HTTP 500). The stop may be half done. Run again, which stops it once more; if the error comes back, the follower cluster's log has the cause.",
  ),
  unclear(
    "the update was not written down",
    plugin("TransportUpdateIndexReplicationAction"),
    changeSettings,
    refused(500, "replication_exception", "Error updating replication metadata"),
    "replication_exception: Error updating replication metadata (HTTP 500). The plugin keeps its records in the index .replication-metadata-store of the follower cluster and cannot read or write it at the moment: see GET /_cluster/health/.replication-metadata-store, and run again, which first checks what was done.",
  ),
  unclear(
    "the rule was not written down",
    plugin("TransportAutoFollowClusterManagerNodeAction"),
    createRule,
    refused(500, "exception", "Failed to update autofollow pattern"),
    "Failed to update autofollow pattern (HTTP 500). Run again, which first checks what was done; if the error comes back, the follower cluster's log has the cause.",
  ),
  unclear(
    "a node did not confirm the stop in time",
    "OpenSearch: AcknowledgedResponse",
    stop,
    { status: 200, body: { acknowledged: false } },
    'the server answered "acknowledged": false, so not every node has confirmed it in time (HTTP 200). It may be done all the same: run again, which first checks what was done. If the error comes back, a node or the cluster manager is too busy to answer (GET /_cluster/pending_tasks, GET /_cat/nodes), and the follower cluster\'s log has the cause.',
  ),
  unclear(
    "the cluster manager has too much to do",
    "OpenSearch: ClusterManagerService",
    start,
    refused(
      503,
      "process_cluster_event_timeout_exception",
      "failed to process cluster event (cluster_update_settings) within 30s",
    ),
    "process_cluster_event_timeout_exception: failed to process cluster event (cluster_update_settings) within 30s (HTTP 503). The cluster manager is overloaded (GET /_cluster/pending_tasks): run again later, or lower the number of parallel operations (pulumi up --parallel 4).",
  ),
  unclear(
    "a fault inside the server",
    "OpenSearch: any",
    start,
    refused(500, "null_pointer_exception", ""),
    "null_pointer_exception (HTTP 500).",
  ),
  unclear(
    "something in between gave the server no more time",
    "RFC 9110",
    start,
    { status: 408, body: "" },
    "the answer is empty (HTTP 408). Something other than OpenSearch answered, such as a proxy or a sign-in page: check the url and anything in between.",
  ),
  unclear(
    "a balancer got no answer from the cluster in time",
    "nginx, Amazon's load balancers",
    start,
    { status: 504, body: "<html><h1>504 Gateway Time-out</h1></html>", contentType: "text/html" },
    'the answer is not OpenSearch\'s JSON but text/html: "504 Gateway Time-out" (HTTP 504). A proxy or load balancer in between could not reach the cluster: check that the cluster is up and run again.',
  ),
  {
    cause: "the leader refused the checks of a start, and says why in its log",
    source: plugin("TransportReplicateIndexAction"),
    answer: refused(
      500,
      "replication_exception",
      "Setup checks failed while setting-up replication for copy",
    ),
    message:
      "replication_exception: Setup checks failed while setting-up replication for copy (HTTP 500). The leader cluster refused the checks and did not pass on the reason: the logs of both clusters have it. Candidates: the plugin is not installed there, or the user lacks permission there.",
  },
  {
    cause: "the leader refused the checks of a rule, and says why in its log",
    source: plugin("TransportUpdateAutoFollowPatternAction"),
    call: createRule,
    answer: refused(
      500,
      "replication_exception",
      "Setup checks failed while setting-up auto follow pattern",
    ),
    message:
      "replication_exception: Setup checks failed while setting-up auto follow pattern (HTTP 500). The leader cluster refused the checks and did not pass on the reason: the logs of both clusters have it. Candidates: the plugin is not installed there, or the user lacks permission there.",
  },
  {
    cause: "the rule to delete is not known",
    source: plugin("TransportAutoFollowClusterManagerNodeAction"),
    call: deleteRule,
    answer: refused(500, "replication_exception", "Failed to update empty autofollow pattern"),
    message:
      "replication_exception: Failed to update empty autofollow pattern (HTTP 500). Run again, which first checks what was done; if the error comes back, the follower cluster's log has the cause.",
  },
  {
    cause: "the security plugin knows no user for the call",
    source: "security plugin: SecurityFilter",
    call: reach,
    answer: refused(
      500,
      "security_exception",
      "No user found for indices:admin/plugins/replication/index/start",
    ),
    message:
      "security_exception: No user found for indices:admin/plugins/replication/index/start (HTTP 500). The call reached the security plugin without a user: set the sign-in on the Provider, and check that nothing in between removes it.",
  },
];
