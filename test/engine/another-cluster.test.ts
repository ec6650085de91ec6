// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { type ClusterPair, startPair } from "../../sandbox/clusters";
import { type EngineStack, newStack } from "../support/engine-stack";
import { writes } from "../support/handler-life";
import { standingOn } from "../support/standing";

const up = ["up", "--yes", "--skip-preview"] as const;
const literal = JSON.stringify;

describe("another cluster behind the provider, on the real engine", function () {
  this.timeout(20 * 60_000);
  let first: ClusterPair;
  let second: ClusterPair;
  let stack: EngineStack;

  beforeEach(async () => {
    [first, second] = [await startPair(), await startPair()];
    for (const { leader } of [first, second]) leader.addIndex("orders", 20);
    stack = await newStack();
  });
  afterEach(async () => {
    await Promise.all([first.close(), second.close()]);
    stack.remove();
  });

  /** Everything that there is, on the follower at this address. */
  function declare(url: string, { leader }: ClusterPair, settings: object = {}): void {
    const connection = { alias: "eu", seeds: [leader.transportAddress] };
    const provider = { url, ...settings };
    stack.program(
      [
        'const replication = require("pulumi-opensearch-replication");',
        `const provider = new replication.Provider("follower", ${literal(provider)});`,
        `const eu = new replication.ReplicatedCluster("eu", {
           connection: ${literal(connection)}, indexes: ["orders"], autoFollow: { logs: { pattern: "logs-*" } },
         }, { provider });`,
      ].join("\n"),
    );
  }
  const wholly = async (pair: ClusterPair): Promise<void> => {
    const standing = standingOn(pair);
    expect(await standing.replication("orders")).to.equal("SYNCING of orders");
    expect(await standing.rules()).to.deep.equal(["logs: logs-*"]);
    expect(await standing.connections()).to.deep.equal(["eu"]);
  };

  it("is noticed by up, which refuses and names the setting, and touches neither", async () => {
    declare(first.follower.url, first);
    await stack.succeeds(...up);
    const before = writes(first).length;
    declare(second.follower.url, second);
    expect(await stack.succeeds("preview")).to.match(/~ 5 to update/);
    expect(await stack.fails(...up)).to.match(
      /was created on the cluster with uuid .* is another cluster .*\.\n.*\.\n.*`onClusterChange` to "startAnew"/,
    );
    expect(writes(second)).to.deep.equal([]);
    expect(writes(first).length).to.equal(before);
    declare(first.follower.url, first);
    await stack.succeeds(...up);
    await wholly(first);
  });

  it("that is gone for good -> refresh and destroy name the ways out, and forget lets a destroy go on, and no up", async () => {
    const gone = await startPair();
    gone.leader.addIndex("orders", 20);
    declare(gone.follower.url, gone);
    await stack.succeeds(...up);
    await gone.close();
    const wayOut =
      /If that cluster is gone for good.* OPENSEARCH_WHEN_UNREACHABLE=forget\) and run pulumi destroy.* pulumi state delete 'urn:\S+' --target-dependents/;
    expect(await stack.fails("refresh", "--yes", "--skip-preview")).to.match(wayOut);
    const destroy = ["destroy", "--yes", "--skip-preview"];
    expect(await stack.fails(...destroy)).to.match(wayOut);
    declare(gone.follower.url, gone, { whenUnreachable: "forget" });
    // The gate, which has nothing on the cluster, has been destroyed and waits in vain; the provider is updated.
    await stack.fails(...up);
    // Elsewhere, nobody knows what is at the first address.
    declare("http://127.0.0.1:9", gone, { whenUnreachable: "forget" });
    await stack.fails(...up);
    expect(await stack.fails(...destroy)).to.not.include("is forgotten");
    declare(gone.follower.url, gone, { whenUnreachable: "forget" });
    await stack.fails(...up);
    const output = await stack.succeeds(...destroy);
    for (const what of [
      'The replication into "orders"',
      'Connection "eu"',
      'rule "logs" of connection "eu"',
    ])
      expect(output).to.include(`${what} is forgotten, as whenUnreachable allows: `);
    expect(stack.replications()).to.deep.equal([]);
  });

  it("is begun anew on where onClusterChange says so, and a second up has nothing to do", async () => {
    declare(first.follower.url, first);
    await stack.succeeds(...up);
    declare(second.follower.url, second, { onClusterChange: "startAnew" });
    expect(await stack.succeeds(...up)).to.match(/starts over on .* which is another cluster/);
    await wholly(second);
    expect(second.follower.documentCount("orders")).to.equal(20);
    await stack.succeeds(...up, "--expect-no-changes");
    await stack.succeeds("destroy", "--yes", "--skip-preview");
    expect(await standingOn(second).connections()).to.deep.equal([]);
  });

  it("lets refresh and destroy take what was on the old one for gone, by the environment, too", async () => {
    declare(first.follower.url, first);
    await stack.succeeds(...up);
    declare(second.follower.url, second);
    // The engine has the new address once an up has come so far.
    await stack.fails(...up);
    expect(await stack.fails("refresh", "--yes", "--skip-preview")).to.match(/onClusterChange/);
    stack.stack.environment["OPENSEARCH_ON_CLUSTER_CHANGE"] = "startAnew";
    const output = await stack.succeeds("destroy", "--yes", "--skip-preview");
    expect(output).to.match(/is considered gone/);
    expect(writes(second)).to.deep.equal([]);
    await wholly(first);
  });

  it("is the same cluster under another address, which is noted, and nothing else is done", async () => {
    declare(first.follower.url, first);
    await stack.succeeds(...up);
    const before = first.follower.requests.length;
    const other = first.follower.url.replace("127.0.0.1", "localhost");
    declare(other, first);
    await stack.succeeds(...up);
    const requests = first.follower.requests
      .slice(before)
      .map(({ method, path }) => `${method} ${path}`);
    expect(new Set(requests)).to.deep.equal(new Set(["GET /"]));
    await stack.succeeds(...up, "--expect-no-changes");
    await wholly(first);
  });
});
