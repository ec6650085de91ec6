// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { type ClusterPair, connect, startPair } from "../../sandbox/clusters";
import { ask } from "../support/ask";
import { type EngineStack, newStack } from "../support/engine-stack";

const head = [
  'const pulumi = require("@pulumi/pulumi");',
  'const replication = require("pulumi-opensearch-replication");',
].join("\n");
const owner = [
  head,
  "const url = process.env.FOLLOWER_URL;",
  'const provider = new replication.Provider("follower", { url, username: "admin", password: "s3cret" });',
  'const orders = new replication.StartedReplication("orders", { index: "copy", leaderIndex: "orders", leaderAlias: "leader" }, { provider });',
  "exports.inApply = orders.id.apply(async (index) => (await replication.getReplication({ index }, { provider })).status);",
  "exports.asOutput = replication.getReplicationOutput({ index: orders.id }, { provider }).lag;",
  "exports.before = replication.getReplicationOutput({ index: 'nothing' }, { provider }).exists;",
].join("\n");
const reader = [
  head,
  'const orders = replication.StartedReplication.get("orders", "copy");',
  "exports.leader = orders.leaderIndex;",
  "exports.status = orders.status;",
].join("\n");

describe("look-ups on the real engine", function () {
  this.timeout(10 * 60_000);
  let pair: ClusterPair;
  let stack: EngineStack;

  beforeEach(async () => {
    pair = await startPair();
    pair.leader.addIndex("orders", 5);
    await connect(pair, "leader");
    const { url } = pair.follower;
    stack = await newStack({
      environment: { OPENSEARCH_URL: url, FOLLOWER_URL: url },
      runtimeOptions: { typescript: false },
    });
  });
  afterEach(async () => {
    await pair.close();
    stack.remove();
  });

  it("tell of a replication that the same program starts, and are no secrets", async () => {
    stack.program(owner);
    await stack.succeeds("preview");
    const output = await stack.succeeds("up", "--yes", "--skip-preview");
    expect(output).to.match(/asOutput *: 0/);
    expect(output).to.match(/before *: false/);
    expect(output).to.match(/inApply *: "SYNCING"/);
    expect(stack.stateText()).not.to.include("s3cret");
  });

  it("get reads a replication anew in every up, and never stops it", async () => {
    const path = "/_plugins/_replication/copy";
    await ask(pair.follower, "PUT", `${path}/_start`, {
      leader_alias: "leader",
      leader_index: "orders",
    });
    stack.program(reader);
    const first = await stack.succeeds("up", "--yes", "--skip-preview");
    expect(first).to.match(/leader *: "orders"/);
    await ask(pair.follower, "POST", `${path}/_pause`, {});
    expect(await stack.succeeds("up", "--yes", "--skip-preview")).to.match(
      /status *: "SYNCING" => "PAUSED"/,
    );
    stack.program(head);
    await stack.succeeds("up", "--yes", "--skip-preview");
    expect(stack.replications()).to.deep.equal([]);
    expect((await ask(pair.follower, "GET", `${path}/_status`)).body).to.include({
      status: "PAUSED",
    });
  });

  it("get fails where there is nothing to read", async () => {
    stack.program(reader);
    expect(await stack.fails("preview")).to.match(/Nothing is replicated into "copy"/);
  });
});
