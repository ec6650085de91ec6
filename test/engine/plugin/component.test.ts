// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { type ClusterPair, connect, startPair } from "../../../sandbox/clusters";
import type { EngineStack } from "../../support/engine-stack";
import { writes } from "../../support/handler-life";
import { newPluginStack, registering } from "../../support/plugin-stack";

const up = ["up", "--yes", "--skip-preview"] as const;

describe("a component through the plugin", function () {
  this.timeout(20 * 60_000);
  let pair: ClusterPair;
  let stack: EngineStack;

  beforeEach(async () => {
    pair = await startPair();
    for (const index of ["orders", "events"]) pair.leader.addIndex(index, 20);
    await connect(pair, "leader");
    stack = await newPluginStack();
  });
  afterEach(async () => {
    await pair.close();
    stack.remove();
  });

  const provider = (): string =>
    `const provider = new Provider("follower", { url: ${JSON.stringify(pair.follower.url)} });`;
  /** A component whose provider makes its resources, as a generated SDK registers it. */
  const cluster = (args: string): string =>
    registering(
      {},
      [
        "class Cluster extends pulumi.ComponentResource {",
        "  constructor(name, args, opts) { super('opensearch-replication:index:ReplicatedCluster', name, { followers: undefined, ...args }, opts, true); }",
        "}",
        provider(),
        `const europe = new Cluster("europe", ${args}, { providers: [provider] });`,
        "exports.followers = europe.followers;",
      ].join("\n"),
    );
  const two = `{ leaderAlias: "leader", suffix: "-eu", useRoles: pulumi.secret({ leaderClusterRole: "hidden-l", followerClusterRole: "hidden-f" }),
    indexes: [{ leaderIndex: "orders" }, { leaderIndex: "events", index: "copied", paused: true }],
    autoFollow: { logs: { pattern: "logs-*" } } }`;

  it("makes its resources with its provider, changes those that changed, and destroys them", async () => {
    stack.program(cluster(two));
    expect(await stack.succeeds("preview")).to.match(/\+ 7 to create/);
    expect(writes(pair)).to.deep.equal([]);
    const made = await stack.succeeds(...up);
    expect(made).to.match(/events *: "copied"[^]*orders *: "orders-eu"[^]*\+ 7 created/);
    expect(made).to.match(/1 of 1 caught up/);
    expect(pair.follower.documentCount("orders-eu")).to.equal(20);
    expect(stack.stateText()).not.to.include("hidden-l");
    expect(await stack.succeeds(...up)).to.match(/7 unchanged/);
    stack.program(cluster(two.replace("paused: true", "paused: false")));
    expect(await stack.succeeds(...up)).to.match(/2 updated[^]*5 unchanged/);
    expect(await stack.succeeds("destroy", "--yes", "--skip-preview")).to.match(/- 7 deleted/);
  });

  it("says what is wrong with its inputs in one error", async () => {
    stack.program(cluster('{ indexes: [{ index: "x" }], suffix: 3, colour: "red" }'));
    const output = await stack.fails("preview");
    for (const text of [
      /ReplicatedCluster "europe" has invalid inputs:/,
      /colour is no input/,
      /connection is required, or leaderAlias/,
      /indexes must be a list of objects with a leaderIndex/,
      /suffix must be a text/,
    ])
      expect(output).to.match(text);
  });

  it("takes over what the class of the npm package has made, and asks the cluster for nothing", async () => {
    const own =
      '{ connection: "leader", indexes: ["orders", "events"], rename: (one) => one + "-eu" }';
    stack.program(
      [
        'const replication = require("pulumi-opensearch-replication");',
        `const provider = new replication.Provider("follower", { url: ${JSON.stringify(pair.follower.url)} });`,
        `new replication.ReplicatedCluster("europe", ${own}, { provider });`,
      ].join("\n"),
    );
    expect(await stack.succeeds(...up)).to.match(/\+ 6 created/);
    const before = writes(pair);
    const same =
      '{ leaderAlias: "leader", suffix: "-eu", indexes: [{ leaderIndex: "orders" }, { leaderIndex: "events" }] }';
    stack.program(cluster(same));
    // The provider of the one is not the provider of the other; nothing else changes.
    expect(await stack.succeeds(...up)).to.match(/\+ 1 created\n +- 1 deleted\n[^]*5 unchanged/);
    expect(writes(pair)).to.deep.equal(before);
    expect(await stack.succeeds("refresh", "--yes", "--skip-preview")).to.match(/6 unchanged/);
    expect(await stack.succeeds("destroy", "--yes", "--skip-preview")).to.match(/- 6 deleted/);
  });
});
