// SPDX-License-Identifier: Apache-2.0
import type { Cluster } from "../cluster/cluster";
import type { IndexState } from "../cluster/index-state";
import { answer } from "../http/answer";
import type { Route } from "../http/routes";
import type { JsonObject } from "../json/json";
import { leaseHeld } from "../replication/leases";
import { findIndex } from "./lookup";

/** The place that an index keeps for a copy of its own, and those that its followers keep. */
const leases = (cluster: Cluster, index: IndexState): JsonObject[] => {
  const now = cluster.clock.now();
  const next = index.operations.length;
  const held = [...index.leases.entries()].filter(([id]) =>
    leaseHeld(index, id, now, cluster.pace),
  );
  return [
    {
      id: `peer_recovery/${cluster.identity.uuid}`,
      retaining_seq_no: next,
      timestamp: now,
      source: "peer recovery",
    },
    ...held.map(([id, renewed]) => ({
      id,
      retaining_seq_no: next,
      timestamp: renewed,
      source: "replication",
    })),
  ];
};

const documents = (index: IndexState): JsonObject => ({ count: index.documents.size, deleted: 0 });

const shard = (cluster: Cluster, index: IndexState): JsonObject => {
  const last = index.operations.length - 1;
  const held = leases(cluster, index);
  return {
    docs: documents(index),
    seq_no: { max_seq_no: last, local_checkpoint: last, global_checkpoint: last },
    retention_leases: { primary_term: index.primaryTerm, version: held.length, leases: held },
  };
};

/** `_stats` of one index: documents, checkpoints and retention leases, all of them in the first shard. */
export const indexStatsRoutes: Route[] = [
  {
    method: "GET",
    path: "/{index}/_stats",
    action: "indices:monitor/stats",
    handle(cluster, request, { index: name = "" }) {
      const index = findIndex(cluster, name);
      const docs = documents(index);
      const isByShard = request.query.get("level") === "shards";
      const shards = isByShard ? { shards: { "0": [shard(cluster, index)] } } : {};
      const indices = { [index.name]: { uuid: index.uuid, primaries: { docs }, ...shards } };
      return answer({ _all: { primaries: { docs } }, indices });
    },
  },
];
