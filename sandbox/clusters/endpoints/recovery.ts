// SPDX-License-Identifier: Apache-2.0
import type { IndexState } from "../cluster/index-state";
import { answer } from "../http/answer";
import type { Route } from "../http/routes";
import type { JsonObject } from "../json/json";
import { findIndex } from "./lookup";

const described = (index: IndexState): JsonObject => {
  // A shard that no node takes recovers from nothing.
  if (index.red) return {};
  const stage = index.restoring ? "INDEX" : "DONE";
  const shards = index.shardIds.map((id) => ({ id, type: index.recovery, stage, primary: true }));
  return { [index.name]: { shards } };
};

/** `_recovery`: what the shards of an index came from when they were last opened. */
export const recoveryRoutes: Route[] = [
  {
    method: "GET",
    path: "/{index}/_recovery",
    action: "indices:monitor/recovery",
    handle: (cluster, _request, { index = "" }) => answer(described(findIndex(cluster, index))),
  },
];
