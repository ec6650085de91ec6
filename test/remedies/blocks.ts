// SPDX-License-Identifier: Apache-2.0
import { changeSettings, deleteIndex } from "./calls";
import { type Judged, refused } from "./judged";

/** Blocks of a cluster and of an index. */
export const blocks: readonly Judged[] = [
  {
    cause: "the cluster is read-only",
    source: "3.4.0/blocks-cluster",
    answer: refused(
      403,
      "cluster_block_exception",
      "blocked by: [FORBIDDEN/6/cluster read-only (api)];",
    ),
    message:
      "cluster_block_exception: blocked by: [FORBIDDEN/6/cluster read-only (api)]; (HTTP 403). Lift the block (cluster.blocks.read_only and cluster.blocks.read_only_allow_delete) on the follower cluster and run again.",
  },
  {
    cause: "the cluster is read-only, but for deletions",
    source: "3.4.0/blocks-cluster",
    answer: refused(
      403,
      "cluster_block_exception",
      "blocked by: [FORBIDDEN/13/cluster read-only / allow delete (api)];",
    ),
    message:
      "cluster_block_exception: blocked by: [FORBIDDEN/13/cluster read-only / allow delete (api)]; (HTTP 403). Lift the block (cluster.blocks.read_only and cluster.blocks.read_only_allow_delete) on the follower cluster and run again.",
  },
  {
    cause: "the disks of the follower cluster's nodes are full",
    source: "3.4.0/blocks-cluster",
    call: deleteIndex,
    answer: refused(
      429,
      "cluster_block_exception",
      "index [copy] blocked by: [TOO_MANY_REQUESTS/12/disk usage exceeded flood-stage watermark, index has read-only-allow-delete block];",
    ),
    message:
      'cluster_block_exception: index [copy] blocked by: [TOO_MANY_REQUESTS/12/disk usage exceeded flood-stage watermark, index has read-only-allow-delete block]; (HTTP 429). The disk of a node that holds the index is above the flood-stage watermark, so the index is read-only: free or add disk space, and run again. OpenSearch lifts the block itself once the disk is below the high watermark; if it does not, lift it with PUT /<index>/_settings and the body {"index.blocks.read_only_allow_delete": null}.',
  },
  {
    cause: "the index is read-only",
    source: "3.4.0/blocks-cluster",
    call: deleteIndex,
    answer: refused(
      403,
      "cluster_block_exception",
      "index [copy] blocked by: [FORBIDDEN/5/index read-only (api)];",
    ),
    message:
      'cluster_block_exception: index [copy] blocked by: [FORBIDDEN/5/index read-only (api)]; (HTTP 403). Someone has blocked the index named above: unset index.blocks.read_only on it (PUT /<index>/_settings with the body {"index.blocks.read_only": null}) and run again.',
  },
  {
    cause: "the node has not read the cluster's state yet",
    fate: "notYet",
    source: "OpenSearch: GatewayService",
    answer: refused(
      503,
      "cluster_block_exception",
      "blocked by: [SERVICE_UNAVAILABLE/1/state not recovered / initialized];",
    ),
    message:
      "cluster_block_exception: blocked by: [SERVICE_UNAVAILABLE/1/state not recovered / initialized]; (HTTP 503). The cluster is starting and has not recovered its state yet: run again in a minute. If this persists, nodes that the gateway.* settings wait for are missing.",
  },
  {
    cause: "a cluster manager is being elected",
    fate: "notYet",
    source: "OpenSearch: NoClusterManagerBlockService",
    answer: refused(
      503,
      "cluster_block_exception",
      "blocked by: [SERVICE_UNAVAILABLE/2/no cluster-manager];",
    ),
    message:
      "cluster_block_exception: blocked by: [SERVICE_UNAVAILABLE/2/no cluster-manager]; (HTTP 503). The cluster is electing its cluster manager, which takes seconds: run again. If this persists, too many cluster-manager-eligible nodes are down.",
  },
  {
    cause: "a master is being elected, before 2.0",
    fate: "notYet",
    source: "OpenSearch 1: NoMasterBlockService",
    answer: refused(
      503,
      "cluster_block_exception",
      "blocked by: [SERVICE_UNAVAILABLE/2/no master];",
    ),
    message:
      "cluster_block_exception: blocked by: [SERVICE_UNAVAILABLE/2/no master]; (HTTP 503). The cluster is electing its cluster manager, which takes seconds: run again. If this persists, too many cluster-manager-eligible nodes are down.",
  },
  {
    cause: "the node is in no cluster that has a cluster manager",
    fate: "unclear",
    source: "OpenSearch: ClusterManagerNotDiscoveredException",
    answer: refused(
      503,
      "cluster_manager_not_discovered_exception",
      "ClusterManagerNotDiscoveredException[null]",
    ),
    message:
      "cluster_manager_not_discovered_exception: ClusterManagerNotDiscoveredException[null] (HTTP 503). The node that answered has not joined a cluster with a cluster manager: run again in a minute. If this persists, too many cluster-manager-eligible nodes are down or unreachable.",
  },
  {
    cause: "the node is in no cluster that has a master, before 2.0",
    fate: "unclear",
    source: "OpenSearch 1: MasterNotDiscoveredException",
    answer: refused(503, "master_not_discovered_exception", ""),
    message:
      "master_not_discovered_exception (HTTP 503). The node that answered has not joined a cluster with a cluster manager: run again in a minute. If this persists, too many cluster-manager-eligible nodes are down or unreachable.",
  },
  {
    cause: "a stop that a block refused has left the follower closed",
    source: "OpenSearch: MetadataIndexStateService",
    call: changeSettings,
    answer: refused(
      403,
      "cluster_block_exception",
      "index [copy] blocked by: [FORBIDDEN/4/index closed];",
    ),
    message:
      "cluster_block_exception: index [copy] blocked by: [FORBIDDEN/4/index closed]; (HTTP 403). The index named above is closed: open it (POST /<index>/_open) and run again. If a stop left a follower closed, another stop opens it (POST /_plugins/_replication/<index>/_stop with the body {}).",
  },
  {
    cause: "the leader index lets nothing be read",
    source: "OpenSearch: IndexMetadata",
    answer: refused(
      403,
      "cluster_block_exception",
      "index [orders] blocked by: [FORBIDDEN/7/index read (api)];",
    ),
    message:
      'cluster_block_exception: index [orders] blocked by: [FORBIDDEN/7/index read (api)]; (HTTP 403). Someone has blocked the index named above: unset index.blocks.read on it (PUT /<index>/_settings with the body {"index.blocks.read": null}) and run again.',
  },
  {
    cause: "the index lets nothing be written",
    source: "OpenSearch: IndexMetadata",
    call: deleteIndex,
    answer: refused(
      403,
      "cluster_block_exception",
      "index [copy] blocked by: [FORBIDDEN/8/index write (api)];",
    ),
    message:
      'cluster_block_exception: index [copy] blocked by: [FORBIDDEN/8/index write (api)]; (HTTP 403). Someone has blocked the index named above: unset index.blocks.write on it (PUT /<index>/_settings with the body {"index.blocks.write": null}) and run again.',
  },
  {
    cause: "the leader index lets its settings not be read",
    source: "OpenSearch: IndexMetadata",
    answer: refused(
      403,
      "cluster_block_exception",
      "index [orders] blocked by: [FORBIDDEN/9/index metadata (api)];",
    ),
    message:
      'cluster_block_exception: index [orders] blocked by: [FORBIDDEN/9/index metadata (api)]; (HTTP 403). Someone has blocked the index named above: unset index.blocks.metadata on it (PUT /<index>/_settings with the body {"index.blocks.metadata": null}) and run again.',
  },
  {
    cause: "the follower cluster lets no index be made",
    source: "OpenSearch: Metadata",
    answer: refused(
      403,
      "cluster_block_exception",
      "blocked by: [FORBIDDEN/10/cluster create-index blocked (api)];",
    ),
    message:
      "cluster_block_exception: blocked by: [FORBIDDEN/10/cluster create-index blocked (api)]; (HTTP 403). A start creates an index, and the follower cluster blocks index creation: unset cluster.blocks.create_index there and run again. OpenSearch sets it itself while the disks of all data nodes are above the high watermark, and lifts it when there is room again.",
  },
  {
    cause: "the index is searched in a snapshot",
    source: "OpenSearch: IndexMetadata",
    call: deleteIndex,
    answer: refused(
      403,
      "cluster_block_exception",
      "index [copy] blocked by: [FORBIDDEN/13/remote index is read-only];",
    ),
    message:
      "cluster_block_exception: index [copy] blocked by: [FORBIDDEN/13/remote index is read-only]; (HTTP 403). The index named above is a searchable snapshot, which is always read-only: choose another `index`, or restore the snapshot into an ordinary index.",
  },
  {
    cause: "a block of another plugin",
    source: "OpenSearch: ClusterBlock",
    call: deleteIndex,
    answer: refused(
      403,
      "cluster_block_exception",
      "index [copy] blocked by: [FORBIDDEN/20/index scaled down];",
    ),
    message:
      "cluster_block_exception: index [copy] blocked by: [FORBIDDEN/20/index scaled down]; (HTTP 403). The block named above prevents this: GET /_cluster/state/blocks shows all blocks. Lift it (a setting index.blocks.* or cluster.blocks.*) and run again.",
  },
];
