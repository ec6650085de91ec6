// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import type { JsonObject } from "../../../provider/opensearch/answers/answer";
import { parseStatus } from "../../../provider/opensearch/api/status";

const syncing = (checkpoint: number) => ({
  ...{ leader_checkpoint: checkpoint, follower_checkpoint: checkpoint, seq_no: checkpoint + 1 },
});
/** What 3.4.0 and 3.9.0 answer with `verbose` of an index of two shards. */
const two: JsonObject = {
  ...{ status: "SYNCING", reason: "User initiated", leader_alias: "leader", leader_index: "swi" },
  syncing_details: { leader_checkpoint: 48, follower_checkpoint: 48, seq_no: 50 },
  shard_replication_details: [
    { shard_id: "[swi][0]", syncing_task_details: syncing(27) },
    { shard_id: "[swi][1]", syncing_task_details: syncing(21) },
  ],
};
const shardsOf = (json: JsonObject) => {
  const { shards } = parseStatus(json).checkpoints ?? {};
  return shards === undefined ? undefined : Object.fromEntries(shards);
};

describe("the shards in an answer of _status", () => {
  it("two that follow -> the checkpoints of each, and the sums", () => {
    expect(shardsOf(two)).to.deep.equal({
      "[swi][0]": { leader: 27, follower: 27 },
      "[swi][1]": { leader: 21, follower: 21 },
    });
    expect(parseStatus(two).checkpoints).to.include({ leader: 48, follower: 48 });
  });

  it("one that is still copied, or that says nothing -> known, without checkpoints", () => {
    const details = [
      { shard_id: "[swi][0]", syncing_task_details: syncing(27) },
      { shard_id: "[swi][1]", bootstrap_task_details: { bytes_total: 9, bytes_recovered: 1 } },
      "garbled",
    ];
    expect(shardsOf({ ...two, shard_replication_details: details })).to.deep.equal({
      "[swi][0]": { leader: 27, follower: 27 },
      "[swi][1]": undefined,
      2: undefined,
    });
  });

  for (const [what, details] of Object.entries({
    "no details": undefined,
    "an empty list": [],
    "something else": "x",
  })) {
    it(`${what} -> not told`, () => {
      expect(shardsOf({ ...two, shard_replication_details: details })).to.equal(undefined);
    });
  }
});
