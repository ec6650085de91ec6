// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import * as fc from "fast-check";
import { rig, type Rig } from "./pair";

describe("A running replication", () => {
  let pair: Rig;

  beforeEach(async () => {
    pair = await rig();
    pair.leader.addIndex("orders", 10);
  });

  afterEach(() => pair.close());

  const setting = async (name: string, key: string): Promise<unknown> => {
    const path = `/${name}/_settings?flat_settings`;
    const { body } = await pair.on(pair.follower.url, "GET", path);
    return (body[name] as { settings: Record<string, unknown> }).settings[key];
  };

  it("carries writes, changes and deletions over, whatever their order.", async () => {
    const { url } = pair.leader;
    await pair.running("copy", "orders");
    const steps = fc.array(fc.record({ id: fc.integer({ min: 1, max: 15 }), gone: fc.boolean() }));
    await fc.assert(
      fc.asyncProperty(steps, async (changes) => {
        for (const { id, gone } of changes)
          await pair.on(url, gone ? "DELETE" : "PUT", `/orders/_doc/${id}`, gone ? undefined : {});
        pair.clock.advance(11_000);
        expect(pair.follower.documentCount("copy")).to.equal(pair.leader.documentCount("orders"));
      }),
      { numRuns: 20 },
    );
  });

  it("reports equal checkpoints before a search sees the documents.", async () => {
    await pair.start("copy", "orders", {});
    pair.clock.advance(300);
    const { body } = await pair.status("copy");
    expect(body["syncing_details"]).to.include({ leader_checkpoint: 9, follower_checkpoint: 9 });
    const counted = () => pair.on(pair.follower.url, "GET", "/copy/_count");
    expect((await counted()).body["count"]).to.equal(0);
    pair.clock.advance(1_500);
    expect((await counted()).body["count"]).to.equal(10);
  });

  it("shows an update at the next poll, keeps what is final, and forgets it when cleared.", async () => {
    await pair.running("copy", "orders");
    const update = (settings: object) =>
      pair.on(pair.follower.url, "PUT", "/_plugins/_replication/copy/_update", { settings });
    const wanted = { "index.number_of_replicas": 2, "index.number_of_shards": 7 };
    expect((await update(wanted)).status).to.equal(200);
    expect(await setting("copy", "index.number_of_replicas")).to.equal("0");
    pair.clock.advance(61_000);
    expect(await setting("copy", "index.number_of_replicas")).to.equal("2");
    expect(await setting("copy", "index.number_of_shards")).to.equal("1");
    await update({});
    pair.clock.advance(61_000);
    expect(await setting("copy", "index.number_of_replicas")).to.equal("0");
  });

  it("has a leader index that keeps two settings of the start.", async () => {
    await pair.running("copy", "orders");
    const { body } = await pair.on(pair.leader.url, "GET", "/orders/_settings?flat_settings");
    expect(JSON.stringify(body))
      .to.contain('retention_lease.pruning.enabled":"true"')
      .and.to.contain('generation_threshold_size":"32mb"');
    expect(await setting("copy", "index.plugins.replication.follower.leader_index")).to.equal(
      "leader:orders",
    );
  });

  it("cannot be replicated further.", async () => {
    await pair.running("copy", "orders");
    const seeds = [pair.follower.transportAddress];
    const persistent = { "cluster.remote.back.seeds": seeds };
    await pair.on(pair.leader.url, "PUT", "/_cluster/settings", { persistent });
    const body = { leader_alias: "back", leader_index: "copy" };
    const path = "/_plugins/_replication/again/_start";
    expect((await pair.on(pair.leader.url, "PUT", path, body)).error).to.equal(
      "illegal_argument_exception: Cannot Replicate a Replicated Index copy",
    );
  });

  it("pauses itself when a block among its own settings stops the replay.", async () => {
    await pair.running("copy", "orders", { settings: { "index.blocks.read_only": true } });
    expect((await pair.status("copy")).body["status"]).to.equal("PAUSED");
  });

  it("is refused a bulk write item by item, with status 200.", async () => {
    await pair.running("copy", "orders");
    const lines = '{"index":{}}\n{"n":1}\n';
    const { status, body } = await pair.on(pair.follower.url, "POST", "/copy/_bulk", lines);
    expect(status).to.equal(200);
    expect(body["errors"]).to.equal(true);
    expect(JSON.stringify(body["items"])).to.contain('"status":403');
  });
});
