// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import type { PairOptions } from "../../../sandbox/clusters";
import { rig, type Rig } from "./pair";

describe("A lever for switches", () => {
  let pair: Rig;

  const begin = async (options: PairOptions = {}): Promise<void> => {
    pair = await rig(options);
    pair.leader.addIndex("orders", 40, 2);
  };

  afterEach(() => pair.close());

  const onFollower = (method: string, path: string, body?: unknown) =>
    pair.on(pair.follower.url, method, path, body);
  const statusOf = async (name: string) => (await pair.status(name)).body["status"];
  const numbers = async (url: string, index: string) => {
    const { body } = await pair.on(url, "GET", `/${index}/_stats?level=shards`);
    type Shard = [{ seq_no: { max_seq_no: number; local_checkpoint: number } }];
    const { [index]: own } = body["indices"] as Record<string, { shards: Record<string, Shard> }>;
    return Object.values(own?.shards ?? {}).map(([{ seq_no: each }]) => each);
  };
  const identity = async () => {
    const { body } = await pair.on(pair.leader.url, "GET", "/orders/_stats?level=shards");
    const text = JSON.stringify(body);
    return {
      uuid: /"uuid":"([^"]+)"/.exec(text)?.[1],
      history: /"history_uuid":"([^"]+)"/.exec(text)?.[1],
      hasLease: text.includes("[copy][0]"),
    };
  };

  it("lets a writer in before the restore -> SYNCING with the writer's index, then PAUSED.", async () => {
    await begin();
    pair.follower.writerBetween("copy", 3);
    expect((await pair.start("copy", "orders")).status).to.equal(200);
    expect(await statusOf("copy")).to.equal("SYNCING");
    expect(pair.follower.documentCount("copy")).to.equal(3);
    const settings = JSON.stringify((await onFollower("GET", "/copy/_settings")).body);
    expect(settings).to.contain('"number_of_shards":"1"').and.not.to.contain("leader_index");
    const { body } = await onFollower("GET", "/copy/_recovery");
    expect(JSON.stringify(body)).to.contain("EMPTY_STORE");
    pair.clock.advance(10_000);
    expect(await statusOf("copy")).to.equal("SYNCING");
    pair.clock.advance(4_000);
    expect((await pair.status("copy")).body["reason"]).to.contain(
      "RetentionLeaseNotFoundException",
    );
    expect(await statusOf("copy")).to.equal("PAUSED");
    expect(pair.follower.documentCount("copy")).to.equal(3);
    expect((await pair.post("copy", "_resume")).status).to.equal(404);
  });

  it("lets no writer in where the name is closed to it -> 404 for the writer, the copy is whole.", async () => {
    await begin();
    await pair.remote({ "action.auto_create_index": "-copy,*" });
    expect((await onFollower("PUT", "/copy/_doc/1", {})).error).to.equal(
      "index_not_found_exception: no such index [copy] and [action.auto_create_index] contains " +
        "[-copy] which forbids automatic creation of the index",
    );
    pair.follower.writerBetween("copy");
    await pair.running("copy", "orders");
    expect(pair.follower.documentCount("copy")).to.equal(40);
    expect((await onFollower("PUT", "/other/_doc/1", {})).status).to.equal(201);
    await pair.remote({ "action.auto_create_index": false });
    expect((await onFollower("PUT", "/more/_doc/1", {})).status).to.equal(404);
    await pair.remote({ "action.auto_create_index": "m*" });
    expect((await onFollower("PUT", "/more/_doc/1", {})).status).to.equal(201);
    expect((await onFollower("PUT", "/some/_doc/1", {})).error).to.contain("doesn't match");
  });

  it("opens a gap -> no stop and no close, the block gone, no writes, and a resume fills it.", async () => {
    await begin();
    await pair.running("copy", "orders");
    const whole = await numbers(pair.follower.url, "copy");
    pair.follower.pauseInGap("copy", 5);
    const gaps = (await numbers(pair.follower.url, "copy")).map(
      ({ max_seq_no: max, local_checkpoint: local }) => max - local,
    );
    expect(gaps.sort()).to.deep.equal([0, 6]);
    expect(pair.follower.documentCount("copy")).to.equal(35);
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const { status, error } = await pair.post("copy", "_stop");
      expect([status, error]).to.deep.equal([500, "exception: Unable to close index: copy"]);
    }
    expect(await statusOf("copy")).to.equal("PAUSED");
    expect((await onFollower("PUT", "/copy/_settings", { "index.priority": 2 })).status).to.equal(
      200,
    );
    expect((await onFollower("PUT", "/copy/_doc/x", {})).status).to.equal(500);
    const { body } = await onFollower("POST", "/copy/_close");
    expect([body["acknowledged"], JSON.stringify(body)].join()).to.contain("mismatches maximum");
    await pair.post("copy", "_resume");
    pair.clock.advance(2_000);
    expect(await numbers(pair.follower.url, "copy")).to.deep.equal(whole);
    expect(pair.follower.documentCount("copy")).to.equal(40);
    expect((await pair.post("copy", "_stop")).status).to.equal(200);
  });

  for (const [version, isFilled] of [
    ["3.4.0", true],
    ["3.9.0", false],
  ] as const)
    it(`opens a gap and restarts ${version} -> ${isFilled ? "equal numbers, documents missing for ever" : "the gap stays"}.`, async () => {
      await begin({ version });
      await pair.running("copy", "orders");
      const whole = await numbers(pair.follower.url, "copy");
      pair.follower.pauseInGap("copy", 5);
      pair.follower.restart();
      pair.clock.advance(2_000);
      const after = await numbers(pair.follower.url, "copy");
      expect(JSON.stringify(after) === JSON.stringify(whole)).to.equal(isFilled);
      if (isFilled) {
        await pair.post("copy", "_resume");
        pair.clock.advance(60_000);
        expect(pair.follower.documentCount("copy")).to.equal(35);
      }
      expect((await pair.post("copy", "_stop")).status).to.equal(isFilled ? 200 : 500);
    });

  it("restores a snapshot over the leader -> the uuid stays, the history does not, the lease is gone.", async () => {
    await begin();
    await pair.running("copy", "orders");
    const before = await identity();
    pair.leader.restoreSnapshot("orders", 12);
    const after = await identity();
    expect(pair.leader.documentCount("orders")).to.equal(12);
    expect([after.uuid, before.hasLease, after.hasLease]).to.deep.equal([before.uuid, true, false]);
    expect(after.history).not.to.equal(before.history);
    expect(await statusOf("copy")).to.equal("SYNCING");
    pair.clock.advance(14_000);
    expect(await statusOf("copy")).to.equal("PAUSED");
    expect(pair.follower.documentCount("copy")).to.equal(40);
  });
});
