// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { rig, type Rig } from "./pair";

describe("A stop", () => {
  let pair: Rig;

  beforeEach(async () => {
    pair = await rig();
    pair.leader.addIndex("orders", 10);
  });

  afterEach(() => pair.close());

  it("leaves the index with its documents, writable and marked by null.", async () => {
    await pair.running("copy", "orders");
    const before = await pair.on(pair.follower.url, "PUT", "/copy/_doc/1", {});
    expect(before.error).to.contain("FORBIDDEN/1000");
    await pair.post("copy", "_stop");
    expect(pair.follower.documentCount("copy")).to.equal(10);
    expect((await pair.on(pair.follower.url, "PUT", "/copy/_doc/1", {})).status).to.equal(200);
    const { body } = await pair.on(pair.follower.url, "GET", "/copy/_settings?flat_settings");
    expect(JSON.stringify(body)).to.contain('follower.leader_index":null');
  });

  it("that races with the start leaves a blocked index, which a second stop frees by a 400.", async () => {
    pair.follower.stopRacesWithStart("copy");
    await pair.start("copy", "orders");
    expect((await pair.post("copy", "_stop")).status).to.equal(200);
    expect((await pair.status("copy")).body["status"]).to.equal("REPLICATION NOT IN PROGRESS");
    expect((await pair.on(pair.follower.url, "DELETE", "/copy")).status).to.equal(403);
    expect((await pair.start("copy", "orders")).error).to.contain("Cant use same index again");
    expect(pair.follower.documentCount("copy")).to.equal(0);
    const second = await pair.post("copy", "_stop");
    expect(second.error).to.equal(
      "illegal_argument_exception: No replication in progress for index:copy",
    );
    expect((await pair.on(pair.follower.url, "DELETE", "/copy")).status).to.equal(200);
    expect((await pair.start("copy", "orders")).status).to.equal(200);
  });

  it("during the copy has the partial index deleted shortly after.", async () => {
    await pair.start("copy", "orders");
    pair.clock.advance(70);
    expect((await pair.status("copy")).body["status"]).to.equal("BOOTSTRAPPING");
    expect((await pair.post("copy", "_stop")).status).to.equal(200);
    pair.clock.advance(200);
    expect(pair.follower.hasIndex("copy")).to.equal(false);
    expect((await pair.start("copy", "orders")).status).to.equal(200);
  });

  it("is refused while a snapshot holds the index, though the block is gone by then.", async () => {
    await pair.running("copy", "orders");
    pair.follower.snapshotInProgress("copy", true);
    const refused = await pair.post("copy", "_stop");
    expect(refused.status).to.equal(400);
    expect(refused.error).to.contain("Cannot close indices that are being snapshotted");
    expect((await pair.status("copy")).body["status"]).to.equal("SYNCING");
    const written = await pair.on(pair.follower.url, "PUT", "/copy/_doc/x", {});
    expect(written.error).to.contain("Expected valid sequence number");
    pair.follower.snapshotInProgress("copy", false);
    expect((await pair.post("copy", "_stop")).status).to.equal(200);
  });

  it("works on a replication that paused itself.", async () => {
    await pair.running("copy", "orders");
    pair.follower.pauseItself("copy", 'org.opensearch.OpenSearchSecurityException - "no rights"');
    const { body } = await pair.status("copy");
    expect(body["status"]).to.equal("PAUSED");
    expect(body["reason"]).to.match(/^AutoPaused: .*no rights/);
    expect((await pair.post("copy", "_stop")).status).to.equal(200);
  });

  it("takes a timeout for the cluster manager from 3.7 on, and not before.", async () => {
    await pair.running("copy", "orders");
    const path = "_stop?cluster_manager_timeout=30s";
    expect((await pair.post("copy", path)).error).to.contain("unrecognized parameter");
    pair.follower.version = "3.7.0";
    expect((await pair.post("copy", path)).status).to.equal(200);
  });
});
