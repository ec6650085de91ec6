// SPDX-License-Identifier: Apache-2.0
import type { Cluster } from "../cluster/cluster";
import type { IndexState } from "../cluster/index-state";
import { answer } from "../http/answer";
import { indexClosed } from "../http/refusal";
import type { Route } from "../http/routes";
import type { JsonObject } from "../json/json";
import { leaseHeld } from "../replication/leases";
import { findIndex } from "./lookup";

/** The only node of a cluster; what is named after it is told apart by cluster alone. */
const nodeId = ({ identity }: Cluster): string => identity.uuid;

/** The place that a shard keeps for a copy of its own, and those that its followers keep. */
const leases = (cluster: Cluster, index: IndexState, shard: number): JsonObject[] => {
  const now = cluster.clock.now();
  const next = index.numbers.of(shard).max_seq_no + 1;
  const held = [...index.leases.entries()].filter(([id]) =>
    leaseHeld(index, id, now, cluster.pace),
  );
  return [
    {
      id: `peer_recovery/${nodeId(cluster)}`,
      retaining_seq_no: next,
      timestamp: now,
      source: "peer recovery",
    },
    ...held.map(([id, renewed]) => ({
      id: `${id}[${shard}]`,
      retaining_seq_no: next,
      timestamp: renewed,
      source: "replication",
    })),
  ];
};

const documents = (index: IndexState, shard?: number): JsonObject => ({
  count: [...index.documents.values()].filter((one) => shard === undefined || one.shard === shard)
    .length,
  deleted: 0,
});

const primary = (cluster: Cluster, index: IndexState, shard: number): JsonObject => {
  const held = leases(cluster, index, shard);
  return {
    routing: { state: "STARTED", primary: true, node: nodeId(cluster), relocating_node: null },
    docs: documents(index, shard),
    commit: { user_data: { history_uuid: index.numbers.historyUuid(shard) } },
    seq_no: { ...index.numbers.of(shard) },
    retention_leases: { primary_term: index.primaryTerm, version: held.length, leases: held },
  };
};

/** An index none of whose shards has a node has no statistics, and nothing says so. */
const described = (cluster: Cluster, index: IndexState, isByShard: boolean): JsonObject => {
  if (!index.active) return {};
  const own: JsonObject = { uuid: index.uuid, primaries: { docs: documents(index) } };
  if (isByShard)
    own["shards"] = Object.fromEntries(
      index.shardIds.map((shard) => [shard, [primary(cluster, index, shard)]]),
    );
  return { [index.name]: own };
};

/** `_stats` of one index: documents, sequence numbers and retention leases of its primaries. */
export const indexStatsRoutes: Route[] = [
  {
    method: "GET",
    path: "/{index}/_stats",
    action: "indices:monitor/stats",
    handle(cluster, request, { index: name = "" }) {
      const index = findIndex(cluster, name);
      if (!index.open) throw indexClosed(index);
      const total = index.shards * (1 + index.replicas);
      const successful = index.active ? index.shards : 0;
      const docs = index.active ? documents(index) : { count: 0, deleted: 0 };
      return answer({
        _shards: { total, successful, failed: 0 },
        _all: { primaries: { docs } },
        indices: described(cluster, index, request.query.get("level") === "shards"),
      });
    },
  },
];
