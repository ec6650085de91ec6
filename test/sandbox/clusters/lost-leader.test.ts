// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { rig, type Rig } from "./pair";

const NOT_IN_PROGRESS = "REPLICATION NOT IN PROGRESS";

describe("A follower that loses its leader", () => {
  let pair: Rig;

  beforeEach(async () => {
    pair = await rig();
    pair.leader.addIndex("orders", 10);
    await pair.running("copy", "orders");
  });

  afterEach(() => pair.close());

  it("reads as not in progress when its connection is removed, then pauses itself.", async () => {
    await pair.remote({ "cluster.remote.leader.seeds": null });
    expect((await pair.status("copy")).body).to.deep.equal({ status: NOT_IN_PROGRESS });
    pair.clock.advance(12_900);
    expect((await pair.status("copy")).body["status"]).to.equal(NOT_IN_PROGRESS);
    pair.clock.advance(200);
    const { body } = await pair.status("copy");
    expect(body["status"]).to.equal("PAUSED");
    expect(body["reason"]).to.equal(
      'AutoPaused:  + [[copy][0] - org.opensearch.transport.NoSuchRemoteClusterException - "no such remote cluster: [leader]"], ',
    );
  });

  it("stays paused when the connection is put back, until it is resumed.", async () => {
    await pair.remote({ "cluster.remote.leader.seeds": null });
    pair.clock.advance(14_000);
    await pair.remote({ "cluster.remote.leader.seeds": [pair.leader.transportAddress] });
    pair.clock.advance(60_000);
    expect((await pair.status("copy")).body["status"]).to.equal("PAUSED");
    expect((await pair.post("copy", "_resume")).status).to.equal(200);
    expect((await pair.status("copy")).body["status"]).to.equal("SYNCING");
  });

  it("is not disturbed by a connection that is changed in place.", async () => {
    await pair.remote({ "cluster.remote.leader.skip_unavailable": true });
    pair.clock.advance(60_000);
    expect((await pair.status("copy")).body["status"]).to.equal("SYNCING");
  });

  it("reads as not in progress when the leader index is deleted, then pauses itself.", async () => {
    await pair.on(pair.leader.url, "DELETE", "/orders");
    expect((await pair.status("copy")).body["status"]).to.equal(NOT_IN_PROGRESS);
    pair.clock.advance(12_400);
    const { body } = await pair.status("copy");
    expect(body["status"]).to.equal("PAUSED");
    expect(body["reason"]).to.contain('IndexNotFoundException - "no such index [orders]"');
  });

  it("goes on as syncing when the leader index is made anew, pauses, and cannot be resumed.", async () => {
    await pair.on(pair.leader.url, "DELETE", "/orders");
    pair.leader.addIndex("orders", 1);
    const { body } = await pair.status("copy");
    expect(body["status"]).to.equal("SYNCING");
    expect(body["syncing_details"]).to.deep.equal({
      leader_checkpoint: 0,
      follower_checkpoint: 9,
      seq_no: 10,
    });
    pair.clock.advance(15_000);
    expect((await pair.status("copy")).body["status"]).to.equal("PAUSED");
    const resumed = await pair.post("copy", "_resume");
    expect(resumed.status).to.equal(404);
    expect(resumed.error).to.equal(
      "resource_not_found_exception: Retention lease doesn't exist. Replication can't be resumed for copy",
    );
    expect((await pair.status("copy")).body["status"]).to.equal("PAUSED");
  });

  it("is deleted with the leader index where the cluster says so.", async () => {
    await pair.remote({ "plugins.replication.replicate.delete_index": true });
    await pair.on(pair.leader.url, "DELETE", "/orders");
    pair.clock.advance(16_000);
    expect(pair.follower.hasIndex("copy")).to.equal(false);
    expect((await pair.status("copy")).body["status"]).to.equal(NOT_IN_PROGRESS);
  });

  it("cannot tell its status while the leader index is closed, and pauses for good.", async () => {
    await pair.on(pair.leader.url, "POST", "/orders/_close");
    const closed = await pair.status("copy");
    expect(closed.status).to.equal(500);
    expect(closed.error).to.equal("replication_exception: failed to fetch replication status");
    pair.clock.advance(10_800);
    expect((await pair.status("copy")).body["reason"]).to.contain(
      'IndexClosedException - "closed"',
    );
    const refused = await pair.post("copy", "_resume");
    expect([refused.status, refused.error]).to.deep.equal([400, "index_closed_exception: closed"]);
    await pair.on(pair.leader.url, "POST", "/orders/_open");
    pair.clock.advance(60_000);
    expect((await pair.status("copy")).body["status"]).to.equal("PAUSED");
    expect((await pair.post("copy", "_resume")).status).to.equal(200);
  });

  it("cannot tell its status while the leader is down, however long, and then goes on.", async () => {
    pair.leader.goDown();
    pair.clock.advance(600_000);
    expect((await pair.status("copy")).status).to.equal(500);
    pair.leader.comeBack();
    expect((await pair.status("copy")).body["status"]).to.equal("SYNCING");
    pair.leader.addDocuments("orders", 1);
    pair.clock.advance(20_000);
    expect(pair.follower.documentCount("copy")).to.equal(11);
  });

  it("can be paused and stopped, but not resumed, while the leader is down.", async () => {
    pair.leader.goDown();
    expect((await pair.post("copy", "_pause")).status).to.equal(200);
    expect((await pair.status("copy")).body["status"]).to.equal("PAUSED");
    const resumed = await pair.post("copy", "_resume");
    expect(resumed.error).to.equal(
      `connect_transport_exception: [][${pair.leader.transportAddress}] connect_exception`,
    );
    expect((await pair.post("copy", "_stop")).status).to.equal(200);
  });

  it("is refused a start while the leader is down, and the leader drops every connection.", async () => {
    pair.leader.goDown();
    const started = await pair.start("other", "orders");
    expect(started.status).to.equal(500);
    expect(started.error).to.contain("connect_transport_exception");
    const asked = await pair.on(pair.leader.url, "GET", "/").catch((error: unknown) => error);
    expect(asked).to.be.instanceOf(TypeError);
  });

  it("cannot be resumed when its lease has expired.", async () => {
    await pair.post("copy", "_pause");
    pair.clock.advance(13 * 3_600_000);
    expect((await pair.post("copy", "_resume")).error).to.contain("Retention lease doesn't exist");
  });
});
