// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { declaring, type EngineStack, newStack } from "../support/engine-stack";
import { untilCount, write } from "./pair/indexes";
import { killWithDescendants } from "./pair/kill";
import { expectCopy, statusOf } from "./pair/look";
import { variablesAt } from "./pair/provider-settings";
import { type Relay, startRelay } from "./pair/relay";
import { siteOfEachTest } from "./pair/site";

const up = ["up", "--yes", "--skip-preview"] as const;

describe("the real engine on real clusters", function () {
  this.timeout(20 * 60_000);
  const site = siteOfEachTest();
  let relay: Relay;
  let stack: EngineStack;

  beforeEach(async () => {
    relay = await startRelay();
    stack = await newStack({ environment: variablesAt(relay.url) });
  });
  afterEach(async () => {
    await relay.close();
    stack.remove();
  });

  it("makes, keeps, refreshes, replaces and destroys a replication", async () => {
    const leaderIndex = await site().leader(5_000);
    stack.program(declaring({ orders: { args: site().args(leaderIndex) } }));
    expect(await stack.succeeds(...up)).to.match(/orders *: "SYNCING"/);
    await expectCopy(leaderIndex, site().follower(), 5_000);
    expect(await stack.succeeds(...up)).to.match(/2 unchanged/);
    expect(await stack.succeeds("refresh", "--yes", "--skip-preview")).to.match(/2 unchanged/);
    expect(await stack.succeeds("preview", "--expect-no-changes")).to.match(/2 unchanged/);
    const other = await site().leader(300, "other");
    stack.program(declaring({ orders: { args: site().args(other) } }));
    expect(await stack.succeeds(...up)).to.match(/1 replaced/);
    await expectCopy(other, site().follower(), 300);
    await stack.succeeds("destroy", "--yes", "--skip-preview");
    await write(site().pair.follower, site().follower(), 301);
  });

  it("starts several replications at once, and destroys them", async () => {
    const names = ["one", "two", "three", "four", "five", "six"];
    const replications: Record<string, { args: object }> = {};
    for (const name of names) {
      const index = site().follower(`${name}-copy`);
      replications[name] = { args: site().args(await site().leader(50, name), { index }) };
    }
    stack.program(declaring(replications));
    expect(await stack.succeeds(...up)).to.match(/\+ 7 created/);
    expect(await stack.succeeds("refresh", "--yes", "--skip-preview")).to.match(/7 unchanged/);
    for (const name of names) {
      await untilCount(site().pair.follower, site().follower(`${name}-copy`), 50);
    }
    expect(await stack.succeeds("destroy", "--yes", "--skip-preview")).to.match(/7 deleted/);
  });

  it("finishes by the next up what it was killed in the middle of", async () => {
    const leaderIndex = await site().leader(5_000);
    stack.program(declaring({ orders: { args: site().args(leaderIndex) } }));
    let pid = 0;
    // The start has been acknowledged when its status is asked for.
    const waiting = relay.silence((method, path) => method === "GET" && path.includes("/_status"));
    const running = stack.run([...up], { onSpawn: (spawned) => (pid = spawned) });
    const ended = await Promise.race([waiting, running]);
    if (ended !== undefined) throw new Error(`up ended before it was killed:\n${ended.output}`);
    killWithDescendants(pid);
    expect((await running).signal).to.equal("SIGKILL");
    relay.speak();
    expect(stack.replications()).to.deep.equal([]);
    await stack.succeeds("cancel", "--yes");
    const output = await stack.succeeds(...up);
    expect(output).to.match(/already replicates leader index.*adopted/);
    expect(output).to.match(/orders *: "SYNCING"/);
    expect((await statusOf(site().follower())).status).to.equal("SYNCING");
    await expectCopy(leaderIndex, site().follower(), 5_000);
    expect(await stack.succeeds("destroy", "--yes", "--skip-preview")).to.match(/2 deleted/);
  });
});
