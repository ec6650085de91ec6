// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type ClusterPair, connect, startPair } from "../../sandbox/clusters";
import { executable } from "../../scripts/plugin/build";
import { type PluginProcess, pluginFolder, startPlugin, urnOf } from "../support/plugin-process";
import { isGone } from "../support/process-end";
import type { HostError } from "../support/grpc-calls";
import { thrownBy } from "../support/thrown-by";

const copy = { index: "copy", leaderIndex: "orders", leaderAlias: "leader" };
const urn = urnOf("StartedReplication");

describe("the end of the provider plugin", () => {
  let pair: ClusterPair;
  let plugin: PluginProcess;

  beforeEach(async () => {
    pair = await startPair({ pace: { firstReplay: 60_000 } });
    pair.leader.addIndex("orders", 20);
    await connect(pair, "leader");
    plugin = await startPlugin();
    await plugin.configure({ url: pair.follower.url });
  });
  afterEach(async () => {
    await plugin.close();
    await pair.close();
  });

  /** How a create that waits ends. */
  async function interruptedBy(end: () => void | Promise<void>): Promise<HostError> {
    const { inputs } = await plugin.check(urn, copy);
    const failure = thrownBy(plugin.create(urn, inputs));
    await plugin.engine.said(({ message }) => message.startsWith("SYNCING"));
    await end();
    return (await failure) as HostError;
  }

  it("a cancelled deployment saves what runs, and the process goes on answering", async () => {
    const failure = await interruptedBy(() => plugin.cancel());
    expect(failure.init?.reasons.join()).to.match(/was interrupted/);
    expect(failure.init?.properties).to.include({ status: "SYNCING", __unfinished: true });
    expect((await plugin.list("LeaderConnection")).ids).to.deep.equal(["leader"]);
  });

  it("with its standard input, the call in flight is answered and nothing stays behind", async () => {
    const failure = await interruptedBy(() => void plugin.process.stdin?.end());
    expect(failure.init?.reasons.join()).to.match(/was interrupted/);
    expect(await isGone(plugin.process.pid ?? 0)).to.equal(true);
  });

  it("with an interruption, the call in flight is answered first", async () => {
    const failure = await interruptedBy(() => void plugin.process.kill("SIGINT"));
    expect(failure.init?.reasons.join()).to.match(/was interrupted/);
    expect(await isGone(plugin.process.pid ?? 0)).to.equal(true);
  });

  it("idle, the end of its standard input ends it", async () => {
    const ended = once(plugin.process, "exit");
    plugin.process.stdin?.end();
    expect(await ended).to.deep.equal([130, null]);
  });

  it("idle, an interruption ends it, as at the end of every deployment", async () => {
    const ended = once(plugin.process, "exit");
    plugin.process.kill("SIGINT");
    expect(await ended).to.deep.equal([130, null]);
  });
});

describe("the provider plugin's file", () => {
  it("holds all that it needs, AWS credentials among it, and no SDK of Pulumi's", async () => {
    const text = readFileSync(join(await pluginFolder(), executable), "utf8");
    expect(text).not.to.include("@pulumi/pulumi/");
    // Nothing is found beside it, nor in a folder above.
    const plugin = await startPlugin({ AWS_EC2_METADATA_DISABLED: "true", HOME: "/nowhere" });
    try {
      await plugin.configure({
        url: "https://search-x.eu-west-1.es.amazonaws.com",
        signAwsRequests: true,
      });
      const failure = await thrownBy(plugin.read(urn, "copy"));
      expect(failure.message).to.match(
        /Could not get AWS credentials from the AWS SDK's default chain/,
      );
      expect(failure.message).to.match(/Could not load credentials from any providers/);
    } finally {
      await plugin.close();
    }
  });
});
