// SPDX-License-Identifier: Apache-2.0
import type { JsonObject } from "../../answers/answer";
import { unlessWithheld } from "../../answers/withheld";
import type { Client } from "../../client/client";
import { listAt, textAt, valueAt } from "../plugin-api";

/**
 * What the documents of a primary shard add up to. Equal sequence numbers do not prove equal documents:
 * before 3.9 a follower that recovers fills the gaps between them with nothing.
 */
export interface Fingerprint {
  /** How many documents there are. */
  readonly documents: number;
  /** The sum of the sequence numbers that their operations have. */
  readonly sum: number;
  /** The highest of these sequence numbers of operations; -1 without documents. */
  readonly max: number;
  /** The primary term of that operation, the number of primaries that its shard has had: a restore adds to it. Left out without documents. */
  readonly term?: number;
}

/** Of all documents, or of those up to a sequence number. */
const bodyOf = (upTo: number | undefined): JsonObject => ({
  size: 1,
  _source: false,
  seq_no_primary_term: true,
  sort: [{ _seq_no: "desc" }],
  track_total_hits: true,
  ...(upTo !== undefined && { query: { range: { _seq_no: { lte: upTo } } } }),
  aggs: { sum: { sum: { field: "_seq_no" } }, max: { max: { field: "_seq_no" } } },
});

/**
 * Takes the fingerprint of each primary shard (`POST /{index}/_refresh`, then `POST /{index}/_search` with
 * `preference=_shards:N|_primary`). Nothing where the user may not search, or a shard did not answer.
 */
export async function fingerprintsOf(
  client: Client,
  index: string,
  shards: number,
): Promise<readonly Fingerprint[] | undefined> {
  const doing = `refresh index "${index}"`;
  // What is not searchable yet would be missing from the sums.
  const refreshed = await unlessWithheld(
    client.request({ doing, method: "POST", segments: [index, "_refresh"] }),
  );
  if (refreshed === undefined || valueAt(refreshed, "_shards", "failed") !== 0) return undefined;
  const found: Fingerprint[] = [];
  for (let shard = 0; shard < shards; shard++) {
    const one = await shardFingerprint(client, index, shard);
    if (one === undefined) return undefined;
    found.push(one);
  }
  return found;
}

/**
 * Takes the fingerprint of one primary shard, of what is searchable now (up to a sequence number, if one is
 * given); of a leader's index as `alias:index`. Nothing where the user may not search, or the shard did not answer.
 */
export async function shardFingerprint(
  client: Client,
  index: string,
  shard: number,
  upTo?: number,
): Promise<Fingerprint | undefined> {
  const answer = await unlessWithheld(
    client.request({
      doing: `compare the documents of index "${index}"`,
      method: "POST",
      segments: [index, "_search"],
      query: { preference: `_shards:${shard}|_primary` },
      body: bodyOf(upTo),
    }),
  );
  const documents = valueAt(answer, "hits", "total", "value");
  const sum = valueAt(answer, "aggregations", "sum", "value");
  const max = valueAt(answer, "aggregations", "max", "value");
  const isWhole =
    valueAt(answer, "_shards", "successful") === 1 &&
    valueAt(answer, "_shards", "failed") === 0 &&
    textAt(answer, "hits", "total", "relation") === "eq";
  if (!isWhole || typeof documents !== "number" || typeof sum !== "number") return undefined;
  const term = valueAt(listAt(answer, "hits", "hits")[0], "_primary_term");
  const highest = typeof max === "number" ? max : -1;
  return { documents, sum, max: highest, ...(typeof term === "number" && { term }) };
}
