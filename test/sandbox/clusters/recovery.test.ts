// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { rig, type Rig } from "./pair";

describe("The _recovery", () => {
  let pair: Rig;

  beforeEach(async () => {
    pair = await rig();
    pair.leader.addIndex("orders", 10);
  });

  afterEach(() => pair.close());

  it("of a restored follower -> SNAPSHOT; of an index that somebody made -> EMPTY_STORE; opened again -> EXISTING_STORE.", async () => {
    await pair.running("copy", "orders");
    pair.follower.addIndex("made", 0, 2);
    const recovered = async (name: string) =>
      (await pair.on(pair.follower.url, "GET", `/${name}/_recovery`)).body[name] as {
        shards: object[];
      };
    const shard = { id: 0, stage: "DONE", primary: true };
    expect((await recovered("copy")).shards).to.deep.equal([{ ...shard, type: "SNAPSHOT" }]);
    expect((await recovered("made")).shards).to.deep.equal([
      { ...shard, type: "EMPTY_STORE" },
      { ...shard, id: 1, type: "EMPTY_STORE" },
    ]);
    await pair.post("copy", "_stop");
    expect((await recovered("copy")).shards).to.deep.equal([{ ...shard, type: "EXISTING_STORE" }]);
  });
});
