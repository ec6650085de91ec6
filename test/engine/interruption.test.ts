// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { execFileSync } from "node:child_process";
import { type ClusterPair, connect, startPair } from "../../sandbox/clusters";
import { declaring, type EngineStack, newStack } from "../support/engine-stack";
import { startGate } from "../support/gate";
import { writes } from "../support/handler-life";

const copy = { index: "copy", leaderIndex: "orders", leaderAlias: "leader" };
const start = "PUT /_plugins/_replication/copy/_start";
const up = ["up", "--yes", "--skip-preview"] as const;

describe("an interrupted up", function () {
  this.timeout(20 * 60_000);
  let pair: ClusterPair;
  let stack: EngineStack;

  beforeEach(async () => {
    // Long enough for a CLI to be killed in the middle.
    pair = await startPair({ pace: { firstReplay: 5_000 } });
    pair.leader.addIndex("orders", 50);
    await connect(pair, "leader");
    stack = await newStack({ environment: { OPENSEARCH_URL: pair.follower.url } });
    stack.program(declaring({ orders: { args: copy } }));
  });
  afterEach(async () => {
    await pair.close();
    stack.remove();
  });

  it("whose CLI was killed in the middle of a create is finished by the next, without a second start", async () => {
    await killedDuringCreate();
    await stack.succeeds("cancel", "--yes");
    const output = await stack.succeeds(...up);
    expect(output).to.match(/already replicates leader index "orders".*adopted/);
    expect(output).to.match(/orders *: "SYNCING"/);
    expect(pair.follower.documentCount("copy")).to.equal(50);
    // The second start was refused because of the name, which is how the first is found again.
    expect(writes(pair)).to.deep.equal([start, start]);
    expect(await stack.succeeds("destroy", "--yes", "--skip-preview")).to.match(/2 deleted/);
  });

  it("by one ctrl-C ends the wait, saves the replication, and the next up finishes without a second start", async () => {
    let pid = 0;
    const running = stack.run([...up], { onSpawn: (spawned) => (pid = spawned) });
    await startArrived();
    process.kill(pid, "SIGINT");
    expect((await running).output).to.match(/was interrupted.*\n.*run again to keep waiting/);
    expect(stack.replications()[0]?.initErrors?.join()).to.match(/was interrupted/);
    expect(await stack.succeeds(...up)).to.match(/orders *: "SYNCING"/);
    expect(pair.follower.documentCount("copy")).to.equal(50);
    expect(writes(pair)).to.deep.equal([start]);
    expect(await stack.succeeds(...up)).to.match(/2 unchanged/);
  });

  it("whose CLI was killed between the delete and the create of a replacement is finished by the next", async () => {
    pair.leader.addIndex("other", 3);
    // The first two starts of the replacement only ask; at the third one the CLI is killed.
    const gate = await startGate(pair.follower.url, start);
    const gated = await newStack({ environment: { OPENSEARCH_URL: gate.url } });
    try {
      gated.program(declaring({ orders: { args: { ...copy, waitFor: "acknowledged" } } }));
      await gated.succeeds(...up);
      const other = { ...copy, leaderIndex: "other", waitFor: "acknowledged" };
      gated.program(declaring({ orders: { args: other } }));
      gate.holdBack(3);
      await killedWhen(gate.held, gated);
      gate.holdBack(undefined);
      expect(pair.follower.hasIndex("copy")).to.equal(false);
      await gated.succeeds("cancel", "--yes");
      expect(await gated.succeeds(...up)).to.match(/1 replaced/);
      expect(gated.replications()[0]?.outputs).to.include({ leaderIndex: "other" });
    } finally {
      await gate.close();
      gated.remove();
    }
  });

  async function killedDuringCreate(): Promise<void> {
    await killedWhen(startArrived(), stack);
    expect(stack.replications()).to.deep.equal([]);
  }

  async function killedWhen(moment: Promise<void>, on: EngineStack): Promise<void> {
    let pid = 0;
    const running = on.run([...up], { onSpawn: (spawned) => (pid = spawned) });
    await moment;
    for (const descendant of [...descendantsOf(pid), pid]) process.kill(descendant, "SIGKILL");
    expect((await running).signal).to.equal("SIGKILL");
  }

  async function startArrived(): Promise<void> {
    while (!writes(pair).includes(start)) await new Promise((look) => setImmediate(look));
  }
});

/** The processes that a process has begun, and theirs; killing the CLI alone leaves its plugins running. */
function descendantsOf(pid: number): number[] {
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid="]).toString().trim().split("\n");
  const pairs = lines.map((line) => line.trim().split(/\s+/).map(Number));
  const childrenOf = (parent: number): number[] =>
    pairs.flatMap(([child = 0, of]) => (of === parent ? [child, ...childrenOf(child)] : []));
  return childrenOf(pid);
}
