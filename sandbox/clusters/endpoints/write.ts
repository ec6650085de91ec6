// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from "node:crypto";
import { checkBlocks } from "../cluster/blocks";
import type { Cluster } from "../cluster/cluster";
import type { IndexState } from "../cluster/index-state";
import { indexClosed, Refusal } from "../http/refusal";
import type { JsonObject } from "../json/json";
import { checkPipelines, writeTarget } from "./write-target";

/** A write as `_doc` and `_bulk` ask for it. */
export interface Write {
  index: string;
  /** Undefined lets the server choose. */
  id: string | undefined;
  /** Undefined deletes. */
  source: JsonObject | undefined;
  refresh: boolean;
}

/** What a write is answered with, and its HTTP status. */
export interface Written {
  status: number;
  body: JsonObject;
}

const checkWritable = (index: IndexState): void => {
  checkBlocks(index, "write");
  if (!index.open) throw indexClosed(index);
  if (!index.active)
    throw new Refusal(
      503,
      "unavailable_shards_exception",
      `[${index.name}][0] primary shard is not active Timeout: [1m]`,
    );
  // A follower whose block is gone, and an index that a stop tore out of its start, still expect
  // the leader's sequence numbers.
  if (index.replicationEngine)
    throw new Refusal(
      500,
      "illegal_state_exception",
      "Expected valid sequence number for replicate op but was unassigned",
    );
};

/** Performs one write. */
export const write = (
  cluster: Cluster,
  { index: name, source, refresh, ...rest }: Write,
): Written => {
  const index = writeTarget(cluster, name);
  if (source !== undefined) checkPipelines(cluster, index);
  checkWritable(index);
  const now = cluster.clock.now();
  const id = rest.id ?? randomBytes(15).toString("base64url");
  const before = index.documents.get(id);
  const { seqNo } = index.record({ id, source, at: now });
  if (refresh) index.refreshedAt = now;
  const result = (): [number, string] => {
    if (source === undefined) return before === undefined ? [404, "not_found"] : [200, "deleted"];
    return before === undefined ? [201, "created"] : [200, "updated"];
  };
  const [status, text] = result();
  return {
    status,
    body: {
      _index: index.name,
      _id: id,
      _version: (before?.version ?? 0) + 1,
      result: text,
      ...(refresh ? { forced_refresh: true } : {}),
      _shards: { total: 1 + index.replicas, successful: 1, failed: 0 },
      _seq_no: seqNo,
      _primary_term: index.primaryTerm,
    },
  };
};
