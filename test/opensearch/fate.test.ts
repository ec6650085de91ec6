// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { OpenSearchError } from "../../provider/opensearch/errors";
import { type Fate, fateOf } from "../../provider/opensearch/fate";
import { isTransient } from "../../provider/opensearch/transient";

const block = (text: string): string => `blocked by: [${text}];`;
const leader = "[eu][10.0.0.7:9300]";

/** What the plugin, the security plugin and core throw on the way of its calls, one a line. */
const table: readonly [fate: Fate, status: number, type: string, reason: string][] = [
  // ReplicateIndexRequest, UpdateAutoFollowPatternRequest, ValidationUtil
  ["refused", 400, "action_request_validation_exception", "Validation Failed: 1: Need roles"],
  ["refused", 400, "action_request_validation_exception", "Validation Failed: 1: Missing pattern;"],
  ["refused", 400, "x_content_parse_exception", "[1:2] unknown field [foo]"],
  ["refused", 500, "string_index_out_of_bounds_exception", "Index 0 out of bounds for length 0"],
  ["refused", 500, "uninitialized_property_access_exception", "lateinit property patternName"],
  // TransportSetupChecksAction
  ["refused", 404, "no_such_remote_cluster_exception", "no such remote cluster: [eu]"],
  ["refused", 400, "illegal_argument_exception", "does not have the remote_cluster_client role"],
  ["refused", 403, "security_exception", "Follower roles are mandatory for replication"],
  ["refused", 403, "security_exception", "No mapping for User [name=x] on roles [y]"],
  [
    "refused",
    500,
    "unsupported_operation_exception",
    "Replication is not enabled on the remote domain",
  ],
  ["refused", 500, "action_not_found_transport_exception", "No handler for action [indices:x]"],
  [
    "refused",
    500,
    "replication_exception",
    "Setup checks failed while setting-up replication for x",
  ],
  [
    "refused",
    500,
    "replication_exception",
    "Setup checks failed while setting-up auto follow pattern",
  ],
  // The way to the leader: RemoteClusterService, SniffConnectionStrategy, ProxyConnectionStrategy
  ["refused", 500, "connect_transport_exception", `${leader} connect_exception`],
  ["refused", 500, "node_disconnected_exception", `${leader}[indices:x] disconnected`],
  ["refused", 500, "node_not_connected_exception", `${leader} Node not connected`],
  ["refused", 500, "no_seed_node_left_exception", "no seed node left for cluster: [eu]"],
  [
    "refused",
    500,
    "illegal_state_exception",
    "Unable to open any proxy connections to remote cluster [eu]",
  ],
  [
    "refused",
    500,
    "illegal_state_exception",
    "Unable to open any connections to remote cluster [eu]",
  ],
  // TransportReplicateIndexAction, ValidationUtil
  ["refused", 404, "index_not_found_exception", "no such index [eu:orders]"],
  ["refused", 400, "index_closed_exception", "closed"],
  ["refused", 400, "illegal_argument_exception", "Cannot Replicate a Replicated Index orders"],
  [
    "refused",
    400,
    "illegal_argument_exception",
    "Leader index[a] is on higher version [4] than follower [3]",
  ],
  ["notYet", 400, "validation_exception", "Primary shards in the Index[eu:orders] are not active"],
  [
    "refused",
    500,
    "illegal_state_exception",
    "Cannot proceed with replication for k-NN enabled index a as knn plugin is not installed.",
  ],
  [
    "refused",
    404,
    "resource_not_found_exception",
    "IOException while reading index.analysis.x.path: y",
  ],
  // TransportReplicateIndexClusterManagerNodeAction
  ["refused", 403, "status_exception", "[FORBIDDEN] Replication START block is set"],
  ["refused", 400, "illegal_argument_exception", "Cant use same index again for replication."],
  ["refused", 400, "settings_exception", "unknown setting [index.nope]"],
  [
    "refused",
    400,
    "resource_already_exists_exception",
    "task with id {replication:index:a} already exist",
  ],
  ["unclear", 500, "replication_exception", "Error adding replication metadata"],
  [
    "unclear",
    500,
    "illegal_state_exception",
    "Timed out when waiting for persistent task after 30s",
  ],
  // TransportStopIndexReplicationAction
  ["refused", 400, "illegal_argument_exception", "No replication in progress for index:a"],
  [
    "notYet",
    400,
    "snapshot_in_progress_exception",
    "Cannot close indices that are being snapshotted: [[a/x]]",
  ],
  ["unclear", 500, "exception", "Failed to remove index block on a"],
  ["unclear", 500, "exception", "Unable to close index: a"],
  ["unclear", 500, "exception", "Failed to update cluster state"],
  ["unclear", 500, "exception", "Failed to reopen index: a"],
  ["unclear", 500, "replication_exception", "Error deleting replication metadata"],
  // TransportPauseIndexReplicationAction
  [
    "notYet",
    500,
    "exception",
    "Index is in restore phase currently for index: a. You can pause after",
  ],
  ["refused", 400, "resource_already_exists_exception", "Index a is already paused"],
  ["refused", 500, "illegal_state_exception", "Cannot pause when in FAILED state"],
  ["unclear", 500, "replication_exception", "Error updating replication metadata"],
  // TransportResumeIndexReplicationAction
  [
    "refused",
    400,
    "resource_already_exists_exception",
    "Replication on Index a is already running",
  ],
  [
    "refused",
    404,
    "resource_not_found_exception",
    "Retention lease doesn't exist. Replication can't",
  ],
  // TransportUpdateIndexReplicationAction
  ["refused", 500, "illegal_state_exception", "Cannot update settings when in FAILED state"],
  // TransportAutoFollowClusterManagerNodeAction
  ["refused", 500, "exception", "Autofollow replication rule eu:all does not exist"],
  ["refused", 500, "replication_exception", "Failed to update empty autofollow pattern"],
  [
    "unclear",
    500,
    "exception",
    "Exisiting autofollow replication rule cannot be recreated/updated",
  ],
  ["unclear", 500, "exception", "Failed to update autofollow pattern"],
  // BackendRegistry, SecurityFilter, PrivilegesConfiguration
  ["notYet", 503, "", "OpenSearch Security not initialized."],
  ["notYet", 503, "security_exception", "OpenSearch Security not initialized for indices:admin/x"],
  [
    "refused",
    500,
    "security_exception",
    "No user found for indices:admin/plugins/replication/index/start",
  ],
  [
    "refused",
    403,
    "security_exception",
    "no permissions for [indices:admin/delete] and User [name=x]",
  ],
  // ClusterBlocks
  ["notYet", 503, "cluster_block_exception", block("SERVICE_UNAVAILABLE/1/state not recovered")],
  ["notYet", 503, "cluster_block_exception", block("SERVICE_UNAVAILABLE/2/no cluster-manager")],
  [
    "refused",
    403,
    "cluster_block_exception",
    block("FORBIDDEN/10/cluster create-index blocked (api)"),
  ],
  ["refused", 429, "cluster_block_exception", block("TOO_MANY_REQUESTS/12/disk usage exceeded")],
  // Core, and what stands in front of it
  ["notYet", 429, "rejected_execution_exception", "rejected execution of coordinating operation"],
  ["unclear", 503, "cluster_manager_not_discovered_exception", ""],
  ["unclear", 500, "process_cluster_event_timeout_exception", "failed to process cluster event"],
  ["unclear", 500, "null_pointer_exception", ""],
  ["unclear", 502, "bad_gateway", ""],
  ["unclear", 504, "gateway_timeout", ""],
  ["unclear", 408, "", "request timed out"],
  ["refused", 401, "", "Your request: '/_cluster/state' is not allowed."],
];

