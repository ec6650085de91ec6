// SPDX-License-Identifier: Apache-2.0
import { checkBlocks, checkClusterWritable } from "../cluster/blocks";
import type { Cluster } from "../cluster/cluster";
import type { IndexState } from "../cluster/index-state";
import { answer } from "../http/answer";
import type { Route } from "../http/routes";
import type { JsonObject } from "../json/json";
import { findIndex } from "./lookup";

const setOpen = (cluster: Cluster, name: string, open: boolean): IndexState => {
  checkClusterWritable(cluster.settings);
  const index = findIndex(cluster, name);
  checkBlocks(index, "metadata");
  index.setOpen(open);
  return index;
};

/** What a close comes to where a shard misses operations below its highest: core leaves it open. */
const closingGap = (cluster: Cluster, name: string): JsonObject | undefined => {
  const index = findIndex(cluster, name);
  checkBlocks(index, "metadata");
  const failed = index.shardIds.flatMap((shard): [string, JsonObject][] => {
    const { max_seq_no: highest, global_checkpoint: checkpoint } = index.numbers.of(shard);
    if (highest === checkpoint) return [];
    const reason = `Global checkpoint [${checkpoint}] mismatches maximum sequence number [${highest}] on index shard [${index.name}][${shard}]`;
    const failure = {
      shard,
      index: index.name,
      status: "INTERNAL_SERVER_ERROR",
      reason: { type: "illegal_state_exception", reason },
    };
    return [[String(shard), { failures: [failure] }]];
  });
  if (failed.length === 0) return undefined;
  const failedShards: JsonObject = Object.fromEntries(failed);
  return {
    acknowledged: false,
    shards_acknowledged: false,
    indices: { [index.name]: { closed: false, failedShards } },
  };
};

/** Closing and opening an index. */
export const openCloseRoutes: Route[] = [
  {
    method: "POST",
    path: "/{index}/_close",
    action: "indices:admin/close",
    handle(cluster, _request, { index = "" }) {
      const gap = closingGap(cluster, index);
      if (gap !== undefined) return answer(gap);
      const { name } = setOpen(cluster, index, false);
      const indices = { [name]: { closed: true } };
      return answer({ acknowledged: true, shards_acknowledged: true, indices });
    },
  },
  {
    method: "POST",
    path: "/{index}/_open",
    action: "indices:admin/open",
    handle(cluster, _request, { index = "" }) {
      setOpen(cluster, index, true);
      return answer({ acknowledged: true, shards_acknowledged: true });
    },
  },
];
