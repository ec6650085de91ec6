// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { execFileSync } from "node:child_process";
import { type ClusterPair, connect, startPair } from "../../../sandbox/clusters";
import type { EngineStack } from "../../support/engine-stack";
import { writes } from "../../support/handler-life";
import { newPluginStack, registering } from "../../support/plugin-stack";
import { comesTrue, isGone } from "../../support/process-end";

const copy = { index: "copy", leaderIndex: "orders", leaderAlias: "leader" };
const start = "PUT /_plugins/_replication/copy/_start";
const up = ["up", "--yes", "--skip-preview"] as const;

describe("an interrupted up through the plugin", function () {
  this.timeout(20 * 60_000);
  let pair: ClusterPair;
  let stack: EngineStack;

  beforeEach(async () => {
    // Long enough for a CLI to be killed in the middle.
    pair = await startPair({ pace: { firstReplay: 5_000 } });
    pair.leader.addIndex("orders", 50);
    await connect(pair, "leader");
    stack = await newPluginStack({ environment: { OPENSEARCH_URL: pair.follower.url } });
    stack.program(registering({ orders: { args: copy } }));
  });
  afterEach(async () => {
    await pair.close();
    stack.remove();
  });

  it("whose engine was killed in a create leaves no process behind, and the next up adopts what was started", async () => {
    const { pid, ended, plugins } = await untilStarted();
    process.kill(pid, "SIGKILL");
    await ended;
    expect(plugins).to.have.length(1);
    for (const plugin of plugins) expect(await isGone(plugin)).to.equal(true);
    await stack.succeeds("cancel", "--yes");
    const output = await stack.succeeds(...up);
    expect(output).to.match(/already replicates leader index "orders".*adopted/);
    expect(pair.follower.documentCount("copy")).to.equal(50);
    expect(writes(pair)).to.deep.equal([start, start]);
  });

  it("by ctrl-C is cancelled and saved, and the next up finishes without a second start", async () => {
    const { pid, ended, plugins } = await untilStarted();
    process.kill(pid, "SIGINT");
    expect(await ended).to.match(/was interrupted.*\n.*run again to keep waiting/);
    for (const plugin of plugins) expect(await isGone(plugin)).to.equal(true);
    expect(stack.replications()[0]?.initErrors?.join()).to.match(/was interrupted/);
    expect(await stack.succeeds(...up)).to.match(/orders *: "SYNCING"/);
    expect(pair.follower.documentCount("copy")).to.equal(50);
    expect(writes(pair)).to.deep.equal([start]);
    expect(await stack.succeeds(...up)).to.match(/2 unchanged/);
  });

  /** An `up` in the middle of its create, and the plugin's processes below it. */
  async function untilStarted(): Promise<{
    pid: number;
    ended: Promise<string>;
    plugins: number[];
  }> {
    let pid = 0;
    const running = stack.run([...up], { onSpawn: (spawned) => (pid = spawned) });
    const ended = running.then(({ output }) => output);
    expect(await comesTrue(() => writes(pair).includes(start))).to.equal(true);
    return { pid, ended, plugins: pluginsBelow(pid) };
  }
});

function pluginsBelow(parent: number): number[] {
  const processes = execFileSync("ps", ["-e", "-o", "pid=,ppid=,args="], { encoding: "utf8" })
    .split("\n")
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .flatMap((found) =>
      found === null
        ? []
        : [{ pid: Number(found[1]), of: Number(found[2]), command: found[3] ?? "" }],
    );
  return processes
    .filter(
      ({ of, command }) =>
        of === parent && command.includes("pulumi-resource-opensearch-replication"),
    )
    .map(({ pid }) => pid);
}