describe("the fate of a call that was answered with", () => {
  for (const [fate, status, type, reason] of table) {
    it(`HTTP ${status} ${type}: ${reason} is “${fate}”`, () => {
      expect(fateOf({ status, type, reason })).to.equal(fate);
    });
  }

  it("a reason that is a cause is the cause's", () => {
    const causes = [{ type: "x", reason: "Replication is not enabled on the remote domain" }];
    expect(fateOf({ status: 500, type: "exception", reason: "", causes })).to.equal("refused");
  });
});

describe("a call is made again", () => {
  const again = table.filter(([, status, type, reason]) =>
    isTransient(
      new OpenSearchError({
        ...{ doing: "x", method: "POST", path: "/", host: "h", mayHaveHappened: false },
        ...{ status, type, reason },
      }),
    ),
  );

  it("where the cluster, or what is in front of it, is busy or not quite there, and nowhere else", () => {
    expect(again.map(([, status, type]) => `${status} ${type}`)).to.deep.equal([
      "503 ",
      "503 security_exception",
      "503 cluster_block_exception",
      "503 cluster_block_exception",
      "429 rejected_execution_exception",
      "503 cluster_manager_not_discovered_exception",
      "502 bad_gateway",
      "504 gateway_timeout",
    ]);
  });
});
