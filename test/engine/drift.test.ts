// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { type ClusterPair, connect, startPair } from "../../sandbox/clusters";
import { ask } from "../support/ask";
import { declaring, type EngineStack, newStack } from "../support/engine-stack";

const copy = { index: "copy", leaderIndex: "orders", leaderAlias: "leader" };
const up = ["up", "--yes", "--skip-preview"] as const;
const refresh = ["refresh", "--yes", "--skip-preview"] as const;

describe("drift and desired state on the real engine", function () {
  this.timeout(20 * 60_000);
  let pair: ClusterPair;
  let stack: EngineStack;

  beforeEach(async () => {
    pair = await startPair();
    pair.leader.addIndex("orders", 50);
    pair.leader.addIndex("other", 3);
    await connect(pair, "leader");
    stack = await newStack({ environment: { OPENSEARCH_URL: pair.follower.url } });
    stack.program(declaring({ orders: { args: copy } }));
    await stack.succeeds(...up);
  });
  afterEach(async () => {
    await pair.close();
    stack.remove();
  });

  const status = async () =>
    (await ask(pair.follower, "GET", "/_plugins/_replication/copy/_status")).body;

  it("a self-pause is seen by refresh, named with its reason by preview, and resumed by up", async () => {
    pair.follower.pauseItself("copy", "trouble with a shard");
    expect(await stack.succeeds(...refresh, "--diff")).to.match(/status +: "SYNCING" => "PAUSED"/);
    expect(await stack.succeeds("preview")).to.match(
      /"copy" is paused: AutoPaused: .*trouble with a shard.*`pulumi up` resumes it if the leader still holds/,
    );
    expect(await stack.succeeds(...up)).to.match(/1 updated/);
    expect(await status()).to.include({ status: "SYNCING" });
    expect(await stack.succeeds(...up)).to.match(/2 unchanged/);
  });

  it("another leader under the same name is shown property by property, and replaced", async () => {
    await ask(pair.follower, "POST", "/_plugins/_replication/copy/_stop", {});
    await ask(pair.follower, "DELETE", "/copy");
    const body = { leader_alias: "leader", leader_index: "other" };
    await ask(pair.follower, "PUT", "/_plugins/_replication/copy/_start", body);
    expect(await stack.succeeds(...refresh, "--diff")).to.match(
      /leaderIndex *: "orders" => "other"/,
    );
    expect(await stack.succeeds("preview", "--diff")).to.match(
      /leaderIndex *: "other" => "orders"/,
    );
    expect(await stack.succeeds(...up)).to.match(/1 replaced/);
    expect(pair.follower.documentCount("copy")).to.equal(50);
  });

  it("an unreachable leader fails the refresh and changes nothing in the state", async () => {
    const saved = () =>
      stack.replications().map(({ id, inputs, outputs }) => ({ id, inputs, outputs }));
    const before = saved();
    pair.leader.goDown();
    expect(await stack.fails(...refresh)).to.match(/failed to fetch replication status/);
    expect(saved()).to.deep.equal(before);
    pair.leader.comeBack();
    expect(await stack.succeeds(...refresh)).to.match(/2 unchanged/);
  });

  it("pausing, settings and resuming are updates in place, shown by property", async () => {
    const changed = { ...copy, paused: true, settings: { number_of_replicas: 0 } };
    stack.program(declaring({ orders: { args: changed } }));
    const preview = await stack.succeeds("preview", "--diff");
    expect(preview).to.match(/~ paused *: false => true/);
    expect(preview).to.match(/\+ settings *: \{\s+\+ number_of_replicas: 0/);
    expect(await stack.succeeds(...up)).to.match(/1 updated/);
    expect(await status()).to.include({ status: "PAUSED" });
    expect(await stack.succeeds(...up)).to.match(/2 unchanged/);
    stack.program(declaring({ orders: { args: copy } }));
    expect(await stack.succeeds(...up)).to.match(/1 updated/);
    expect(await status()).to.include({ status: "SYNCING" });
  });

  it("replaceOnChanges and ignoreChanges work", async () => {
    const changed = { ...copy, waitFor: "syncing" };
    stack.program(declaring({ orders: { args: changed, opts: '{ ignoreChanges: ["waitFor"] }' } }));
    expect(await stack.succeeds("preview", "--expect-no-changes")).to.match(/2 unchanged/);
    stack.program(
      declaring({ orders: { args: changed, opts: '{ replaceOnChanges: ["waitFor"] }' } }),
    );
    expect(await stack.succeeds("preview")).to.match(/1 to replace/);
  });

  it('onReplace "refuse" is a mistake that preview names', async () => {
    stack.program(declaring({ orders: { args: { ...copy, onReplace: "refuse" } } }));
    await stack.succeeds(...up);
    const changed = { ...copy, leaderIndex: "other", onReplace: "refuse" };
    stack.program(declaring({ orders: { args: changed } }));
    expect(await stack.fails("preview")).to.match(
      /property leaderIndex .*cannot change without deleting the copy in "copy".*onReplace is "refuse"/,
    );
  });
});
