// SPDX-License-Identifier: Apache-2.0
import { unlessWithheld } from "../../answers/withheld";
import type { Client } from "../../client/client";
import { listAt, valueAt } from "../plugin-api";

/**
 * The date of the first operation of a shard after one that is given, in milliseconds since 1970, as its document
 * tells it (`POST /{alias}:{index}/_search`). `undefined` where it is not told.
 */
export async function oldestAfter(
  client: Client,
  expression: string,
  after: { readonly shard: string; readonly seqNo: number; readonly timestampField: string },
): Promise<number | undefined> {
  const { shard, seqNo, timestampField } = after;
  const answer = await unlessWithheld(
    client.request({
      doing: `find the oldest operation of "${expression}" that its follower lacks`,
      method: "POST",
      segments: [expression, "_search"],
      query: { preference: `_shards:${shard}` },
      body: {
        size: 1,
        _source: false,
        query: { range: { _seq_no: { gt: seqNo } } },
        sort: [{ _seq_no: "asc" }],
        docvalue_fields: [{ field: timestampField, format: "epoch_millis" }],
      },
    }),
  );
  const [first] = listAt(answer, "hits", "hits");
  const [value] = listAt(valueAt(first, "fields"), timestampField);
  const time = Number(value);
  return value === undefined || !Number.isFinite(time) ? undefined : time;
}
