// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { clusterIdentity, isAtLeast } from "../../provider/opensearch/api/cluster";
import type { Properties } from "../support/grpc-calls";
import { keysOf } from "./pair/cluster-settings";
import { untilDocument, write } from "./pair/indexes";
import { expectCopy, statusOf } from "./pair/look";
import { thePair } from "./pair/pair";
import { connection, rule } from "./pair/resources";
import { siteOfEachTest } from "./pair/site";
import { Stack } from "./pair/stack";

describe("a LeaderConnection in use on real clusters", () => {
  const site = siteOfEachTest();
  const sniffing = () => ({ seeds: [site().pair.surroundings.leaderSeed] });
  const declared = (changes: Properties) => connection({ alias: site().alias(), ...changes });
  const copying = (leaderIndex: string) =>
    site().args(leaderIndex, { leaderAlias: site().alias() });

  /** What is written to the leader afterwards arrives, over what is still the same replication. */
  async function expectFlow(leaderIndex: string, number: number): Promise<void> {
    await write(site().pair.leader, leaderIndex, number);
    await untilDocument(site().pair.follower, site().follower(), number);
    expect(await statusOf(site().follower())).to.include({ status: "SYNCING" });
  }

  it("is changed in place, and the replication over it goes on", async () => {
    const stack = new Stack();
    const leaderIndex = await site().leader(100);
    const copy = copying(leaderIndex);
    await stack.up({ eu: declared(sniffing()), copy });
    const changes = [
      { skipUnavailable: true },
      { skipUnavailable: true, transportPingSchedule: "30s" },
      { transportCompress: true, nodeConnections: 2 },
    ];
    for (const [at, change] of changes.entries()) {
      const steps = await stack.up({ eu: declared({ ...sniffing(), ...change }), copy });
      expect(steps).to.deep.equal(["update eu", "same copy"]);
      await expectFlow(leaderIndex, 101 + at);
    }
    await stack.destroy();
    expect(await keysOf(site().pair.follower, site().alias())).to.deep.equal({});
  });

  it("is not removed while a replication and a rule use it, and says which; then it is", async () => {
    const mine = new Stack();
    const users = new Stack();
    const leaderAlias = site().alias();
    const rules = { name: site().rule(), pattern: `${site().prefix}-none-*` };
    await mine.up({ eu: declared(sniffing()) });
    const leaderIndex = await site().leader(100);
    await users.up({
      copy: copying(leaderIndex),
      logs: rule({ ...rules, leaderAlias, ...site().roles() }),
    });
    const said = await mine.refusedDestroy();
    expect(said).to.include(`is still used by the replications into "${site().follower()}"`);
    // Before 3.6 the server does not say which connection a rule is of.
    const { version } = await clusterIdentity(site().pair.follower);
    const isRuleTold = isAtLeast(version, "3.6");
    expect(said.includes(`and the auto-follow rules "${site().rule()}"`)).to.equal(isRuleTold);
    await expectFlow(leaderIndex, 101);
    await users.destroy();
    await mine.destroy();
    expect(await keysOf(site().pair.follower, leaderAlias)).to.deep.equal({});
  });

  // Where the pair cannot be reached so, LEADER_PROXY is "none", and the run says what it left out.
  if (process.env["LEADER_PROXY"]?.trim() !== "none") {
    const proxied = () => ({ proxyAddress: thePair().surroundings.leaderProxy });

    it("can be made in proxy mode, and replicated over", async () => {
      const stack = new Stack();
      const leaderIndex = await site().leader(100);
      const eu = declared({ ...proxied(), proxySocketConnections: 4 });
      await stack.up({ eu, copy: copying(leaderIndex) });
      expect(stack.outputs("eu")).to.include({ mode: "proxy", connected: true });
      await expectCopy(leaderIndex, site().follower(), 100);
      await stack.refresh();
      const again = await stack.up({ eu, copy: copying(leaderIndex) });
      expect(again).to.deep.equal(["same eu", "same copy"]);
      await stack.destroy();
      expect(await keysOf(site().pair.follower, site().alias())).to.deep.equal({});
    });

    it("changes its mode to and fro, and the replication over it goes on", async () => {
      const stack = new Stack();
      const leaderIndex = await site().leader(100);
      const copy = copying(leaderIndex);
      const keys = () => keysOf(site().pair.follower, site().alias());
      await stack.up({ eu: declared({ ...sniffing(), nodeConnections: 2 }), copy });
      const there = await stack.up({ eu: declared(proxied()), copy });
      expect(there).to.deep.equal(["update eu", "same copy"]);
      expect(stack.outputs("eu")).to.include({ mode: "proxy", connected: true });
      expect(await keys()).to.deep.equal({ mode: "proxy", proxy_address: proxied().proxyAddress });
      await expectFlow(leaderIndex, 101);
      await stack.up({ eu: declared(sniffing()), copy });
      expect(stack.outputs("eu")).to.include({ mode: "sniff", connected: true });
      expect(await keys()).to.deep.equal(sniffing());
      await expectFlow(leaderIndex, 102);
    });
  }
});
