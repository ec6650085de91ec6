// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { rig, type Rig } from "./pair";
import { securedRig } from "./secured-pair";

const BLOCK_1000 = "FORBIDDEN/1000/index read-only(cross-cluster-replication)";
const BLOCK_8 =
  "cluster_block_exception: index [copy] blocked by: [FORBIDDEN/8/index write (api)];";

describe("A write block", () => {
  let pair: Rig;

  beforeEach(async () => {
    pair = await rig();
    pair.leader.addIndex("orders", 10);
  });

  afterEach(() => pair.close());

  const onFollower = (method: string, path: string, body?: unknown) =>
    pair.on(pair.follower.url, method, path, body);
  const onLeader = (method: string, path: string, body?: unknown) =>
    pair.on(pair.leader.url, method, path, body);
  const blocked = (name: string) => ({
    acknowledged: true,
    shards_acknowledged: true,
    indices: [{ name, blocked: true }],
  });

  it("on a running or a paused follower -> 403 by the plugin's block, as a setting too.", async () => {
    await pair.running("copy", "orders");
    for (const paused of [false, true]) {
      if (paused) await pair.post("copy", "_pause");
      expect((await onFollower("PUT", "/copy/_block/write")).error).to.contain(BLOCK_1000);
      const setting = { "index.blocks.write": true };
      expect((await onFollower("PUT", "/copy/_settings", setting)).error).to.contain(BLOCK_1000);
      expect((await onFollower("POST", "/copy/_flush")).status).to.equal(200);
    }
  });

  it("on a stopped follower -> 200, no writes, lifted by null, no hindrance to its deletion.", async () => {
    await pair.running("copy", "orders");
    await pair.post("copy", "_stop");
    expect((await onFollower("PUT", "/copy/_block/write")).body).to.deep.equal(blocked("copy"));
    expect((await onFollower("PUT", "/copy/_doc/x", {})).error).to.equal(BLOCK_8);
    await onFollower("PUT", "/copy/_settings", { "index.blocks.write": null });
    expect((await onFollower("PUT", "/copy/_doc/x", {})).status).to.equal(201);
    await onFollower("PUT", "/copy/_settings", { "index.blocks.write": true });
    expect((await onFollower("PUT", "/copy/_doc/y", {})).error).to.equal(BLOCK_8);
    expect((await onFollower("DELETE", "/copy")).status).to.equal(200);
  });

  it("on a leader -> 200, and its running follower goes on without it.", async () => {
    await pair.running("copy", "orders");
    expect((await onLeader("PUT", "/orders/_block/write")).body).to.deep.equal(blocked("orders"));
    pair.clock.advance(120_000);
    expect((await pair.status("copy")).body["status"]).to.equal("SYNCING");
    const { body } = await onFollower("GET", "/copy/_settings?flat_settings");
    expect(JSON.stringify(body)).not.to.contain("blocks.write");
  });

  it("on a leader that is being copied -> the follower inherits it, pauses, and a resume heals it.", async () => {
    for (const early of [true, false]) {
      const copy = early ? "copy-1" : "copy-2";
      if (early) await onLeader("PUT", "/orders/_block/write");
      await pair.start(copy, "orders");
      await onLeader("PUT", "/orders/_block/write");
      pair.clock.advance(2_000);
      const { body } = await pair.status(copy);
      expect([body["status"], body["reason"]].join()).to.match(/^PAUSED,.*FORBIDDEN\/8/);
      expect(pair.follower.documentCount(copy)).to.equal(0);
      expect((await pair.post(copy, "_resume")).status).to.equal(200);
      pair.clock.advance(2_000);
      expect(pair.follower.documentCount(copy)).to.equal(10);
      await onLeader("PUT", "/orders/_settings", { "index.blocks.write": null });
    }
  });

  it("on a missing index -> 404; of an unknown kind -> 400; on a red index -> 200.", async () => {
    expect((await onFollower("PUT", "/copy/_block/write")).status).to.equal(404);
    pair.follower.addIndex("mine");
    expect((await onFollower("PUT", "/mine/_block/speech")).status).to.equal(400);
    pair.follower.failBootstrap("copy");
    await pair.running("copy", "orders");
    expect((await onFollower("PUT", "/copy/_block/write")).body).to.deep.equal(blocked("copy"));
  });

  it("needs a right of its own -> 403 without it.", async () => {
    const secured = await securedRig();
    try {
      const refused = await secured.as("repl", "PUT", "/copy/_block/write");
      expect(refused.status).to.equal(403);
      expect(refused.error).to.contain("indices:admin/block/add");
    } finally {
      await secured.close();
    }
  });
});
