// SPDX-License-Identifier: Apache-2.0
import { known } from "./known-answer";

const unset = (name: string): string =>
  `Someone has blocked the index named above: unset ${name} on it (PUT /<index>/_settings with the body {"${name}": null}) and run again.`;

const blocked = /^cluster_block_exception$/;
const electing =
  "The cluster is electing its cluster manager, which takes seconds: run again. If this persists, too many cluster-manager-eligible nodes are down.";

/** Blocks of a cluster and of an index, by the numbers that core and the plugin give them. */
export const blocks = {
  clusterNotRecovered: known({ type: blocked, reason: /SERVICE_UNAVAILABLE\/1\// }, "notYet")(
    "The cluster is starting and has not recovered its state yet: run again in a minute. If this persists, nodes that the gateway.* settings wait for are missing.",
    "503 cluster_block_exception: blocked by: [SERVICE_UNAVAILABLE/1/state not recovered / initialized];",
  ),
  // The node lifts such a block itself once it has joined; someone, or the disk watermark, has set every other.
  noClusterManager: known({ status: 503, type: blocked }, "notYet")(
    electing,
    "503 cluster_block_exception: blocked by: [SERVICE_UNAVAILABLE/2/no cluster-manager];",
    "503 cluster_block_exception: blocked by: [SERVICE_UNAVAILABLE/2/no master];",
  ),
  clusterManagerLost: known(/SERVICE_UNAVAILABLE\/\d/)(
    electing,
    "500 replication_exception: Error adding replication metadata; caused by cluster_block_exception: blocked by: [SERVICE_UNAVAILABLE/2/no cluster-manager];",
  ),
  clusterManagerNotFound: known({ type: /^(cluster_manager|master)_not_discovered_exception$/ })(
    "The node that answered has not joined a cluster with a cluster manager: run again in a minute. If this persists, too many cluster-manager-eligible nodes are down or unreachable.",
    "503 cluster_manager_not_discovered_exception: ClusterManagerNotDiscoveredException[null]",
    "503 master_not_discovered_exception: ",
  ),
  indexClosed: known(/FORBIDDEN\/4\//)(
    "The index named above is closed: open it (POST /<index>/_open) and run again. If a stop left a follower closed, another stop opens it (POST /_plugins/_replication/<index>/_stop with the body {}).",
    "403 cluster_block_exception: index [copy] blocked by: [FORBIDDEN/4/index closed];",
  ),
  indexReadOnly: known(/FORBIDDEN\/5\//)(
    unset("index.blocks.read_only"),
    "403 cluster_block_exception: index [copy] blocked by: [FORBIDDEN/5/index read-only (api)];",
  ),
  clusterReadOnly: known(/FORBIDDEN\/6\/|FORBIDDEN\/13\/cluster/)(
    "Lift the block (cluster.blocks.read_only and cluster.blocks.read_only_allow_delete) on the follower cluster and run again.",
    "403 cluster_block_exception: blocked by: [FORBIDDEN/6/cluster read-only (api)];",
    "403 cluster_block_exception: blocked by: [FORBIDDEN/13/cluster read-only / allow delete (api)];",
  ),
  readsBlocked: known(/FORBIDDEN\/7\//)(
    unset("index.blocks.read"),
    "403 cluster_block_exception: index [orders] blocked by: [FORBIDDEN/7/index read (api)];",
  ),
  writesBlocked: known(/FORBIDDEN\/8\//)(
    unset("index.blocks.write"),
    "403 cluster_block_exception: index [copy] blocked by: [FORBIDDEN/8/index write (api)];",
  ),
  metadataBlocked: known(/FORBIDDEN\/9\//)(
    unset("index.blocks.metadata"),
    "403 cluster_block_exception: index [orders] blocked by: [FORBIDDEN/9/index metadata (api)];",
  ),
  noIndexMayBeMade: known(/FORBIDDEN\/10\//)(
    "A start creates an index, and the follower cluster blocks index creation: unset cluster.blocks.create_index there and run again. OpenSearch sets it itself while the disks of all data nodes are above the high watermark, and lifts it when there is room again.",
    "403 cluster_block_exception: blocked by: [FORBIDDEN/10/cluster create-index blocked (api)];",
  ),
  diskFull: known(/\/12\//)(
    'The disk of a node that holds the index is above the flood-stage watermark, so the index is read-only: free or add disk space, and run again. OpenSearch lifts the block itself once the disk is below the high watermark; if it does not, lift it with PUT /<index>/_settings and the body {"index.blocks.read_only_allow_delete": null}.',
    "429 cluster_block_exception: index [copy] blocked by: [TOO_MANY_REQUESTS/12/disk usage exceeded flood-stage watermark, index has read-only-allow-delete block];",
  ),
  searchableSnapshot: known(/remote index is read-only/)(
    "The index named above is a searchable snapshot, which is always read-only: choose another `index`, or restore the snapshot into an ordinary index.",
    "403 cluster_block_exception: index [copy] blocked by: [FORBIDDEN/13/remote index is read-only];",
  ),
  followerBlock: known(/FORBIDDEN\/1000\//)(
    "The index is still blocked as a follower: POST /_plugins/_replication/<index>/_stop with the body {} frees it, even if it answers 400.",
    "403 cluster_block_exception: index [copy] blocked by: [FORBIDDEN/1000/index read-only(cross-cluster-replication)];",
  ),
  anotherBlock: known({ type: blocked }, "refused")(
    "The block named above prevents this: GET /_cluster/state/blocks shows all blocks. Lift it (a setting index.blocks.* or cluster.blocks.*) and run again.",
    "403 cluster_block_exception: index [copy] blocked by: [FORBIDDEN/20/index scaled down];",
  ),
};
