// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { lookUpReplication } from "../../provider/reads/replication";
import { infoOf } from "../../provider/reads/replication-info";
import { OpenSearchError } from "../../provider/opensearch/answers/errors";
import { parseStatus } from "../../provider/opensearch/api/status";
import { askedOf, beginLookUps, leastPrivileged, type LookUpLife } from "../support/look-up-life";
import { thrownBy } from "../support/thrown-by";

const leader = { leaderAlias: "leader", leaderIndex: "orders" };

describe("a look-up of one replication", () => {
  let life: LookUpLife;
  beforeEach(async () => {
    life = await beginLookUps();
  });
  afterEach(() => life.close());
  const copy = async () => lookUpReplication(await life.reads(), { index: "copy" });

  it("tells checkpoints and lag of one that follows", async () => {
    await life.start("copy");
    expect(await copy()).to.deep.equal({
      index: "copy",
      exists: true,
      status: "SYNCING",
      reason: "",
      ...leader,
      leaderCheckpoint: 99,
      followerCheckpoint: 99,
      lag: 0,
    });
    expect(askedOf(life)).to.deep.equal(["GET /_plugins/_replication/copy/_status?verbose=true"]);
  });

  it("tells that one is ahead of a leader that was made anew, instead of a lag", async () => {
    await life.start("copy");
    await fetch(`${life.pair.leader.url}/orders`, { method: "DELETE" });
    life.pair.leader.addIndex("orders", 3);
    const seen = await copy();
    expect(seen).to.include({ status: "SYNCING", leaderCheckpoint: 2, followerCheckpoint: 99 });
    expect(seen).to.include({ ahead: 97 }).and.not.to.have.property("lag");
  });

  it("tells the reason of one that is paused", async () => {
    await life.start("copy");
    life.pair.follower.pauseItself("copy", "no luck");
    const paused = await copy();
    expect(paused).to.include({ exists: true, status: "PAUSED", ...leader });
    expect(paused.reason).to.match(/^AutoPaused: .*no luck/);
    expect(paused).not.to.have.any.keys("lag", "leaderCheckpoint", "bytesTotal");
  });

  it("tells the reason of one that has failed", async () => {
    life.pair.follower.failBootstrap("copy");
    await thrownBy(life.start("copy"));
    const failed = await copy();
    expect(failed).to.include({ exists: true, status: "FAILED", ...leader });
    expect(failed.reason).to.match(/shard could not be allocated/);
  });

  it("is no error where nothing is replicated", async () => {
    const nothing = {
      index: "copy",
      exists: false,
      status: "REPLICATION NOT IN PROGRESS",
      reason: "",
    };
    expect(await copy()).to.deep.equal(nothing);
    await life.start("copy");
    await life.newProcess().delete!("copy", { index: "copy", ...leader });
    expect(await copy()).to.deep.equal(nothing);
  });

  it("fails where the cluster does not answer, with what was being done and the way out", async () => {
    life.pair.follower.goDown();
    const error = await thrownBy(copy());
    expect(error).to.be.instanceOf(OpenSearchError);
    expect(error.message).to.match(/^Could not read the replication status of .*"copy" on http/);
  });

  it("sends nothing for a name that no index can have", async () => {
    for (const index of ["", "a*", "A", "_status", undefined as unknown as string]) {
      const error = await thrownBy(
        life.reads().then((client) => lookUpReplication(client, { index })),
      );
      expect(error.message).to.match(/^index must /);
    }
    expect(askedOf(life)).to.deep.equal([]);
  });
});

describe("the info of an answer of _status", () => {
  const info = (answer: object, ahead = 0) =>
    infoOf("copy", { seen: parseStatus({ status: "SYNCING", ...answer }), ahead });

  it("has the bytes of a copy under way", () => {
    const bootstrap_details = { bytes_total: 8400, bytes_recovered: 4200, bytes_percent: 50 };
    expect(info({ status: "BOOTSTRAPPING", bootstrap_details })).to.deep.equal({
      index: "copy",
      exists: true,
      status: "BOOTSTRAPPING",
      reason: "",
      bytesTotal: 8400,
      bytesRecovered: 4200,
    });
  });

  it("has no reason where the server's says nothing", () => {
    expect(info({ reason: "User initiated" }).reason).to.equal("");
    expect(info({ status: "PAUSED", reason: "User initiated" }).reason).to.equal("User initiated");
  });

  it("has no lag where the follower is ahead, but how far", () => {
    const syncing_details = { leader_checkpoint: 4, follower_checkpoint: 9 };
    expect(info({ syncing_details }, 5)).to.deep.equal({
      index: "copy",
      exists: true,
      status: "SYNCING",
      reason: "",
      leaderCheckpoint: 4,
      followerCheckpoint: 9,
      ahead: 5,
    });
  });

  it("has a lag that is never below 0", () => {
    const lagOf = (leader_checkpoint: number, follower_checkpoint: number) =>
      info({ syncing_details: { leader_checkpoint, follower_checkpoint } }).lag;
    expect([lagOf(4999, -1), lagOf(4, 9), lagOf(-2, -2)]).to.deep.equal([5000, 0, 0]);
    expect(lagOf(Infinity, Infinity)).to.equal(undefined);
  });
});

describe("a look-up of one replication by a user who has only the plugin's own roles", () => {
  it("is all the same", async () => {
    const life = await beginLookUps({ security: {} });
    try {
      await life.start("copy");
      const client = await life.reads(leastPrivileged);
      expect(await lookUpReplication(client, { index: "copy" })).to.include({
        status: "SYNCING",
        lag: 0,
      });
      expect(await lookUpReplication(client, { index: "other" })).to.include({ exists: false });
    } finally {
      await life.close();
    }
  });
});
