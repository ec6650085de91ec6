// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { isAhead, seemsAhead, statusAndLead } from "../../../provider/opensearch/api/ahead";
import type { Client } from "../../../provider/opensearch/client/client";

const at = (leader: number, follower: number) => ({ leader, follower });

describe("a follower that is ahead of its leader", () => {
  it("seems so in an answer in which it has the higher checkpoint", () => {
    expect(seemsAhead(at(4, 9))).to.equal(true);
    expect([seemsAhead(at(9, 9)), seemsAhead(at(9, 4)), seemsAhead(undefined)]).to.deep.equal([
      false,
      false,
      false,
    ]);
  });

  it("is so when the leader lacks in the next answer what the follower had in the first", () => {
    expect(isAhead(at(4, 9), at(4, 9))).to.equal(true);
    expect(isAhead(at(4, 9), at(8, 9))).to.equal(true);
  });

  it("is not when the leader has it in the next answer, whatever the follower has got meanwhile", () => {
    expect(isAhead(at(4, 9), at(9, 12))).to.equal(false);
    expect(isAhead(at(4, 9), undefined)).to.equal(false);
  });

  const sharded = (...shards: [leader: number, follower: number][]) => ({
    ...at(0, 0),
    shards: new Map(shards.map(([leader, follower], n) => [`[copy][${n}]`, at(leader, follower)])),
  });

  it("in one shard only, while the sums say that it lags -> ahead", () => {
    const [first, second] = [sharded([4, 9], [99, 3]), sharded([5, 9], [99, 9])];
    expect([seemsAhead(first), isAhead(first, second)]).to.deep.equal([true, true]);
  });

  it("in one shard for a moment, or in one that the second answer does not tell -> not ahead", () => {
    const first = sharded([4, 9], [3, 3]);
    expect(isAhead(first, sharded([9, 12], [3, 3]))).to.equal(false);
    expect(isAhead({ ...first, ...at(7, 12) }, at(12, 12))).to.equal(false);
  });

  it("of two shards one ahead by 4, the other behind by 90 -> ahead by 4", async () => {
    const syncing = (leader_checkpoint: number, follower_checkpoint: number) => ({
      ...{ leader_checkpoint, follower_checkpoint },
    });
    const answer = {
      status: "SYNCING",
      syncing_details: syncing(105, 19),
      shard_replication_details: [
        { shard_id: "[copy][0]", syncing_task_details: syncing(5, 9) },
        { shard_id: "[copy][1]", syncing_task_details: syncing(100, 10) },
      ],
    };
    const client = { host: "", request: () => Promise.resolve(answer) } as unknown as Client;
    expect((await statusAndLead(client, "copy")).ahead).to.equal(4);
  });

  it("is asked for again, and only then", async () => {
    const asked = async (...answers: [leader: number, follower: number][]) => {
      const left = [...answers];
      const client = {
        host: "",
        request: () => {
          const [leader_checkpoint, follower_checkpoint] = left.shift() ?? [];
          const syncing_details = { leader_checkpoint, follower_checkpoint };
          return Promise.resolve({ status: "SYNCING", syncing_details });
        },
      } as unknown as Client;
      const { seen, ahead } = await statusAndLead(client, "copy");
      return { ahead, leader: seen.checkpoints?.leader, unasked: left.length };
    };
    expect(await asked([9, 4], [0, 0])).to.deep.equal({ ahead: 0, leader: 9, unasked: 1 });
    expect(await asked([4, 9], [5, 9])).to.deep.equal({ ahead: 4, leader: 5, unasked: 0 });
    expect(await asked([4, 9], [10, 11])).to.deep.equal({ ahead: 0, leader: 10, unasked: 0 });
  });
});
