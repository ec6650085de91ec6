// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { textOf } from "../../support/mini-engine";
import type { Declared } from "./program";
import { SitesScene } from "./scene";

/** What a switch must survive: each was seen on a real pair, and lost documents or a site. */
describe("a switch of sites, where something is not as it seems", function () {
  this.timeout(20 * 60_000);
  let scene: SitesScene;
  const begin = async (version = "3.4.0"): Promise<void> => {
    scene = await SitesScene.open(version);
    expect((await scene.up({ active: "eu" })).failure).to.equal(undefined);
    scene.clock.advance(60_000);
  };
  afterEach(() => scene.close());

  const refused = async (declared: Declared, why: RegExp): Promise<void> => {
    scene.clock.advance(60_000);
    const { failure } = await scene.up(declared);
    expect(failure).to.match(why);
    expect(await scene.lost()).to.deep.equal([]);
  };
  const succeeds = async (declared: Declared, refresh = false): Promise<void> => {
    scene.clock.advance(60_000);
    const { failure } = await scene.up(declared, refresh);
    expect(failure).to.equal(undefined);
    scene.clock.advance(60_000);
    expect(await scene.missingOn(declared.active)).to.deep.equal([]);
    const passive = declared.active === "eu" ? "us" : "eu";
    expect(await scene.status(passive)).to.equal("SYNCING");
    expect(await scene.takes(passive, "refused")).to.equal(false);
  };

  it("equal numbers over missing documents, after a gap and a restart before 3.9 -> not promoted", async () => {
    await begin("3.4.0");
    for (let id = 0; id < 20; id++) await scene.writeTo("eu", `more-${id}`);
    scene.clock.advance(60_000);
    scene.site("us").pauseInGap("orders", 4);
    scene.site("us").restart();
    scene.clock.advance(60_000);
    await refused({ active: "us" }, /documents differ/);
    expect(await scene.takes("us", "no")).to.equal(false);
    const back = await scene.up({ active: "eu" });
    expect(back.failure).to.equal(undefined);
    expect(await scene.takes("eu", "back")).to.equal(true);
  });

  it("a gap that stays -> nothing is blocked, nothing stopped; the cause lifted, it switches", async () => {
    await begin("3.9.0");
    for (let id = 0; id < 20; id++) await scene.writeTo("eu", `more-${id}`);
    scene.clock.advance(60_000);
    scene.site("us").pauseInGap("orders", 4);
    await succeeds({ active: "us" });
  });

  it("the leader index was deleted and made anew -> not promoted, not deleted; what is new is there", async () => {
    await begin();
    await scene.sent("eu", "DELETE", "/orders");
    scene.acknowledged.clear();
    scene.site("eu").addIndex("orders", 0, 2);
    expect(await scene.takes("eu", "new")).to.equal(true);
    await refused({ active: "us" }, /retention lease/);
    expect(await scene.missingOn("eu")).to.deep.equal([]);
  });

  it("restored while its demotion was put off: equal uuid, other history -> kept, fenced", async () => {
    await begin();
    scene.site("eu").goDown();
    expect((await scene.up({ active: "us", whenUnreachable: "defer" })).failure).to.equal(
      undefined,
    );
    scene.site("eu").comeBack();
    scene.site("eu").restoreSnapshot("orders", 2);
    scene.acknowledged.clear();
    expect(await scene.takes("eu", "after the restore")).to.equal(true);
    await refused({ active: "us", whenUnreachable: "defer" }, /discard: \d+/);
    expect(await scene.takes("eu", "late")).to.equal(false);
  });

  it("a person lifts the block after a switch that failed, and writes -> refused; with refresh blocked again, and switched", async () => {
    await begin();
    const at = /POST follower .*_pause/;
    await scene.during({ at, what: "killed" }, () => scene.up({ active: "us" }));
    const isBlocked = !(await scene.takes("eu", "blocked?"));
    await scene.sent("eu", "PUT", "/orders/_settings", { "index.blocks.write": null });
    expect(await scene.takes("eu", "unblocked")).to.equal(true);
    expect(isBlocked).to.equal(true);
    scene.clock.advance(60_000);
    const { failure } = await scene.up({ active: "us" });
    if (failure !== undefined) expect(failure).to.match(/--refresh|discard/);
    expect(await scene.lost()).to.deep.equal([]);
    await succeeds({ active: "us" }, true);
  });

  it("the lost site is back with writes that never arrived -> kept and blocked, and said how many; given up by that number, and no longer once there are more", async () => {
    await begin();
    await scene.sent("us", "POST", "/_plugins/_replication/orders/_pause", { reason: "test" });
    for (const id of ["1 more", "2 more"]) expect(await scene.takes("eu", id)).to.equal(true);
    scene.site("eu").goDown();
    const lost = { active: "us", whenUnreachable: "defer" } as const;
    expect((await scene.up(lost)).failure).to.equal(undefined);
    expect(await scene.takes("us", "goes on")).to.equal(true);
    scene.site("eu").comeBack();
    expect(await scene.takes("eu", "3 more")).to.equal(true);
    await refused(lost, /holds 3 operations[^]*discard: 3/);
    expect(await scene.takes("eu", "late")).to.equal(false);
    await refused({ ...lost, discard: 2 }, /discard: 3/);
    for (const id of ["1 more", "2 more", "3 more"]) scene.acknowledged.delete(id);
    await succeeds({ ...lost, discard: 3 });
  });

  it("the lost site is back with other documents under the same numbers -> kept", async () => {
    await begin("3.4.0");
    for (let id = 0; id < 20; id++) await scene.writeTo("eu", `more-${id}`);
    scene.clock.advance(60_000);
    scene.site("us").pauseInGap("orders", 4);
    scene.site("us").restart();
    scene.site("eu").goDown();
    const lost = { active: "us", whenUnreachable: "defer" } as const;
    expect((await scene.up(lost)).failure).to.equal(undefined);
    scene.site("eu").comeBack();
    await refused(lost, /other documents/);
  });

  it("the promoted index was deleted and made anew, or restored, while the other site was away -> that site's is kept", async () => {
    for (const disturb of [
      async () => {
        await scene.sent("us", "DELETE", "/orders");
        await scene.sent("us", "PUT", "/orders/_doc/new", { id: "new" });
      },
      () => Promise.resolve(scene.site("us").restoreSnapshot("orders", 2)),
    ]) {
      await begin();
      scene.site("eu").goDown();
      const lost = { active: "us", whenUnreachable: "defer" } as const;
      expect((await scene.up(lost)).failure).to.equal(undefined);
      await disturb();
      scene.site("eu").comeBack();
      await refused(lost, /discard/);
      expect(await scene.missingOn("eu")).to.deep.equal([]);
      await scene.close();
    }
    await begin();
  });

  it("refreshed once the lost site is back -> it is still fenced, compared, and follows", async () => {
    await begin();
    scene.site("eu").goDown();
    const lost = { active: "us", whenUnreachable: "defer" } as const;
    expect((await scene.up(lost)).failure).to.equal(undefined);
    scene.site("eu").comeBack();
    expect((await scene.refresh()).failure).to.equal(undefined);
    expect(scene.state("eu-block")).to.have.nested.property("fences.orders.state", "deferred");
    await succeeds(lost);
  });

  it("the promoted index was restored between two runs, and read by a refresh -> the other site's is kept", async () => {
    await begin();
    const at = /PUT leader .*_start/;
    await scene.during({ at, what: "killed" }, () => scene.up({ active: "us" }));
    scene.site("us").restoreSnapshot("orders", 2);
    scene.clock.advance(60_000);
    const { failure } = await scene.up({ active: "us" }, true);
    expect(failure).to.match(/discard/);
    expect(await scene.missingOn("eu")).to.deep.equal([]);
  });

  it("the promoted index was deleted and made anew, or restored, before a demotion that was left over -> the other site's is kept; untouched, it follows", async () => {
    for (const disturb of [
      undefined,
      () => Promise.resolve(scene.site("us").restoreSnapshot("orders", 2)),
      async () => {
        scene.site("us").restoreSnapshot("orders", 2);
        for (let id = 0; id < 40; id++)
          await scene.sent("us", "PUT", `/orders/_doc/past-${id}`, { id });
      },
      async () => {
        await scene.sent("us", "DELETE", "/orders");
        await scene.sent("us", "PUT", "/orders", { settings: { "index.number_of_shards": 2 } });
        for (let id = 0; id < 20; id++)
          await scene.sent("us", "PUT", `/orders/_doc/new-${id}`, { id });
      },
    ]) {
      await begin();
      const at = /PUT leader .*_start/;
      await scene.during({ at, what: "killed" }, () => scene.up({ active: "us" }));
      await disturb?.();
      scene.clock.advance(60_000);
      const { failure } = await scene.up({ active: "us" });
      if (disturb === undefined) expect(failure ?? "").to.equal("");
      else expect(failure).to.match(/restored[^]*discard: 6/);
      if (disturb !== undefined) expect(await scene.missingOn("eu")).to.deep.equal([]);
      await scene.close();
    }
    await begin();
  });

  it("the leader was made anew with as many documents, before it was lost -> what is new is kept", async () => {
    await begin();
    await scene.sent("eu", "DELETE", "/orders");
    scene.site("eu").addIndex("orders", 6, 2);
    expect((await scene.refresh()).failure).to.equal(undefined);
    scene.site("eu").goDown();
    const lost = { active: "us", whenUnreachable: "defer" } as const;
    expect((await scene.up(lost)).failure).to.equal(undefined);
    scene.site("eu").comeBack();
    await refused(lost, /discard: 6/);
    expect(await scene.status("eu")).to.equal("REPLICATION NOT IN PROGRESS");
  });

  it("turned back after the promotion: nobody has written there -> it follows again; somebody has -> blocked, kept", async () => {
    for (const isWritten of [false, true]) {
      await begin();
      const at = /PUT leader .*_start/;
      await scene.during({ at, what: "killed" }, () => scene.up({ active: "us" }));
      if (isWritten) expect(await scene.takes("us", "there")).to.equal(true);
      if (isWritten) {
        await refused({ active: "eu" }, /discard/);
        expect(await scene.takes("us", "late")).to.equal(false);
        await succeeds({ active: "us" });
      } else await succeeds({ active: "eu" });
      await scene.close();
    }
    await begin();
  });

  it("killed right after the block, and turned back -> a refresh tells, and the block is lifted", async () => {
    await begin();
    const at = /POST leader .*_flush/;
    await scene.during({ at, what: "killed" }, () => scene.up({ active: "us" }));
    expect(await scene.takes("eu", "blocked")).to.equal(false);
    scene.clock.advance(60_000);
    await scene.up({ active: "eu" }, true);
    expect(await scene.takes("eu", "again")).to.equal(true);
    await succeeds({ active: "eu" });
  });

  it("promoted by hand after a switch -> a refresh and an up leave it open", async () => {
    await begin();
    await succeeds({ active: "us" });
    await scene.sent("eu", "POST", "/_plugins/_replication/orders/_stop", {});
    expect(await scene.takes("eu", "night")).to.equal(true);
    for (const refresh of [true, false]) {
      await scene.up({ active: "us" }, refresh);
      expect(await scene.takes("eu", `night ${refresh}`)).to.equal(true);
    }
  });

  it("active goes to a site that does not follow the one which was promoted since -> it is not opened", async () => {
    await begin();
    scene.site("eu").goDown();
    expect((await scene.up({ active: "us", whenUnreachable: "defer" })).failure).to.equal(
      undefined,
    );
    expect(await scene.takes("us", "since")).to.equal(true);
    scene.site("eu").comeBack();
    await refused({ active: "eu" }, /promoted since/);
    await succeeds({ active: "us" });
  });

  it("both sites were written to -> neither is chosen, each keeps its own, and the number is said", async () => {
    await begin();
    await scene.sent("us", "POST", "/_plugins/_replication/orders/_stop", {});
    expect(await scene.takes("us", "here")).to.equal(true);
    expect(await scene.takes("eu", "there")).to.equal(true);
    await refused({ active: "us" }, /discard: 7/);
    expect(await scene.takes("us", "goes on")).to.equal(true);
    await refused({ active: "us", discard: 6 }, /discard: 7/);
    scene.acknowledged.delete("there");
    await succeeds({ active: "us", discard: 7 });
  });

  it("a writer makes the index anew in the moment between the deletion and the copy -> its name is closed, and the copy is whole", async () => {
    await begin();
    scene.site("eu").writerBetween("orders", 5);
    await succeeds({ active: "us" });
  });

  it("a replication that has failed -> nothing is blocked elsewhere", async () => {
    await begin();
    await scene.sent("us", "POST", "/_plugins/_replication/orders/_stop", {});
    await scene.sent("us", "DELETE", "/orders");
    await refused({ active: "us" }, /no index "orders"/);
    expect(await scene.takes("eu", "goes on")).to.equal(true);
  });

  it("a pipeline that did not come along, an alias without a write index -> said with the remedy", async () => {
    scene = await SitesScene.open("3.9.0");
    await scene.sent("eu", "PUT", "/_ingest/pipeline/stamp", { processors: [] });
    await scene.sent("eu", "PUT", "/orders/_settings", { "index.default_pipeline": "stamp" });
    const alias = { index: "orders", alias: "shop", is_write_index: true };
    await scene.sent("eu", "POST", "/_aliases", { actions: [{ add: alias }] });
    expect((await scene.up({ active: "eu" })).failure).to.equal(undefined);
    scene.clock.advance(60_000);
    scene.said.length = 0;
    expect((await scene.up({ active: "us" })).failure).to.equal(undefined);
    const said = scene.said.join("\n");
    expect(said).to.match(/ingest pipeline "stamp"/);
    expect(said).to.match(/Alias "shop" .* no write index/);
  });

  it("a rollover has led an alias to an index that is not declared -> nothing is blocked, and it is named", async () => {
    await begin();
    const action = { index: "orders", alias: "shop", is_write_index: false };
    await scene.sent("eu", "PUT", "/orders-000002", {});
    const next = { index: "orders-000002", alias: "shop", is_write_index: true };
    await scene.sent("eu", "POST", "/_aliases", { actions: [{ add: action }, { add: next }] });
    await refused({ active: "us" }, /"shop" writes to index "orders-000002"/);
    expect(await scene.takes("eu", "goes on")).to.equal(true);
  });

  it("cancelled after the promotion, written there, and turned back -> refused, and refused again", async () => {
    await begin();
    const at = /PUT leader .*_start/;
    await scene.during({ at, what: "cancelled" }, () => scene.up({ active: "us" }));
    expect(await scene.takes("us", "there")).to.equal(true);
    for (const again of [1, 2]) {
      await refused({ active: "eu" }, /discard|promoted since/);
      expect(await scene.takes("eu", `late ${again}`), `after ${again}`).to.equal(false);
    }
    await succeeds({ active: "us" });
  });

  it("killed right after the block -> the same with refresh switches; without, and ended again, turned back -> it takes writes", async () => {
    for (const at of [/POST leader .*_flush/, /PUT leader .*_block/]) {
      await begin();
      await scene.during({ at, what: "killed" }, () => scene.up({ active: "us" }));
      await succeeds({ active: "us" }, true);
      await scene.close();
      await begin();
      await scene.during({ at, what: "killed" }, () => scene.up({ active: "us" }));
      const pause = { at: /POST follower .*_pause/, what: "cancelled" } as const;
      await scene.during(pause, () => scene.up({ active: "us" }));
      await succeeds({ active: "eu" });
      expect(await scene.takes("eu", "again")).to.equal(true);
      expect(await scene.closedNames("eu")).to.equal(undefined);
      await scene.close();
    }
    await begin();
  });

  it("killed once the names are closed, and turned back with refresh -> they are open", async () => {
    await begin();
    const at = /GET leader .*_status/;
    await scene.during({ at, what: "killed" }, () => scene.up({ active: "us" }));
    expect(await scene.closedNames("eu")).to.match(/^-orders,-\.pulumi-\w{8}-orders,\*$/);
    await succeeds({ active: "eu" }, true);
    expect(await scene.closedNames("eu")).to.equal(undefined);
  });

  it("a writer through an alias -> its name is closed too while its index is away, and opened with it", async () => {
    await begin();
    const add = { index: "orders", alias: "shop", is_write_index: true };
    await scene.sent("eu", "POST", "/_aliases", { actions: [{ add }] });
    scene.clock.advance(120_000);
    const deleted = /DELETE leader/;
    const { happened } = await scene.during({ at: deleted, what: "killed" }, () =>
      scene.up({ active: "us" }),
    );
    expect(happened).to.equal(true);
    expect(await scene.closedNames("eu")).to.match(
      /^-orders,-\.pulumi-\w{8}-orders,-shop,-\.pulumi-\w{8}-shop,\*$/,
    );
    await scene.sent("eu", "PUT", "/shop/_doc/stray", {});
    await succeeds({ active: "us" });
    await succeeds({ active: "eu" });
    expect(await scene.closedNames("eu")).to.equal(undefined);
  });

  it("the other site is open as well -> neither is taken as promoted", async () => {
    await begin();
    await scene.sent("us", "POST", "/_plugins/_replication/orders/_stop", {});
    const fence = { index: "orders", state: "open", since: "", sequenceNumbers: [1, 1] };
    const promoteAt = { ...fence, clusterUuid: "c", indexUuid: "i", histories: [], leases: [] };
    const args = { index: "orders", leaderIndex: "orders", leaderAlias: "eu", promoted: true };
    const one = { ...args, promoteAt, __provider: textOf("startedReplication") };
    const { failure } = await scene.deploy({ one }, { one: { provider: "us" } });
    expect(failure).to.match(/open for writing too/);
  });

  it("destroyed in the steady state, and in the middle of a switch -> both indexes stay, and no name is closed", async () => {
    await begin();
    await scene.during({ at: 70, what: "killed" }, () => scene.up({ active: "us" }));
    const { failure } = await scene.destroy();
    expect(failure).to.equal(undefined);
    expect(await scene.lost()).to.deep.equal([]);
    for (const site of ["eu", "us"] as const) {
      expect(await scene.takes(site, `after-${site}`), site).to.equal(true);
      expect(await scene.closedNames(site), site).to.equal(undefined);
    }
  });
});
