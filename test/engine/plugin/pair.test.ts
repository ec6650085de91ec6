// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { type ClusterPair, startPair } from "../../../sandbox/clusters";
import { ask } from "../../support/ask";
import type { EngineStack } from "../../support/engine-stack";
import { newPluginStack, registering } from "../../support/plugin-stack";

const up = ["up", "--yes", "--skip-preview"] as const;

describe("two sites through the plugin", function () {
  this.timeout(20 * 60_000);
  let pair: ClusterPair;
  let stack: EngineStack;

  beforeEach(async () => {
    pair = await startPair({ pace: { refresh: 0 } });
    pair.leader.addIndex("orders", 20, 2);
    stack = await newPluginStack();
  });
  afterEach(async () => {
    await pair.close();
    stack.remove();
  });

  /** The pair of sites as a generated SDK registers it. */
  function declare(active: string, more = ""): void {
    const { leader: eu, follower: us } = pair;
    const site = (name: string, address: string): string =>
      `${name}: { provider: ${name}, seeds: ["${address}"] }`;
    stack.program(
      registering(
        {},
        [
          "class Pair extends pulumi.ComponentResource {",
          "  constructor(name, args, opts) { super('opensearch-replication:index:ReplicatedPair', name, { active: undefined, ready: undefined, status: undefined, behind: undefined, ...args }, opts, true); }",
          "}",
          `const eu = new Provider("eu", { url: ${JSON.stringify(eu.url)} });`,
          `const us = new Provider("us", { url: ${JSON.stringify(us.url)} });`,
          `const shop = new Pair("shop", { sites: { ${site("eu", eu.transportAddress)}, ${site("us", us.transportAddress)} }, active: "${active}", indexes: ["orders"], ${more} });`,
          "exports.ready = shop.ready; exports.active = shop.active; exports.status = shop.status;",
        ].join("\n"),
      ),
    );
  }

  async function write(site: { url: string }, id: string): Promise<number> {
    return (await ask(site, "PUT", `/orders/_doc/${id}`, { id })).status;
  }

  it("switch by one word and lose nothing, as with the class", async () => {
    const { leader: eu, follower: us } = pair;
    declare("eu");
    expect(await stack.succeeds("preview")).to.match(/to create/);
    expect(await stack.succeeds(...up)).to.match(/active *: "eu"[^]*ready *: true/);
    expect(await write(eu, "before")).to.equal(201);
    expect(await write(us, "refused")).to.equal(403);
    declare("us");
    expect(await stack.succeeds(...up)).to.match(/active *: "eu" => "us"/);
    expect(await write(us, "after")).to.equal(201);
    expect(await write(eu, "refused")).to.equal(403);
    await ask(us, "POST", "/orders/_refresh");
    expect((await ask(us, "GET", "/orders/_count")).body["count"]).to.equal(22);
    expect(await stack.succeeds(...up)).to.match(/Resources:\s+\d+ unchanged/);
    const destroyed = await stack.succeeds("destroy", "--yes", "--skip-preview");
    expect(destroyed).to.match(/- \d+ deleted/);
    expect(await write(eu, "own")).to.equal(201);
  });

  it("say what is wrong with their inputs", async () => {
    declare(
      "asia",
      'named: [{ eu: "events" }], sites: { eu: { provider: eu }, us: { seeds: ["x:1"] } },',
    );
    const output = await stack.fails("preview");
    for (const said of [
      /ReplicatedPair "shop" has invalid inputs/,
      /active must be one of the sites, "eu" or "us"/,
      /sites\.eu needs either seeds or proxyAddress/,
      /sites\.us\.provider is missing/,
      /indexes must give each index a name on site "us"/,
    ])
      expect(output).to.match(said);
  });
});
