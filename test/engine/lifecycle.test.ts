// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { type ClusterPair, connect, startPair } from "../../sandbox/clusters";
import { ask } from "../support/ask";
import { declaring, type EngineStack, newStack } from "../support/engine-stack";
import { writes } from "../support/handler-life";

const copy = { index: "copy", leaderIndex: "orders", leaderAlias: "leader" };
const up = ["up", "--yes", "--skip-preview"] as const;

describe("on the real engine", function () {
  this.timeout(20 * 60_000);
  let pair: ClusterPair;
  let stack: EngineStack;

  beforeEach(async () => {
    // A stop of a replication with a red index takes 30 s on a real cluster.
    pair = await startPair({ pace: { redReopen: 200 } });
    pair.leader.addIndex("orders", 50);
    pair.leader.addIndex("other", 3);
    await connect(pair, "leader");
    stack = await newStack({ environment: { OPENSEARCH_URL: pair.follower.url } });
    stack.program(declaring({ orders: { args: copy } }));
  });
  afterEach(async () => {
    await pair.close();
    stack.remove();
  });

  it("up starts a replication that has caught up, a second up changes nothing, refresh finds nothing, destroy keeps the index", async () => {
    const first = await stack.succeeds(...up);
    expect(first).to.match(/\+ 2 created/);
    expect(first).to.match(/orders *: "SYNCING"/);
    expect(pair.follower.documentCount("copy")).to.equal(50);
    expect(await stack.succeeds(...up)).to.match(/2 unchanged/);
    expect(await stack.succeeds("refresh", "--yes", "--skip-preview")).to.match(/2 unchanged/);
    expect(await stack.succeeds("preview", "--expect-no-changes")).to.match(/2 unchanged/);
    await stack.succeeds("destroy", "--yes", "--skip-preview");
    expect((await ask(pair.follower, "PUT", "/copy/_doc/new", {})).status).to.equal(201);
    expect(pair.follower.documentCount("copy")).to.equal(51);
  });

  it("preview needs neither the cluster nor credentials, and names every bad input of the program", async () => {
    const nowhere = await newStack();
    try {
      nowhere.program(declaring({ orders: { args: copy } }));
      expect(await nowhere.succeeds("preview")).to.match(/\+ 2 to create/);
      nowhere.program(
        declaring({
          one: { args: { ...copy, index: "Orders", useRoles: { leaderClusterRole: "l" } } },
          two: { args: { ...copy, leaderIndex: "", timeouts: { create: "soon" }, extra: 1 } },
        }),
      );
      const output = await nowhere.fails("preview");
      for (const text of [
        /StartedReplication "one" has invalid inputs:/,
        /index must be lowercase \(got "Orders"\)/,
        /useRoles\.followerClusterRole is required: set both roles/,
        /StartedReplication "two" has invalid inputs:/,
        /leaderIndex must not be empty/,
        /timeouts\.create must be a duration.*got "soon"/,
        /extra is not an input/,
      ]) {
        expect(output).to.match(text);
      }
      expect(await nowhere.fails(...up)).to.match(/index must be lowercase/);
      expect(nowhere.replications()).to.deep.equal([]);
    } finally {
      nowhere.remove();
    }
  });

  it("up without settings says which are missing and where to set them", async () => {
    const nowhere = await newStack();
    try {
      nowhere.program(declaring({ orders: { args: copy } }));
      const output = await nowhere.fails(...up);
      expect(output).to.match(
        /url is missing\n +Set them on the Provider, as stack configuration.*OPENSEARCH_URL/,
      );
      expect(nowhere.replications()).to.deep.equal([]);
    } finally {
      nowhere.remove();
    }
  });

  it("a changed leader replaces the replication under the same name", async () => {
    await stack.succeeds(...up);
    stack.program(declaring({ orders: { args: { ...copy, leaderIndex: "other" } } }));
    expect(await stack.succeeds("preview", "--diff")).to.match(
      /leaderIndex *: "orders" => "other"/,
    );
    expect(await stack.succeeds(...up)).to.match(/1 replaced/);
    expect(pair.follower.documentCount("copy")).to.equal(3);
    expect(await stack.succeeds(...up)).to.match(/2 unchanged/);
  });

  it("a replacement that the cluster refuses leaves the old replication running, and the next up goes on from there", async () => {
    await stack.succeeds(...up);
    stack.program(declaring({ orders: { args: { ...copy, leaderIndex: "missing" } } }));
    expect(await stack.fails(...up)).to.match(
      /no such index \[missing\].*\n +leaderIndex must exist/,
    );
    expect(
      (await ask(pair.follower, "GET", "/_plugins/_replication/copy/_status")).body,
    ).to.include({
      status: "SYNCING",
      leader_index: "orders",
    });
    stack.program(declaring({ orders: { args: copy } }));
    expect(await stack.succeeds(...up)).to.match(/2 unchanged/);
  });

  it("a changed name starts the new follower and leaves the old index", async () => {
    await stack.succeeds(...up);
    stack.program(declaring({ orders: { args: { ...copy, index: "copy-2" } } }));
    expect(await stack.succeeds(...up)).to.match(/1 replaced/);
    expect(pair.follower.documentCount("copy-2")).to.equal(50);
    expect((await ask(pair.follower, "PUT", "/copy/_doc/new", {})).status).to.equal(201);
  });

  it("a refresh sees that a replication was stopped outside, and up touches nothing of the index that is left", async () => {
    await stack.succeeds(...up);
    await ask(pair.follower, "POST", "/_plugins/_replication/copy/_stop", {});
    await ask(pair.follower, "PUT", "/copy/_doc/mine", {});
    expect(await stack.succeeds("refresh", "--yes", "--skip-preview")).to.match(/1 deleted/);
    expect(await stack.fails(...up)).to.match(
      /follows nothing.*\n.*delete it there \(DELETE \/copy\)/,
    );
    expect(pair.follower.documentCount("copy")).to.equal(51);
    await ask(pair.follower, "DELETE", "/copy");
    await stack.succeeds(...up);
    expect(pair.follower.documentCount("copy")).to.equal(50);
  });

  it("a bootstrap that fails is saved with its reason, and the next up replaces it", async () => {
    pair.follower.failBootstrap("copy");
    expect(await stack.fails(...up)).to.match(/has failed: shard could not be allocated/);
    const [saved] = stack.replications();
    expect(saved?.initErrors?.join()).to.match(/has failed/);
    expect(saved?.outputs).to.include({ status: "FAILED" });
    expect(saved?.outputs).to.have.property("__provider");
    expect(await stack.succeeds(...up)).to.match(/1 replaced/);
    expect(pair.follower.documentCount("copy")).to.equal(50);
    expect(await stack.succeeds(...up)).to.match(/2 unchanged/);
  });

  const [probe, remove, stop] = [
    "PUT /_plugins/_replication/copy/_start",
    "DELETE /copy",
    "POST /_plugins/_replication/copy/_stop",
  ];
  const [pause, fence] = ["POST /_plugins/_replication/copy/_pause", "PUT /copy/_block/write"];
  // The first DELETE asks for the right, and is refused by the plugin's block.
  const replacing = [probe, pause, remove, stop, fence, probe, remove, probe];

  for (const [what, force] of [
    ["--target-replace", (urn: string) => ({ before: [], up: [...up, "--target-replace", urn] })],
    ["pulumi state taint", (urn: string) => ({ before: ["state", "taint", urn, "--yes"], up })],
  ] as const) {
    it(`${what} brings a new copy, and asks whether it can be started before anything is stopped`, async () => {
      await stack.succeeds(...up);
      const [{ urn } = { urn: "" }] = stack.replications();
      const { before, up: anew } = force(urn);
      if (before.length > 0) await stack.succeeds(...before);
      pair.follower.requests.length = 0;
      expect(await stack.succeeds(...anew)).to.match(/1 replaced/);
      // The first start takes over what runs; the second is a probe.
      expect(writes(pair)).to.deep.equal([probe, ...replacing]);
      expect(pair.follower.documentCount("copy")).to.equal(50);
      expect(await stack.succeeds(...up)).to.match(/2 unchanged/);
    });
  }

  it("replaceOnChanges replaces under the same name, the new start asked for first", async () => {
    const opts = '{ replaceOnChanges: ["waitFor"] }';
    stack.program(declaring({ orders: { args: copy, opts } }));
    await stack.succeeds(...up);
    pair.follower.requests.length = 0;
    stack.program(declaring({ orders: { args: { ...copy, waitFor: "syncing" }, opts } }));
    expect(await stack.succeeds(...up)).to.match(/1 replaced/);
    expect(writes(pair)).to.deep.equal(replacing);
    expect(await stack.succeeds(...up)).to.match(/2 unchanged/);
    expect(pair.follower.documentCount("copy")).to.equal(50);
  });

  it("destroy succeeds when everything is gone already", async () => {
    await stack.succeeds(...up);
    await ask(pair.follower, "POST", "/_plugins/_replication/copy/_stop", {});
    await ask(pair.follower, "DELETE", "/copy");
    await stack.succeeds("destroy", "--yes", "--skip-preview");
    expect(stack.replications()).to.deep.equal([]);
  });

  it("a resource that is given another name in the program keeps its replication", async () => {
    await stack.succeeds(...up);
    stack.program(declaring({ renamed: { args: copy } }));
    expect(await stack.succeeds(...up)).to.match(/was not stopped: urn:\S+::renamed took it over/);
    expect(
      (await ask(pair.follower, "GET", "/_plugins/_replication/copy/_status")).body,
    ).to.include({
      status: "SYNCING",
    });
    expect(await stack.succeeds(...up)).to.match(/2 unchanged/);
  });
});
