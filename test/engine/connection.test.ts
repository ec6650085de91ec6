// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { type ClusterPair, startPair } from "../../sandbox/clusters";
import { ask } from "../support/ask";
import { type EngineStack, newStack } from "../support/engine-stack";

const up = ["up", "--yes", "--skip-preview"] as const;

describe("a connection and what goes over it, on the real engine", function () {
  this.timeout(20 * 60_000);
  let pair: ClusterPair;
  let stack: EngineStack;

  beforeEach(async () => {
    pair = await startPair();
    pair.leader.addIndex("orders", 50);
    stack = await newStack({ environment: { OPENSEARCH_URL: pair.follower.url } });
  });
  afterEach(async () => {
    await pair.close();
    stack.remove();
  });

  /** A program of a connection and a replication over it. */
  function declare(changes: object = {}, name = "leader"): void {
    const connection = { alias: "eu", seeds: [pair.leader.transportAddress], ...changes };
    stack.program(
      [
        'const replication = require("pulumi-opensearch-replication");',
        `const leader = new replication.LeaderConnection("${name}", ${JSON.stringify(connection)});`,
        'const orders = new replication.StartedReplication("orders", { index: "copy", leaderAlias: leader, leaderIndex: "orders" });',
        "exports.connected = leader.connected;",
        "exports.status = orders.status;",
      ].join("\n"),
    );
  }

  const status = async (): Promise<unknown> =>
    (await ask(pair.follower, "GET", "/_plugins/_replication/copy/_status")).body;

  /** What was sent that changes something, without bodies. */
  const writes = (): string[] =>
    pair.follower.requests
      .filter(({ method, path }) => method !== "GET" && !path.endsWith("/_refresh"))
      .map(({ method, path }) => `${method} ${path.replace("/_plugins/_replication", "")}`);

  it("come up in order, change in place, and go in order", async () => {
    declare();
    const first = await stack.succeeds(...up);
    expect(first)
      .to.match(/connected: true/)
      .and.to.match(/status *: "SYNCING"/);
    expect(writes()).to.deep.equal(["PUT /_cluster/settings", "PUT /copy/_start"]);
    declare({ skipUnavailable: true });
    expect(await stack.succeeds("preview", "--diff")).to.match(/\+ skipUnavailable: true/);
    expect(await stack.succeeds(...up)).to.match(/~ 1 updated/);
    expect(writes().slice(2)).to.deep.equal(["PUT /_cluster/settings"]);
    expect(await stack.succeeds("preview", "--expect-no-changes")).to.match(/3 unchanged/);
    expect(await stack.succeeds("refresh", "--yes", "--skip-preview")).to.match(/3 unchanged/);
    await stack.succeeds("destroy", "--yes", "--skip-preview");
    expect(writes().slice(3)).to.deep.equal(["POST /copy/_stop", "PUT /_cluster/settings"]);
    const { body } = await ask(pair.follower, "GET", "/_cluster/settings?flat_settings=true");
    expect(body).to.deep.equal({ persistent: {}, transient: {} });
  });

  it("follow a new alias: made first, moved to, and only then is the old one removed", async () => {
    declare();
    await stack.succeeds(...up);
    declare({ alias: "europe" });
    expect(await stack.succeeds(...up)).to.match(/\+-2 replaced/);
    expect(await status()).to.include({ status: "SYNCING", leader_alias: "europe" });
    expect(pair.follower.documentCount("copy")).to.equal(50);
    const { body } = await ask(pair.follower, "GET", "/_cluster/settings?flat_settings=true");
    expect(Object.keys(body["persistent"] as object)).to.deep.equal([
      "cluster.remote.europe.seeds",
    ]);
  });

  it("are left alone where the resource gets another name in the program, without an alias option", async () => {
    declare();
    await stack.succeeds(...up);
    const before = writes().length;
    declare({}, "renamed");
    const output = await stack.succeeds(...up);
    expect(output).to.match(/adopted/);
    expect(writes()).to.have.length(before);
    expect(await status()).to.include({ status: "SYNCING" });
    expect(await stack.succeeds("preview", "--expect-no-changes")).to.match(/3 unchanged/);
  });

  it("a removal that is refused says why, without a stack trace, and everything goes on", async () => {
    declare();
    await stack.succeeds(...up);
    const start = { leader_alias: "eu", leader_index: "orders" };
    await ask(pair.follower, "PUT", "/_plugins/_replication/by-hand/_start", start);
    const output = await stack.fails("destroy", "--yes", "--skip-preview");
    expect(output).to.match(/Connection "eu" is still used by the replications into "by-hand"\./);
    expect(output).not.to.match(/\bat .*\.js:\d+/);
    await ask(pair.follower, "POST", "/_plugins/_replication/by-hand/_stop", {});
    await stack.succeeds("destroy", "--yes", "--skip-preview");
  });

  it("are left alone by a replacement that is forced from outside", async () => {
    declare();
    await stack.succeeds(...up);
    const before = writes().length;
    await stack.succeeds(...up, "--target-replace", "**::leader");
    expect(writes()).to.have.length(before);
    const { body } = await ask(pair.follower, "GET", "/_cluster/settings?flat_settings=true");
    expect(body["persistent"]).to.have.property("cluster.remote.eu.seeds");
    expect(await status()).to.include({ status: "SYNCING" });
  });

  it("name every mistake of a program in one preview", async () => {
    stack.program(
      [
        'const replication = require("pulumi-opensearch-replication");',
        'new replication.LeaderConnection("first", { alias: "e u", seeds: ["leader"] });',
        'new replication.AutoFollowRule("second", { name: "Logs", leaderAlias: "eu", pattern: "_x" });',
        'new replication.ReplicatedCluster("third", { connection: { alias: "eu" }, indexes: ["Orders"] });',
      ].join("\n"),
    );
    const output = await stack.fails("preview");
    expect(output).to.match(/LeaderConnection "first" has invalid inputs:\s+alias must consist of/);
    expect(output).to.match(/seeds\.0 must be "host:port"/);
    expect(output).to.match(/AutoFollowRule "second" has invalid inputs:\s+name must be lowercase/);
    expect(output).to.match(/pattern must not start with '_'/);
    expect(output).to.match(/LeaderConnection "third-connection" .*\s+seeds is required/);
    expect(output).to.match(/StartedReplication "third-Orders" .*\s+index must be lowercase/);
  });
});
