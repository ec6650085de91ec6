// SPDX-License-Identifier: Apache-2.0
import type { Cluster } from "../cluster/cluster";
import { setting } from "../cluster/settings";
import { isAtLeast } from "../cluster/version";
import { answer } from "../http/answer";
import type { Route } from "../http/routes";
import type { JsonObject } from "../json/json";
import { catIndices } from "./cat";
import { health } from "./health";
import { remoteInfo } from "./remote-info";

const posesAsElasticsearch = (cluster: Cluster): boolean =>
  setting(cluster.settings, "compatibility.override_main_response_version") === "true";

const root = (cluster: Cluster): JsonObject => ({
  name: cluster.nodeName,
  cluster_name: cluster.identity.name,
  cluster_uuid: cluster.identity.uuid,
  version: {
    ...(posesAsElasticsearch(cluster)
      ? { number: "7.10.2" }
      : { distribution: "opensearch", number: cluster.version }),
    build_type: "emulated",
    build_hash: "0000000000000000000000000000000000000000",
    build_date: "1970-01-01T00:00:00Z",
    build_snapshot: false,
    lucene_version: "10.3.2",
    minimum_wire_compatibility_version: "2.19.0",
    minimum_index_compatibility_version: "2.0.0",
  },
  tagline: "A stand-in for tests by pulumi-opensearch-replication. This is not OpenSearch.",
});

/** Of each index, what tells whether something has closed and opened it. */
const indices = (cluster: Cluster): JsonObject =>
  Object.fromEntries(
    [...cluster.indexes.values()].map(({ name, open, primaryTerm, shardIds }) => [
      name,
      {
        state: open ? "open" : "close",
        primary_terms: Object.fromEntries(shardIds.map((shard) => [shard, primaryTerm])),
      },
    ]),
  );

/** The indexes, and what the plugin adds: the stored state of every replication. */
const metadata = (cluster: Cluster): JsonObject => {
  const details = [...cluster.replications.values()].map((replication) => [
    replication.follower,
    {
      REPLICATION_LAST_KNOWN_OVERALL_STATE: replication.state,
      ...(isAtLeast(cluster.version, "3.8.0") ? { connection_name: replication.leaderAlias } : {}),
    },
  ]);
  return {
    cluster_name: cluster.identity.name,
    cluster_uuid: cluster.identity.uuid,
    metadata: {
      cluster_uuid: cluster.identity.uuid,
      indices: indices(cluster),
      replication_metadata: {
        replication_details: Object.fromEntries(details) as JsonObject,
      },
    },
  };
};

/** The cluster as a whole. */
export const clusterStateRoutes: Route[] = [
  { method: "GET", path: "/", action: null, handle: (cluster) => answer(root(cluster)) },
  { method: "HEAD", path: "/", action: null, handle: (cluster) => answer(root(cluster)) },
  {
    method: "GET",
    path: "/_cluster/state/metadata",
    action: "cluster:monitor/state",
    handle: (cluster) => answer(metadata(cluster)),
  },
  {
    method: "GET",
    path: "/_cluster/health",
    action: "cluster:monitor/health",
    handle: (cluster, request) => health(cluster, request, undefined),
  },
  {
    method: "GET",
    path: "/_cluster/health/{index}",
    action: "cluster:monitor/health",
    handle: (cluster, request, { index }) => health(cluster, request, index),
  },
  {
    method: "GET",
    path: "/_cat/indices",
    action: "indices:monitor/settings/get",
    handle: (cluster, request) => catIndices(cluster, request),
  },
  {
    method: "GET",
    path: "/_cat/indices/{index}",
    action: "indices:monitor/settings/get",
    handle: (cluster, request, { index }) => catIndices(cluster, request, index),
  },
  {
    method: "GET",
    path: "/_remote/info",
    action: "cluster:monitor/remote/info",
    handle: (cluster) => answer(remoteInfo(cluster)),
  },
];
