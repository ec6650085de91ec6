// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { type ClusterPair, connect, startPair } from "../../sandbox/clusters";
import { declaring, type EngineStack, newStack } from "../support/engine-stack";

const copy = { index: "copy", leaderIndex: "orders", leaderAlias: "leader" };
const up = ["up", "--yes", "--skip-preview"] as const;

describe("values that are not known at preview", function () {
  this.timeout(20 * 60_000);
  let pair: ClusterPair;
  let stack: EngineStack;

  beforeEach(async () => {
    pair = await startPair();
    pair.leader.addIndex("orders", 50);
    await connect(pair, "leader");
    stack = await newStack({ environment: { OPENSEARCH_URL: pair.follower.url } });
  });
  afterEach(async () => {
    await pair.close();
    stack.remove();
  });

  it("may be a provider's url and an input: preview and up of a new stack work", async () => {
    // What the first replication puts out is unknown before it exists.
    const later = `const later = (value) => first.clusterUuid.apply(() => value);`;
    const provider = `const follower = new replication.Provider("follower", { url: later(${JSON.stringify(pair.follower.url)}), leaderAlias: later("leader") });`;
    const first = `const first = new replication.StartedReplication("first", ${JSON.stringify(copy)});`;
    stack.program(
      [
        declaring({}, `${first}\n${later}\n${provider}`),
        `new replication.StartedReplication("second", { index: "copy-2", leaderIndex: later("orders") }, { provider: follower });`,
      ].join("\n"),
    );
    expect(await stack.succeeds("preview")).to.match(/\+ 4 to create/);
    expect(await stack.succeeds(...up)).to.match(/\+ 4 created/);
    expect(await stack.succeeds("preview", "--expect-no-changes")).to.match(/4 unchanged/);
    expect(stack.replications()[1]?.outputs).to.include({ index: "copy-2", leaderAlias: "leader" });
  });

  it("are checked by the provider once they are known, with the property and the rule", async () => {
    const first = `const first = new replication.StartedReplication("first", ${JSON.stringify(copy)});`;
    const args = `{ index: first.index.apply((index) => index.toUpperCase()), leaderIndex: "orders", leaderAlias: "leader" }`;
    stack.program(
      `${declaring({}, first)}\nnew replication.StartedReplication("second", ${args});`,
    );
    expect(await stack.fails(...up)).to.match(
      /resource 'second': property index value \{COPY\} has a problem: must be lowercase \(got "COPY"\)/,
    );
  });

  it("are none where a gate waits for replications that name no roles", async () => {
    const first = `const first = new replication.StartedReplication("first", ${JSON.stringify(copy)});`;
    stack.program(
      `${declaring({}, first)}\nnew replication.ReplicationGate("copied", { replications: [first] });`,
    );
    expect(await stack.succeeds(...up)).to.match(/\+ 3 created/);
    expect(await stack.succeeds("preview", "--expect-no-changes")).to.match(/3 unchanged/);
  });
});
