// SPDX-License-Identifier: Apache-2.0
import type { Cluster } from "../cluster/cluster";
import type { IndexState } from "../cluster/index-state";
import { connections, remoteCluster } from "../cluster/remote";
import { answer } from "../http/answer";
import { indexClosed, Refusal } from "../http/refusal";
import type { AdmittedRequest, EmulatedRequest } from "../http/request";
import type { PathParts, Route } from "../http/routes";
import { isObject, type Json, type JsonObject, textOf } from "../json/json";
import { readJson } from "../json/reader";
import { permit } from "../security/permit";
import { aggregations } from "./aggregate";
import { findIndex } from "./lookup";

const SEARCH = "indices:data/read/search";

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

/** A shard has no field by that name to sort by; what it says names its index, over a connection as well. */
const cannotSort = (field: string, { name, uuid }: IndexState, prefix: string): Refusal => {
  const cause = {
    type: "query_shard_exception",
    reason: `No mapping found for [${field}] in order to sort on`,
    extra: { index: prefix + name, index_uuid: uuid },
  };
  return new Refusal(400, "search_phase_execution_exception", "all shards failed", {
    ...{ root: cause, causedBy: cause },
    extra: { phase: "query", grouped: true, failed_shards: [] },
  });
};

/** The index that an expression means, on the cluster itself or over a connection. */
const located = (cluster: Cluster, { caller }: AdmittedRequest, expression: string) => {
  const [alias = "", ...rest] = expression.split(":");
  const isConnection = connections(cluster.settings).some((known) => known.alias === alias);
  if (rest.length === 0 || !isConnection)
    return { index: readable(cluster, expression), prefix: "" };
  const remote = remoteCluster(cluster, alias);
  permit(remote, caller, SEARCH, rest.join(":"));
  return { index: readable(remote, rest.join(":")), prefix: `${alias}:` };
};

/** The least sequence number that a query for a range of them leaves out, and the dates that are asked for. */
const wishes = (body: Json): { above: number; dates: string[] } => {
  const at = (json: Json | undefined, ...path: string[]): Json | undefined =>
    path.reduce<Json | undefined>((now, name) => (isObject(now) ? now[name] : undefined), json);
  const above = at(body, "query", "range", "_seq_no", "gt");
  const fields = at(body, "docvalue_fields");
  const dates = (Array.isArray(fields) ? fields : []).map(
    (field) => textOf(at(field, "field")) ?? "",
  );
  return { above: typeof above === "number" ? above : -1, dates };
};

/** A date field as `epoch_millis`, which is text. */
const datesOf = (source: Json, fields: readonly string[]): JsonObject => {
  const dates = fields.flatMap((field): [string, string[]][] => {
    const date = isObject(source) ? Date.parse(textOf(source[field]) ?? "") : NaN;
    return Number.isNaN(date) ? [] : [[field, [String(date)]]];
  });
  return dates.length === 0 ? {} : { fields: Object.fromEntries(dates) };
};

/** Finds everything but what a range of sequence numbers leaves out: other queries are not looked at. What is counted is always counted to the end. */
const search = (cluster: Cluster, request: AdmittedRequest, { index: name = "" }: PathParts) => {
  const { index, prefix } = located(cluster, request, name);
  const body = request.body === "" ? {} : readJson(request.body).value;
  const sorts = isObject(body) && Array.isArray(body["sort"]) ? body["sort"] : [];
  const [unknown] = sorts.flatMap((sort) => (isObject(sort) ? Object.keys(sort) : []));
  if (unknown !== undefined && unknown !== "_seq_no") throw cannotSort(unknown, index, prefix);
  const { above, dates } = wishes(body);
  const asked = preferred(index, request.query.get("preference"));
  const seen = index
    .searchable(cluster.clock.now(), cluster.pace.refresh)
    .filter(([, { shard, seqNo }]) => asked.includes(shard) && seqNo > above);
  if (unknown === "_seq_no") seen.sort(([, a], [, b]) => a.seqNo - b.seqNo);
  const size = Number(request.query.get("size") ?? sizeOf(body));
  const hits = seen.slice(0, size).map(([id, { source }]) => ({
    _index: prefix + index.name,
    _id: id,
    _score: 1,
    _source: source,
    ...datesOf(source, dates),
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
  { method: "GET", path: "/{index}/_count", action: SEARCH, handle: count },
  { method: "POST", path: "/{index}/_count", action: SEARCH, handle: count },
  { method: "GET", path: "/{index}/_search", action: SEARCH, handle: search },
  { method: "POST", path: "/{index}/_search", action: SEARCH, handle: search },
  { method: "GET", path: "/{index}/_refresh", action: "indices:admin/refresh", handle: refresh },
  { method: "POST", path: "/{index}/_refresh", action: "indices:admin/refresh", handle: refresh },
];
