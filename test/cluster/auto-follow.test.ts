// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { clusterIdentity, isAtLeast } from "../../provider/opensearch/api/cluster";
import type { Properties } from "../support/grpc-calls";
import { untilCount, write } from "./pair/indexes";
import { expectCopy, untilStatus } from "./pair/look";
import { connectionAlias } from "./pair/pair";
import { rule } from "./pair/resources";
import { rulesNamed } from "./pair/rules";
import { siteOfEachTest } from "./pair/site";
import { Stack } from "./pair/stack";

describe("an AutoFollowRule on real clusters", () => {
  const site = siteOfEachTest();
  const pattern = (middle = "logs") => `${site().prefix}-${middle}-*`;
  const args = (changes: Properties = {}) => ({
    ...{ name: site().rule(), leaderAlias: connectionAlias, pattern: pattern() },
    ...site().roles(),
    ...changes,
  });
  const declared = (changes?: Properties) => ({ logs: rule(args(changes)) });
  const rules = () => rulesNamed(site().pair.follower, site().prefix);

  it("follows what is there and, from the plugin's next look, what comes; nothing is seen as changed", async () => {
    const stack = new Stack();
    const there = await site().leader(50, "logs-1");
    expect(await stack.up(declared())).to.deep.equal(["create logs"]);
    await expectCopy(there, there, 50);
    const later = await site().leader(30, "logs-2");
    await expectCopy(later, later, 30);
    await write(site().pair.leader, there, 51);
    await untilCount(site().pair.follower, there, 51);
    const before = stack.outputs("logs");
    await stack.refresh();
    expect(stack.outputs("logs")).to.deep.equal(before);
    expect(await stack.up(declared())).to.deep.equal(["same logs"]);
  });

  it("with another pattern is replaced, and the followers of the old one go on", async () => {
    const stack = new Stack();
    const old = await site().leader(20, "logs-1");
    await stack.up(declared({ onDestroy: "stopFollowers" }));
    await expectCopy(old, old, 20);
    const steps = await stack.up(
      declared({ pattern: pattern("other"), onDestroy: "stopFollowers" }),
    );
    expect(steps).to.deep.equal(["delete logs", "create logs"]);
    expect(await rules()).to.deep.equal({ [site().rule()]: pattern("other") });
    const other = await site().leader(10, "other-1");
    await expectCopy(other, other, 10);
    await write(site().pair.leader, old, 21);
    await expectCopy(old, old, 21);
    await untilStatus(old, "SYNCING");
  });

  it("that is made again is taken over, and one that is deleted already is deleted; its followers go on", async () => {
    const [first, second] = [new Stack(), new Stack()];
    const there = await site().leader(20, "logs-1");
    await first.up(declared());
    await second.up(declared());
    expect(second.warnings.join()).to.match(/already exists and is adopted/);
    expect(await rules()).to.deep.equal({ [site().rule()]: pattern() });
    await expectCopy(there, there, 20);
    await first.destroy();
    await second.destroy();
    expect(await rules()).to.deep.equal({});
    await write(site().pair.leader, there, 21);
    await expectCopy(there, there, 21);
  });

  it("that somebody has deleted is made again by the next up", async () => {
    const stack = new Stack();
    await stack.up(declared());
    await stack.forgetting(() => stack.destroy());
    await stack.refresh();
    expect(stack.has("logs")).to.equal(false);
    await stack.up(declared());
    expect(await rules()).to.deep.equal({ [site().rule()]: pattern() });
  });

  it("stops its own followers where that is wished, and nobody else's", async () => {
    const stack = new Stack();
    const own = await site().leader(20, "logs-1");
    const special = await site().leader(20, "logs-special-1");
    const renamed = await site().leader(20, "logs-renamed");
    const copy = site().args(renamed);
    const others = {
      copy,
      special: rule(args({ name: site().rule("special"), pattern: pattern("logs-special") })),
    };
    await stack.up({ ...others, ...declared({ onDestroy: "stopFollowers" }) });
    for (const index of [own, special, renamed]) await expectCopy(index, index, 20);
    await stack.up(others);
    await untilStatus(own, "REPLICATION NOT IN PROGRESS");
    await write(site().pair.follower, own, 21);
    for (const index of [special, site().follower()]) await untilStatus(index, "SYNCING");
    expect(await rules()).to.deep.equal({ [site().rule("special")]: pattern("logs-special") });
  });

  it("over a connection that is not there is refused, and nothing is saved", async () => {
    const stack = new Stack();
    const nowhere = declared({ leaderAlias: site().alias("nowhere") });
    expect(await stack.refusedUp(nowhere)).to.match(/no such remote cluster/);
    expect(stack.has("logs")).to.equal(false);
    expect(await rules()).to.deep.equal({});
  });

  it("names its followers by a pattern from 3.8 on; before, that is refused by name", async () => {
    const stack = new Stack();
    const leaderIndex = await site().leader(20, "logs-1");
    const followerIndexPattern = "{{leader_index}}-copy";
    const program = declared({ followerIndexPattern, onDestroy: "stopFollowers" });
    const { version } = await clusterIdentity(site().pair.follower);
    if (!isAtLeast(version, "3.8")) {
      const said = await stack.refusedUp(program);
      expect(said).to.match(/`followerIndexPattern` needs OpenSearch 3\.8, this is/);
      expect(await rules()).to.deep.equal({});
      return;
    }
    await stack.up(program);
    const follower = site().follower("logs-1-copy");
    await expectCopy(leaderIndex, follower, 20);
    await stack.destroy();
    await untilStatus(follower, "REPLICATION NOT IN PROGRESS");
  });
});
