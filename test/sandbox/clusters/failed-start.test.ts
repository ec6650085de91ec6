// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { rig, type Rig } from "./pair";

const TIMED_OUT = "illegal_state_exception: Timed out when waiting for persistent task after 30s";

describe("A start that comes to nothing", () => {
  let pair: Rig;

  beforeEach(async () => {
    pair = await rig();
    pair.leader.addIndex("orders", 10);
  });

  afterEach(() => pair.close());

  const expectRefusedRestore = async (follower: string) => {
    expect((await pair.status(follower)).body).to.include({
      status: "FAILED",
      reason: `Unable to initiate restore call for ${follower} from leader:orders`,
    });
    expect(pair.follower.hasIndex(follower)).to.equal(false);
    expect((await pair.post(follower, "_stop")).status).to.equal(200);
    expect((await pair.status(follower)).body["status"]).to.equal("REPLICATION NOT IN PROGRESS");
  };

  it("times out when a final setting is overridden.", async () => {
    const settings = { "index.number_of_shards": 3 };
    expect((await pair.start("copy", "orders", { settings })).error).to.equal(TIMED_OUT);
    expect(pair.clock.sleeps).to.contain(30_000);
    await expectRefusedRestore("copy");
  });

  it("times out when the follower's name is an alias of the leader index.", async () => {
    const actions = [{ add: { index: "orders", alias: "copy" } }];
    await pair.on(pair.leader.url, "POST", "/_aliases", { actions });
    expect((await pair.start("copy", "orders")).error).to.equal(TIMED_OUT);
    await expectRefusedRestore("copy");
  });

  it("times out when the follower's name is an alias on the follower cluster.", async () => {
    pair.follower.addIndex("other");
    const actions = [{ add: { index: "other", alias: "copy" } }];
    await pair.on(pair.follower.url, "POST", "/_aliases", { actions });
    expect((await pair.start("copy", "orders")).error).to.equal(TIMED_OUT);
    await expectRefusedRestore("copy");
  });

  it("times out when the shard limit is reached, and works once it is lifted, without a stop.", async () => {
    await pair.remote({ "cluster.max_shards_per_node": 0 });
    expect((await pair.start("copy", "orders")).error).to.equal(TIMED_OUT);
    await pair.remote({ "cluster.max_shards_per_node": null });
    expect((await pair.start("copy", "orders")).status).to.equal(200);
  });

  it("times out on a read-only leader index and then reads as not in progress.", async () => {
    const block = { "index.blocks.read_only": true };
    await pair.on(pair.leader.url, "PUT", "/orders/_settings", block);
    expect((await pair.start("copy", "orders")).error).to.equal(TIMED_OUT);
    expect((await pair.status("copy")).body["status"]).to.equal("REPLICATION NOT IN PROGRESS");
    const lifted = { "index.blocks.read_only": null };
    await pair.on(pair.leader.url, "PUT", "/orders/_settings", lifted);
    expect((await pair.start("copy", "orders")).status).to.equal(200);
  });

  it("fails after its acknowledgement and leaves a red index that keeps the name.", async () => {
    pair.follower.failBootstrap("copy");
    expect((await pair.start("copy", "orders")).status).to.equal(200);
    expect((await pair.status("copy")).body["status"]).to.equal("RUNNING");
    pair.clock.advance(2_000);
    expect((await pair.status("copy")).body).to.include({
      status: "FAILED",
      reason: "shard could not be allocated to any of the nodes",
    });
    expect((await pair.start("copy", "orders")).error).to.contain("Cant use same index again");
    expect((await pair.on(pair.follower.url, "DELETE", "/copy")).status).to.equal(200);
    expect((await pair.status("copy")).body["status"]).to.equal("FAILED");
    expect((await pair.start("copy", "orders")).status).to.equal(200);
  });

  it("takes half a minute to stop while the failed index is red, and none once it is deleted.", async () => {
    pair.follower.failBootstrap("copy");
    await pair.running("copy", "orders");
    expect((await pair.post("copy", "_stop")).status).to.equal(200);
    expect(pair.clock.sleeps).to.contain(30_000);
    const health = await pair.on(pair.follower.url, "GET", "/_cluster/health/copy");
    expect(health.body["status"]).to.equal("red");
    await pair.on(pair.follower.url, "DELETE", "/copy");

    pair.follower.failBootstrap("copy");
    await pair.running("copy", "orders");
    await pair.on(pair.follower.url, "DELETE", "/copy");
    pair.clock.sleeps.length = 0;
    expect((await pair.post("copy", "_stop")).status).to.equal(200);
    expect(pair.clock.sleeps).not.to.contain(30_000);
  });

  it("fails when its index is deleted during the copy, which nothing prevents.", async () => {
    await pair.start("copy", "orders");
    pair.clock.advance(70);
    expect((await pair.status("copy")).body["status"]).to.equal("BOOTSTRAPPING");
    expect((await pair.on(pair.follower.url, "DELETE", "/copy")).status).to.equal(200);
    pair.clock.advance(1_000);
    const { body } = await pair.status("copy");
    expect(body).to.include({ status: "FAILED", reason: "index was deleted" });
  });

  it("cannot be paused or updated once it failed.", async () => {
    pair.follower.failBootstrap("copy");
    await pair.running("copy", "orders");
    expect((await pair.post("copy", "_pause")).error).to.equal(
      "illegal_state_exception: Cannot pause when in FAILED state",
    );
    expect((await pair.post("copy", "_resume")).error).to.contain("is already running");
  });
});
