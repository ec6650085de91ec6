// SPDX-License-Identifier: Apache-2.0
import { deleteIndex } from "./calls";
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
      "cluster_block_exception: index [copy] blocked by: [TOO_MANY_REQUESTS/12/disk usage exceeded flood-stage watermark, index has read-only-allow-delete block]; (HTTP 429). The cluster is overloaded: run again later, or lower the number of parallel operations (pulumi up --parallel 4).",
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
      "cluster_block_exception: index [copy] blocked by: [FORBIDDEN/5/index read-only (api)]; (HTTP 403). The user, or a proxy in between, may not do this. Set the sign-in on the Provider, as stack configuration (opensearch:username and opensearch:password, or opensearch:token) or in the environment (OPENSEARCH_USERNAME and OPENSEARCH_PASSWORD, or OPENSEARCH_TOKEN).",
  },
];
