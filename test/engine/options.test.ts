// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { type ClusterPair, connect, startPair } from "../../sandbox/clusters";
import { ask } from "../support/ask";
import { type EngineStack, newStack } from "../support/engine-stack";
import { writes } from "../support/handler-life";
import { standingOn } from "../support/standing";

const up = ["up", "--yes", "--skip-preview"] as const;
const literal = JSON.stringify;
const copy = { index: "copy", leaderIndex: "orders", leaderAlias: "leader" };

describe("names, values and options of the real engine", function () {
  this.timeout(20 * 60_000);
  let pair: ClusterPair;
  let stack: EngineStack;

  beforeEach(async () => {
    pair = await startPair();
    pair.leader.addIndex("orders", 20);
    await connect(pair);
    stack = await newStack({ environment: { OPENSEARCH_URL: pair.follower.url } });
  });
  afterEach(async () => {
    await pair.close();
    stack.remove();
  });

  const program = (...lines: string[]): void =>
    stack.program(
      [
        'const pulumi = require("@pulumi/pulumi");',
        'const replication = require("pulumi-opensearch-replication");',
        ...lines,
      ].join("\n"),
    );
  const declare = (more: string, opts = "{}"): void =>
    program(
      `new replication.StartedReplication("orders", { ...${literal(copy)}, ${more} }, ${opts});`,
    );
  const sent = (endpoint: string): unknown => {
    const request = pair.follower.requests.filter(({ path }) => path.endsWith(endpoint)).at(-1);
    return JSON.parse(request?.body ?? "{}") as unknown;
  };

  it("a secret among the settings is nowhere in clear, also after an update, a refresh and a failure", async () => {
    const settings = (value: string): string =>
      `settings: { refresh_interval: pulumi.secret(${literal(value)}), number_of_replicas: 1 }`;
    const said: string[] = [];
    declare(settings("31337s"));
    said.push(await stack.succeeds(...up), stack.stateText());
    expect(sent("_start")).to.deep.include({
      settings: { "index.number_of_replicas": "1", "index.refresh_interval": "31337s" },
    });
    declare(settings("31338s"));
    said.push(await stack.succeeds("preview", "--diff"), await stack.succeeds(...up));
    said.push(await stack.succeeds("refresh", "--yes", "--skip-preview"), stack.stateText());
    pair.follower.goDown();
    declare(settings("31339s"));
    said.push(await stack.fails(...up), stack.stateText());
    pair.follower.comeBack();
    expect(said.join("\n")).not.to.match(/3133[789]s/);
  });

  it("settings may be nested as the REST API takes them, and are the same when they are flat", async () => {
    declare("settings: { index: { number_of_replicas: 0, codec: pulumi.output('default') } }");
    await stack.succeeds(...up);
    const settings = { "index.codec": "default", "index.number_of_replicas": "0" };
    expect(sent("_start")).to.deep.include({ settings });
    declare("settings: { number_of_replicas: 0, 'index.codec': 'default' }");
    expect(await stack.succeeds(...up)).to.match(/2 unchanged/);
    declare("settings: { index: { number_of_replicas: 1 } }");
    expect(await stack.succeeds(...up)).to.match(/1 updated/);
    expect(sent("_update")).to.deep.equal({ settings: { "index.number_of_replicas": "1" } });
  });

  it("ignoreChanges of one setting leaves it as it is, by the name that the program gives it", async () => {
    const opts = '{ ignoreChanges: ["settings.number_of_replicas"] }';
    declare("settings: { number_of_replicas: 1 }", opts);
    await stack.succeeds(...up);
    declare("settings: { number_of_replicas: 2 }", opts);
    expect(await stack.succeeds(...up)).to.match(/2 unchanged/);
    declare('settings: { number_of_replicas: 2, refresh_interval: "5s" }', opts);
    await stack.succeeds(...up);
    expect(sent("_update")).to.deep.equal({
      settings: { "index.number_of_replicas": "1", "index.refresh_interval": "5s" },
    });
  });

  it("settings that only look otherwise are no change", async () => {
    declare('settings: { number_of_replicas: 1, "index.refresh_interval": "5s" }');
    await stack.succeeds(...up);
    declare('settings: { "index.number_of_replicas": "1", refresh_interval: "5s" }');
    expect(await stack.succeeds(...up, "--expect-no-changes")).to.match(/2 unchanged/);
  });

  it('ignoreChanges of "paused" is honoured by up --refresh: a pause from outside stays', async () => {
    declare("", '{ ignoreChanges: ["paused"] }');
    await stack.succeeds(...up);
    await ask(pair.follower, "POST", "/_plugins/_replication/copy/_pause", {});
    await stack.succeeds(...up, "--refresh");
    expect(await standingOn(pair).replication("copy")).to.equal("PAUSED of orders");
    declare("");
    await stack.succeeds(...up, "--refresh");
    expect(await standingOn(pair).replication("copy")).to.equal("SYNCING of orders");
  });

  it("customTimeouts are the limits of what `timeouts` leaves out", async () => {
    declare(
      'timeouts: { update: "3m" }',
      '{ customTimeouts: { create: "1h30m", update: "7m", delete: "45s" } }',
    );
    await stack.succeeds(...up);
    expect(stack.replications()[0]?.outputs?.["timeouts"]).to.deep.equal({
      ...{ create: "1h30m", update: "3m", delete: "45s" },
    });
  });

  it("a change of options alone makes no request, with leader and cluster down", async () => {
    declare("");
    await stack.succeeds(...up);
    pair.leader.goDown();
    pair.follower.goDown();
    const before = pair.follower.requests.length;
    declare('onDestroy: "deleteIndex", onReplace: "refuse", waitFor: "syncing"');
    expect(await stack.succeeds(...up)).to.match(/~ 1 updated/);
    expect(pair.follower.requests.length).to.equal(before);
    pair.leader.comeBack();
    pair.follower.comeBack();
  });

  it("a gate waits again after every new start of a member, and after nothing else", async () => {
    const declared = (more: string, gateMore = ""): void =>
      program(
        `const orders = new replication.StartedReplication("orders", { ...${literal(copy)}, ${more} });`,
        `new replication.ReplicationGate("gate", { replications: [orders], ${gateMore} });`,
      );
    declared("");
    await stack.succeeds(...up);
    await stack.succeeds(...up, "--expect-no-changes");
    declared('onDestroy: "deleteIndex"');
    expect(await stack.succeeds(...up)).to.match(/~ 1 updated/);
    pair.leader.addIndex("other", 3);
    declared('onDestroy: "deleteIndex", leaderIndex: "other"');
    expect(await stack.succeeds(...up)).to.match(/~ 1 updated\s+\+-1 replaced/);
    await stack.succeeds(...up, "--expect-no-changes");
  });

  it("rules of a ReplicatedCluster come after its replications, which may insist on being first", async () => {
    pair.leader.addIndex("logs-audit", 3);
    program(
      `new replication.ReplicatedCluster("eu", {
         connection: "leader", indexes: ["logs-audit"], ifIndexExists: "fail",
         autoFollow: { logs: { pattern: "logs-*" } },
       });`,
    );
    await stack.succeeds(...up);
    expect(writes(pair).map((write) => write.split("/").at(-1))).to.deep.equal([
      "_start",
      "_autofollow",
    ]);
    await stack.succeeds("destroy", "--yes", "--skip-preview");
  });
});
