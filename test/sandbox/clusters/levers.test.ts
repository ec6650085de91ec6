// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { rig, type Rig } from "./pair";

describe("A lever", () => {
  let pair: Rig;

  beforeEach(async () => {
    pair = await rig();
    pair.leader.addIndex("orders", 10);
  });

  afterEach(() => pair.close());

  it("makes a start time out though its replication runs.", async () => {
    pair.follower.startAnswersLate("copy");
    expect((await pair.start("copy", "orders")).error).to.contain("Timed out when waiting");
    expect((await pair.status("copy")).body["status"]).to.equal("SYNCING");
    expect(pair.follower.documentCount("copy")).to.equal(10);
  });

  it("restarts the follower, which forgets its replications for a moment.", async () => {
    await pair.running("copy", "orders");
    pair.follower.restart();
    const seen = [];
    for (let poll = 0; poll < 3; poll += 1) {
      seen.push((await pair.status("copy")).body["status"]);
      pair.clock.advance(800);
    }
    expect(seen).to.deep.equal(["REPLICATION NOT IN PROGRESS", "RUNNING", "SYNCING"]);
  });

  it("restarts the follower, which frees an index that a stop left blocked.", async () => {
    pair.follower.stopRacesWithStart("copy");
    await pair.start("copy", "orders");
    await pair.post("copy", "_stop");
    pair.follower.restart();
    const written = await pair.on(pair.follower.url, "PUT", "/copy/_doc/1", {});
    expect(written.error).to.contain("Expected valid sequence number");
    expect((await pair.on(pair.follower.url, "DELETE", "/copy")).status).to.equal(200);
  });

  it("restarts the follower -> a paused one has lost its block, and takes no document before a resume.", async () => {
    await pair.running("copy", "orders");
    await pair.post("copy", "_pause");
    pair.follower.restart();
    expect((await pair.status("copy")).body["status"]).to.equal("REPLICATION NOT IN PROGRESS");
    pair.clock.advance(800);
    expect((await pair.status("copy")).body["status"]).to.equal("PAUSED");
    const { url } = pair.follower;
    expect((await pair.on(url, "PUT", "/copy/_block/write")).status).to.equal(200);
    const setting = { "index.blocks.write": null };
    expect((await pair.on(url, "PUT", "/copy/_settings", setting)).status).to.equal(200);
    const written = await pair.on(url, "PUT", "/copy/_doc/1", {});
    expect([written.status, written.error]).to.deep.equal([
      500,
      "illegal_state_exception: Expected valid sequence number for replicate op but was unassigned",
    ]);
    await pair.post("copy", "_resume");
    expect((await pair.on(url, "DELETE", "/copy")).status).to.equal(403);
    await pair.post("copy", "_pause");
    pair.follower.restart();
    expect((await pair.on(url, "DELETE", "/copy")).status).to.equal(200);
  });

  it("serves one occasion only.", async () => {
    pair.follower.failBootstrap("copy");
    await pair.running("copy", "orders");
    await pair.on(pair.follower.url, "DELETE", "/copy");
    await pair.running("copy", "orders");
    expect((await pair.status("copy")).body["status"]).to.equal("SYNCING");
  });
});
