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
      /resource 'second': property index value \{COPY\} has a problem: must be lowercase/,
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

describe("a preview", function () {
  this.timeout(20 * 60_000);
  let pair: ClusterPair;
  let stack: EngineStack;
  beforeEach(async () => {
    pair = await startPair();
    for (const name of ["orders", "orders-2"]) pair.leader.addIndex(name, 50);
    await connect(pair, "leader");
    stack = await newStack();
  });
  afterEach(async () => {
    await pair.close();
    stack.remove();
  });

  const programWith = (args: object, url = pair.follower.url) =>
    stack.program(
      declaring(
        { copy: { args: { ...copy, ...args }, opts: "{ provider: follower }" } },
        `const follower = new replication.Provider("follower", { url: ${JSON.stringify(url)} });`,
      ),
    );

  it("tells which cluster a provider points to, and hides an address with userinfo", async () => {
    programWith({});
    expect(await stack.succeeds("preview", "--diff")).to.contain(pair.follower.url);
    programWith({}, pair.follower.url.replace("://", "://ann:s3cret@"));
    const hidden = await stack.succeeds("preview", "--diff");
    expect(hidden).to.contain("[secret]").and.not.to.contain(new URL(pair.follower.url).host);
  });

  it("tells in a line what an overwrite, an adoption, a replacement and a deleteIndex do, and up does that", async () => {
    pair.follower.addIndex("copy", 3);
    programWith({ ifIndexExists: "overwrite" });
    expect(await stack.succeeds("preview")).to.match(
      /If "copy" exists and is not already this replication, `pulumi up` deletes it with its data/,
    );
    await stack.succeeds(...up);
    expect(pair.follower.documentCount("copy")).to.equal(50);
    programWith({ ifIndexExists: "adopt" });
    expect(await stack.succeeds("preview")).not.to.match(/adopts it/);
    programWith({ leaderIndex: "orders-2" });
    expect(await stack.succeeds("preview")).to.match(
      /stops the replication into "copy", deletes that index with its data, and copies leader index "orders-2"/,
    );
    await stack.succeeds(...up);
    programWith({ leaderIndex: "orders-2", onDestroy: "deleteIndex" });
    expect(await stack.succeeds("preview")).to.match(
      /a destroy deletes follower index "copy" with its data/,
    );
    await stack.succeeds(...up);
    await stack.succeeds("destroy", "--yes", "--skip-preview");
    expect(pair.follower.hasIndex("copy")).to.equal(false);
  });
});
