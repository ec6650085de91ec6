// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { type ClusterPair, connect, startPair } from "../../sandbox/clusters";
import { type EngineStack, newStack } from "../support/engine-stack";
import { writes } from "../support/handler-life";
import { standingOn, type StandingOnFollower } from "../support/standing";

const up = ["up", "--yes", "--skip-preview"] as const;
const destroy = ["destroy", "--yes", "--skip-preview"] as const;
const literal = JSON.stringify;

const copy = { index: "copy", leaderIndex: "orders", leaderAlias: "leader" };
const broken = { index: "broken", leaderIndex: "missing", leaderAlias: "leader" };
const rule = {
  ...{ name: "logs", leaderAlias: "leader", pattern: "logs-*" },
  onDestroy: "stopFollowers",
};

describe("what a program declares keeps running on the real engine", function () {
  this.timeout(20 * 60_000);
  let pair: ClusterPair;
  let stack: EngineStack;
  let standing: StandingOnFollower;

  beforeEach(async () => {
    pair = await startPair({ pace: { autoFollowFirst: 50 } });
    for (const [index, count] of Object.entries({ orders: 50, "logs-1": 3, "logs-audit": 7 })) {
      pair.leader.addIndex(index, count);
    }
    standing = standingOn(pair);
    stack = await newStack({ environment: { OPENSEARCH_URL: pair.follower.url } });
  });
  afterEach(async () => {
    await pair.close();
    stack.remove();
  });

  const declare = (...lines: string[]): void =>
    stack.program(
      ['const replication = require("pulumi-opensearch-replication");', ...lines].join("\n"),
    );
  const replication = (name: string, args: object, opts = "{}"): string =>
    `const ${name} = new replication.StartedReplication(${literal(name)}, ${literal(args)}, ${opts});`;
  const followRule = (name: string, args: object, opts = "{}"): string =>
    `const ${name} = new replication.AutoFollowRule(${literal(name)}, ${literal(args)}, ${opts});`;
  const provider = (name: string): string =>
    `const ${name} = new replication.Provider(${literal(name)}, { url: ${literal(pair.follower.url)} });`;
  const cluster = (name: string, args: object = {}, opts = "{}"): string => {
    const connection = { alias: "eu", seeds: [pair.leader.transportAddress] };
    const all = { connection, indexes: ["orders"], autoFollow: { logs: { pattern: "logs-*" } } };
    return `const ${name} = new replication.ReplicatedCluster(${literal(name)}, ${literal({ ...all, ...args })}, ${opts});`;
  };
  const idle = async (): Promise<void> => {
    const before = writes(pair).length;
    await stack.succeeds(...up, "--expect-no-changes");
    expect(writes(pair).length, "an up without a change writes nothing").to.equal(before);
  };

  it("a replication and a rule that are renamed beside a failure", async () => {
    await connect(pair);
    declare(replication("orders", copy), followRule("logs", rule));
    await stack.succeeds(...up);
    declare(
      replication("renamed", copy),
      followRule("renamedLogs", rule),
      replication("broken", broken, "{ dependsOn: [renamed, renamedLogs] }"),
    );
    expect(await stack.fails(...up)).to.match(/no such index \[missing\]/);
    declare(replication("renamed", copy), followRule("renamedLogs", rule));
    const output = await stack.succeeds(...up);
    expect(output).to.match(/was not stopped: urn:\S+::renamed of this program has it/);
    expect(await standing.replication("copy")).to.equal("SYNCING of orders");
    expect(await standing.rules()).to.deep.equal(["logs: logs-*"]);
    expect(await standing.replication("logs-1")).to.match(/ of logs-1$/);
    await idle();
    await stack.succeeds(...destroy);
    expect(await standing.replication("copy")).to.equal("none");
    expect(await standing.replication("logs-1")).to.equal("none");
    expect(await standing.rules()).to.deep.equal([]);
  });

  it("a replication whose new name alone is targeted", async () => {
    await connect(pair);
    declare(replication("orders", copy));
    await stack.succeeds(...up);
    declare(replication("renamed", copy));
    await stack.succeeds(...up, "--target", "**::renamed");
    await stack.succeeds(...up);
    expect(await standing.replication("copy")).to.equal("SYNCING of orders");
    await idle();
  });

  it("a ReplicatedCluster that is renamed with its provider, beside a failure and without", async () => {
    const declared = (name: string, with_: string, ...more: string[]): void =>
      declare(provider(with_), cluster(name, {}, `{ provider: ${with_} }`), ...more);
    const wholly = async (): Promise<void> => {
      expect(await standing.replication("orders")).to.equal("SYNCING of orders");
      expect(await standing.replication("logs-1")).to.match(/ of logs-1$/);
      expect(await standing.rules()).to.deep.equal(["logs: logs-*"]);
      expect(await standing.connections()).to.deep.equal(["eu"]);
    };
    declared("one", "first");
    await stack.succeeds(...up);
    await wholly();
    declared("two", "second");
    await stack.succeeds(...up);
    await wholly();
    await idle();
    const failing = replication(
      "broken",
      { ...broken, leaderAlias: "eu" },
      "{ provider: third, dependsOn: [three.gate, ...Object.values(three.rules)] }",
    );
    declared("three", "third", failing);
    expect(await stack.fails(...up)).to.match(/no such index \[missing\]/);
    declared("three", "third");
    await stack.succeeds(...up);
    await wholly();
    await idle();
    await stack.succeeds(...destroy);
    expect(await standing.replication("orders")).to.equal("none");
    expect(await standing.rules()).to.deep.equal([]);
    expect(await standing.connections()).to.deep.equal([]);
  });

  it("resources that move to another provider of the same cluster, renamed or not", async () => {
    await connect(pair);
    const declared = (name: string, with_: string): void =>
      declare(
        provider("first"),
        provider("second"),
        replication(name, copy, `{ provider: ${with_} }`),
        followRule("logs", rule, `{ provider: ${with_} }`),
      );
    declared("orders", "first");
    await stack.succeeds(...up);
    declared("orders", "second");
    await stack.succeeds(...up);
    declared("renamed", "first");
    await stack.succeeds(...up);
    expect(await standing.replication("copy")).to.equal("SYNCING of orders");
    expect(await standing.rules()).to.deep.equal(["logs: logs-*"]);
    expect(writes(pair).filter((one) => one.endsWith("_stop"))).to.deep.equal([]);
    await idle();
  });

  it("followers of a rule whose pattern changes together with its provider", async () => {
    await connect(pair);
    const declared = (pattern: string, with_: string): void =>
      declare(
        provider("first"),
        provider("second"),
        followRule("logs", { ...rule, pattern }, `{ provider: ${with_} }`),
      );
    declared("logs-*", "first");
    await stack.succeeds(...up);
    declared("logs*", "second");
    await stack.succeeds(...up);
    expect(await standing.rules()).to.deep.equal(["logs: logs*"]);
    expect(await standing.replication("logs-1")).to.match(/ of logs-1$/);
    await idle();
  });

  it("an index that is listed, when a rule goes that matches it too", async () => {
    const indexes = ["logs-audit"];
    declare(cluster("eu", { indexes }));
    await stack.succeeds(...up);
    declare(cluster("eu", { indexes, autoFollow: {} }));
    const output = await stack.succeeds(...up);
    expect(output).to.match(/Followers that continue.*logs-audit/);
    expect(await standing.replication("logs-audit")).to.equal("SYNCING of logs-audit");
    expect(await standing.replication("logs-1")).to.equal("none");
    await idle();
    await stack.succeeds(...destroy);
    expect(await standing.connections()).to.deep.equal([]);
  });

  it("a replication that is renamed after its follower was stopped and deleted outside", async () => {
    await connect(pair);
    declare(replication("orders", copy));
    await stack.succeeds(...up);
    await standing.stop("copy");
    await fetch(`${pair.follower.url}/copy`, { method: "DELETE" });
    declare(replication("renamed", copy));
    await stack.succeeds(...up);
    expect(await standing.replication("copy")).to.equal("SYNCING of orders");
    await idle();
  });

  it("names of two resources that are swapped", async () => {
    await connect(pair);
    const other = { ...copy, index: "audit", leaderIndex: "logs-audit" };
    declare(replication("one", copy), replication("two", other));
    await stack.succeeds(...up);
    declare(replication("one", other), replication("two", copy));
    await stack.succeeds(...up);
    expect(await standing.replication("copy")).to.equal("SYNCING of orders");
    expect(await standing.replication("audit")).to.equal("SYNCING of logs-audit");
    await idle();
  });

  it("two resources for one thing are a mistake that preview names, over two providers, too", async () => {
    const connection = `{ alias: "eu", seeds: ["${pair.leader.transportAddress}"] }`;
    declare(
      provider("first"),
      replication("one", copy),
      replication("two", copy, "{ provider: first }"),
    );
    expect(await stack.fails("preview")).to.match(
      /names follower index "copy", which urn:\S+::(one|two) of this program already owns/,
    );
    declare(followRule("one", rule), followRule("two", rule));
    expect(await stack.fails("preview")).to.match(/names auto-follow rule "leader:logs"/);
    declare(
      `new replication.LeaderConnection("one", ${connection});`,
      `new replication.LeaderConnection("two", ${connection});`,
    );
    expect(await stack.fails("preview")).to.match(/names connection "eu"/);
  });

  it("a connection that nothing uses goes in the same destroy as one that replications use", async () => {
    const connection = (name: string): string =>
      `const ${name} = new replication.LeaderConnection(${literal(name)}, { alias: ${literal(name)}, seeds: [${literal(pair.leader.transportAddress)}] });`;
    const many = Array.from({ length: 8 }, (_none, at) => {
      pair.leader.addIndex(`many-${at}`, 1);
      const args = literal({ index: `many-${at}-copy`, leaderIndex: `many-${at}` });
      return `new replication.StartedReplication("many-${at}", { ...${args}, leaderAlias: used });`;
    });
    declare(connection("used"), connection("unused"), ...many);
    await stack.succeeds(...up);
    await stack.succeeds(...destroy);
    expect(await standing.connections()).to.deep.equal([]);
  });
});
