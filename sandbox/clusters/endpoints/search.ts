// SPDX-License-Identifier: Apache-2.0
import type { Cluster } from "../cluster/cluster";
import type { IndexState } from "../cluster/index-state";
import { answer } from "../http/answer";
import { indexClosed, Refusal } from "../http/refusal";
import type { EmulatedRequest } from "../http/request";
import type { PathParts, Route } from "../http/routes";
import { isObject, type JsonObject } from "../json/json";
import { readJson } from "../json/reader";
import { findIndex } from "./lookup";

const readable = (cluster: Cluster, name: string): IndexState => {
  const index = findIndex(cluster, name);
  if (!index.open) throw indexClosed(index);
  if (!index.active)
    throw new Refusal(503, "search_phase_execution_exception", "all shards failed", {
      extra: { phase: "query", grouped: true, failed_shards: [] },
    });
  return index;
};

const shards = (count: number): JsonObject => ({
  total: count,
  successful: count,
  skipped: 0,
  failed: 0,
});

const count = (cluster: Cluster, _request: EmulatedRequest, { index: name = "" }: PathParts) => {
  const index = readable(cluster, name);
  const seen = index.searchable(cluster.clock.now(), cluster.pace.refresh);
  return answer({ count: seen.length, _shards: shards(index.shards) });
};

const sizeOf = (text: string): number => {
  const body = text === "" ? {} : readJson(text).value;
  const size = isObject(body) ? body["size"] : undefined;
  return typeof size === "number" ? size : 10;
};

/** Finds everything: queries are not looked at. */
const search = (cluster: Cluster, request: EmulatedRequest, { index: name = "" }: PathParts) => {
  const index = readable(cluster, name);
  const seen = index.searchable(cluster.clock.now(), cluster.pace.refresh);
  const size = Number(request.query.get("size") ?? sizeOf(request.body));
  const hits = seen.slice(0, size).map(([id, { source }]) => ({
    _index: index.name,
    _id: id,
    _score: 1,
    _source: source,
  }));
  return answer({
    took: 1,
    timed_out: false,
    _shards: shards(index.shards),
    hits: {
      total: { value: seen.length, relation: "eq" },
      max_score: hits.length === 0 ? null : 1,
      hits,
    },
  });
};

const refresh = (cluster: Cluster, _request: EmulatedRequest, { index: name = "" }: PathParts) => {
  const index = readable(cluster, name);
  index.refreshedAt = cluster.clock.now();
  return answer({ _shards: { total: index.shards, successful: index.shards, failed: 0 } });
};

/** Counting, searching and making writes visible to both. */
export const searchRoutes: Route[] = [
  { method: "GET", path: "/{index}/_count", action: "indices:data/read/search", handle: count },
  { method: "POST", path: "/{index}/_count", action: "indices:data/read/search", handle: count },
  { method: "GET", path: "/{index}/_search", action: "indices:data/read/search", handle: search },
  { method: "POST", path: "/{index}/_search", action: "indices:data/read/search", handle: search },
  { method: "GET", path: "/{index}/_refresh", action: "indices:admin/refresh", handle: refresh },
  { method: "POST", path: "/{index}/_refresh", action: "indices:admin/refresh", handle: refresh },
];
