// SPDX-License-Identifier: Apache-2.0
import type { Remedy } from "./remedy";

const unset = (name: string): string =>
  `Someone has blocked the index named above: unset ${name} on it (PUT /<index>/_settings with the body {"${name}": null}) and run again.`;

/** Blocks of a cluster and of an index, by the numbers that core and the plugin give them. */
export const blockRemedies: readonly Remedy[] = [
  {
    name: "cluster state not recovered",
    reason: /SERVICE_UNAVAILABLE\/1\//,
    advice:
      "The cluster is starting and has not recovered its state yet: run again in a minute. If this persists, nodes that the gateway.* settings wait for are missing.",
  },
  {
    name: "no cluster manager",
    reason: /SERVICE_UNAVAILABLE\/2\//,
    advice:
      "The cluster is electing its cluster manager, which takes seconds: run again. If this persists, too many cluster-manager-eligible nodes are down.",
  },
  {
    name: "no cluster manager found",
    type: /^(cluster_manager|master)_not_discovered_exception$/,
    advice:
      "The node that answered has not joined a cluster with a cluster manager: run again in a minute. If this persists, too many cluster-manager-eligible nodes are down or unreachable.",
  },
  {
    name: "index closed",
    reason: /FORBIDDEN\/4\//,
    advice:
      "The index named above is closed: open it (POST /<index>/_open) and run again. If a stop left a follower closed, another stop opens it (POST /_plugins/_replication/<index>/_stop with the body {}).",
  },
  {
    name: "index read-only",
    reason: /FORBIDDEN\/5\//,
    advice: unset("index.blocks.read_only"),
  },
  {
    name: "cluster read-only",
    reason: /FORBIDDEN\/6\/|FORBIDDEN\/13\/cluster/,
    advice:
      "Lift the block (cluster.blocks.read_only and cluster.blocks.read_only_allow_delete) on the follower cluster and run again.",
  },
  { name: "index not to be read", reason: /FORBIDDEN\/7\//, advice: unset("index.blocks.read") },
  {
    name: "index not to be written",
    reason: /FORBIDDEN\/8\//,
    advice: unset("index.blocks.write"),
  },
  {
    name: "index metadata blocked",
    reason: /FORBIDDEN\/9\//,
    advice: unset("index.blocks.metadata"),
  },
  {
    name: "no index may be made",
    reason: /FORBIDDEN\/10\//,
    advice:
      "A start creates an index, and the follower cluster blocks index creation: unset cluster.blocks.create_index there and run again. OpenSearch sets it itself while the disks of all data nodes are above the high watermark, and lifts it when there is room again.",
  },
  {
    name: "disk full",
    reason: /\/12\//,
    advice:
      'The disk of a node that holds the index is above the flood-stage watermark, so the index is read-only: free or add disk space, and run again. OpenSearch lifts the block itself once the disk is below the high watermark; if it does not, lift it with PUT /<index>/_settings and the body {"index.blocks.read_only_allow_delete": null}.',
  },
  {
    name: "index of a snapshot",
    reason: /remote index is read-only/,
    advice:
      "The index named above is a searchable snapshot, which is always read-only: choose another `index`, or restore the snapshot into an ordinary index.",
  },
  {
    name: "follower write block",
    reason: /FORBIDDEN\/1000\//,
    advice:
      "The index is still blocked as a follower: POST /_plugins/_replication/<index>/_stop with the body {} frees it, even if it answers 400.",
  },
  {
    name: "another block",
    type: /^cluster_block_exception$/,
    advice:
      "The block named above prevents this: GET /_cluster/state/blocks shows all blocks. Lift it (a setting index.blocks.* or cluster.blocks.*) and run again.",
  },
];
