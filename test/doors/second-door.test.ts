// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { autoFollowRuleHandler } from "../../provider/resources/auto-follow-rule/handler";
import { leaderConnectionHandler } from "../../provider/resources/leader-connection/handler";
import { replicationGateHandler } from "../../provider/resources/replication-gate/handler";
import { startedReplicationHandler } from "../../provider/resources/started-replication/handler";
import { type ClusterPair, startPair } from "../../sandbox/clusters";
import { type ManualClock, manualClock } from "../support/manual-clock";
import { notKnownYet, type SecondDoor, secondDoor } from "../support/second-door";
import { standingOn } from "../support/standing";
import { thrownBy } from "../support/thrown-by";

const makers = {
  connection: leaderConnectionHandler,
  replication: startedReplicationHandler,
  gate: replicationGateHandler,
  rule: autoFollowRuleHandler,
};

describe("a door that is not Pulumi's dynamic host", () => {
  let clock: ManualClock;
  let pair: ClusterPair;
  let door: SecondDoor;

  beforeEach(async () => {
    clock = manualClock();
    pair = await startPair({ clock });
    pair.leader.addIndex("orders", 20);
    pair.leader.addIndex("logs-1", 5);
    door = newProcess();
  });
  afterEach(() => pair.close());

  const newProcess = (state?: SecondDoor["state"]) =>
    secondDoor(makers, { url: pair.follower.url, leaderAlias: "eu" }, clock, state);
  const connection = () => ({ alias: "eu", seeds: [pair.leader.transportAddress] });
  const replication = { index: "copy", leaderIndex: "orders" };
  const rule = { name: "logs", pattern: "logs-*" };
  const gate = { replications: [{ index: "copy" }] };

  const lives = [
    { urn: "connection::eu", id: "eu", news: connection, change: { skipUnavailable: true } },
    { urn: "replication::copy", id: "copy", news: () => replication, change: { paused: true } },
    { urn: "gate::all", id: "all", news: () => gate, change: { waitFor: "syncing" } },
    { urn: "rule::logs", id: "eu:logs", news: () => rule, change: { onDestroy: "stopFollowers" } },
  ];

  it("serves all four through their lives, and no hidden property passes it", async () => {
    for (const { urn, news } of lives) {
      expect(door.check(urn, news()), urn).to.deep.equal([]);
      expect(await door.create(urn, news()), urn).to.equal(undefined);
    }
    for (const { urn, id, news } of lives) {
      const { state } = door.state.get(urn) ?? {};
      expect(door.state.get(urn)?.id, urn).to.equal(id);
      const host = new URL(pair.follower.url).host;
      expect(state?.memory, urn).to.deep.equal({ urn, host });
      expect(await door.diff(urn, news()), urn).to.include({ changes: false });
      expect(await door.refresh(urn), urn).to.equal(true);
      expect(door.state.get(urn)?.state, urn).to.deep.equal(state);
    }
    const standing = standingOn(pair);
    expect(await standing.connections()).to.deep.equal(["eu"]);
    expect(await standing.replication("copy")).to.equal("SYNCING of orders");
    expect(await standing.rules()).to.deep.equal(["logs: logs-*"]);

    // In turn, since a gate opens for none that is paused.
    for (const { urn, news, change } of [...lives].reverse()) {
      const changed = { ...news(), ...change };
      expect((await door.diff(urn, changed)).replaces, urn).to.deep.equal([]);
      expect(await door.update(urn, changed), urn).to.equal(undefined);
      expect(door.state.get(urn)?.state.properties, urn).to.deep.include(change);
    }
    expect(await standing.replication("copy")).to.equal("PAUSED of orders");

    const names = [...door.state.values()].flatMap(({ inputs, state }) =>
      [inputs, state].flatMap(({ properties }) => Object.keys(properties)),
    );
    expect(names.filter((name) => name.startsWith("_"))).to.deep.equal([]);

    // A destroy checks nothing, so that nothing counts as declared.
    const destroying = newProcess(door.state);
    for (const { urn } of [...lives].reverse()) await destroying.delete(urn);
    expect(door.state.size).to.equal(0);
    expect(await standing.replication("copy")).to.equal("none");
    expect(await standing.rules()).to.deep.equal([]);
    expect(await standing.connections()).to.deep.equal([]);
    const said = [...door.said, ...destroying.said];
    const ofNobody = said.filter((line) => !/^(connection|replication|gate|rule)::/.test(line));
    expect(ofNobody).to.deep.equal([]);
    expect(said.join("\n")).to.match(/^replication::copy: /m);
  });

  it("is told of a half-done job, keeps the mark of it, and an update goes on with it", async () => {
    await door.create("connection::eu", connection());
    const sleep = clock.sleep.bind(clock);
    clock.sleep = (...args) => {
      door.cancel();
      return sleep(...args);
    };
    expect(await door.create("replication::copy", replication)).to.match(/was interrupted/);
    expect(door.state.get("replication::copy")?.state.memory).to.include({ unfinished: true });
    clock.sleep = sleep;
    const next = newProcess(door.state);
    expect(await next.update("replication::copy", replication)).to.equal(undefined);
    expect(next.state.get("replication::copy")?.state.memory).not.to.have.property("unfinished");
  });

  it("sets the limit of a call, above the inputs' own", async () => {
    const lost = { alias: "eu", seeds: ["127.0.0.1:1"], timeouts: { create: "1h" } };
    expect(await door.create("connection::eu", lost, 30_000)).to.match(/within 30 s/);
  });

  it("says what is not known yet as its protocol does", async () => {
    await door.create("connection::eu", connection());
    await door.create("replication::copy", replication);
    const news = { ...replication, leaderIndex: notKnownYet };
    expect(door.check("replication::copy", news)).to.deep.equal([]);
    expect((await door.diff("replication::copy", news)).replaces).to.deep.equal(["leaderIndex"]);
  });

  it("is told what is gone, and what a look-up does not find", async () => {
    await door.create("connection::eu", connection());
    await door.create("replication::copy", replication);
    expect(await door.lookUp("replication::looked-up", "copy")).to.include({ status: "SYNCING" });
    await standingOn(pair).stop("copy");
    expect(await door.refresh("replication::copy")).to.equal(false);
    const missing = door.lookUp("connection::looked-up", "us");
    expect((await thrownBy(missing)).message).to.equal(
      'Connection "us" does not exist, so it cannot be read.',
    );
  });
});
