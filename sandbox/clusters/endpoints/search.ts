// SPDX-License-Identifier: Apache-2.0
import type { Cluster } from "../cluster/cluster";
import type { IndexState } from "../cluster/index-state";
import { answer } from "../http/answer";
import { indexClosed, Refusal } from "../http/refusal";
import type { EmulatedRequest } from "../http/request";
import type { PathParts, Route } from "../http/routes";
import { isObject, type Json, type JsonObject } from "../json/json";
import { readJson } from "../json/reader";
import { aggregations } from "./aggregate";
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

const sizeOf = (body: Json): number => {
  const size = isObject(body) ? body["size"] : undefined;
  return typeof size === "number" ? size : 10;
};

/** The shards that `preference=_shards:0,1` leaves of an index, and what other preferences leave: all. */
const preferred = (index: IndexState, preference = ""): number[] => {
  const [, listed] = /^_shards:([\d,]+)(?:\||$)/.exec(preference) ?? [];
  const wanted = listed?.split(",").map(Number);
  return index.shardIds.filter((shard) => wanted?.includes(shard) ?? true);
};

/** Finds everything: queries are not looked at. What is counted is always counted to the end. */
const search = (cluster: Cluster, request: EmulatedRequest, { index: name = "" }: PathParts) => {
  const index = readable(cluster, name);
  const body = request.body === "" ? {} : readJson(request.body).value;
  const asked = preferred(index, request.query.get("preference"));
  const seen = index
    .searchable(cluster.clock.now(), cluster.pace.refresh)
    .filter(([, { shard }]) => asked.includes(shard));
  const size = Number(request.query.get("size") ?? sizeOf(body));
  const hits = seen.slice(0, size).map(([id, { source }]) => ({
    _index: index.name,
    _id: id,
    _score: 1,
    _source: source,
  }));
  return answer({
    took: 1,
    timed_out: false,
    _shards: shards(asked.length),
    hits: {
      total: { value: seen.length, relation: "eq" },
      max_score: hits.length === 0 ? null : 1,
      hits,
    },
    ...aggregations(body, seen),
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
