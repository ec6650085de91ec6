// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type ClusterPair, connect, startPair } from "../../../sandbox/clusters";
import { ask } from "../../support/ask";
import type { EngineStack } from "../../support/engine-stack";
import { writes } from "../../support/handler-life";
import { newPluginStack, registering } from "../../support/plugin-stack";

const of = (kind: string): string => `opensearch-replication:index:${kind}`;
const quietly = ["--yes", "--generate-code=false", "--protect=false"];

describe("what is there already, through the plugin", function () {
  this.timeout(20 * 60_000);
  let pair: ClusterPair;
  let stack: EngineStack;

  beforeEach(async () => {
    // From 3.6 on the server tells which connection a rule is of.
    pair = await startPair({ version: "3.8.0" });
    pair.leader.addIndex("orders", 50);
    await connect(pair, "leader");
    const body = { leader_alias: "leader", leader_index: "orders" };
    for (const index of ["first", "second"])
      await ask(pair.follower, "PUT", `/_plugins/_replication/${index}/_start`, body);
    const rule = { leader_alias: "leader", name: "logs", pattern: "logs-*" };
    await ask(pair.follower, "POST", "/_plugins/_replication/_autofollow", rule);
    stack = await newPluginStack({ environment: { OPENSEARCH_URL: pair.follower.url } });
    stack.program(registering({}));
  });
  afterEach(async () => {
    await pair.close();
    stack.remove();
  });

  it("is imported one by one or as a whole, and is unchanged in a program that names what it is", async () => {
    const before = writes(pair);
    await stack.succeeds("import", of("StartedReplication"), "first", "first", ...quietly);
    const resources = [
      { type: of("LeaderConnection"), name: "connection", id: "leader" },
      { type: of("AutoFollowRule"), name: "logs", id: "leader:logs" },
      { type: of("StartedReplication"), name: "second", id: "second" },
    ];
    const file = join(stack.stack.directory, "import.json");
    writeFileSync(file, JSON.stringify({ resources }));
    expect(await stack.succeeds("import", "--file", file, ...quietly)).to.match(/= 3 imported/);
    const seeds = await seedsOf(pair);
    const copyOf = (index: string): object => ({
      index,
      leaderIndex: "orders",
      leaderAlias: "leader",
    });
    stack.program(
      registering({
        first: { args: copyOf("first") },
        second: { args: copyOf("second") },
        connection: { kind: "LeaderConnection", args: { alias: "leader", seeds } },
        logs: {
          kind: "AutoFollowRule",
          args: { name: "logs", pattern: "logs-*", leaderAlias: "leader" },
        },
      }),
    );
    expect(await stack.succeeds("preview", "--expect-no-changes")).to.match(/5 unchanged/);
    expect(await stack.succeeds("up", "--yes", "--skip-preview")).to.match(/5 unchanged/);
    expect(writes(pair)).to.deep.equal(before);
  });

  it("is not imported under an id that nothing has", async () => {
    for (const [kind, id, said] of [
      ["StartedReplication", "nope", /Nothing is replicated into "nope"/],
      ["LeaderConnection", "nope", /Connection "nope" does not exist/],
      [
        "AutoFollowRule",
        "leader:nope",
        /"nope" of connection "leader" .* does not exist.*\n?.*"leader:logs"/,
      ],
      ["WriteBlock", "nope", /A WriteBlock is no object of the cluster/],
    ] as const)
      expect(await stack.fails("import", of(kind), "nope", id, ...quietly)).to.match(said);
  });

  it("is listed, read, looked up, made, changed and removed by pulumi do", async () => {
    const json = async (...args: string[]): Promise<unknown> => {
      const output = await stack.succeeds("do", ...args);
      return JSON.parse(output.slice(output.search(/^[[{]/m)));
    };
    const entry = (id: string, name = id): object => ({ id, name });
    expect(await json(of("StartedReplication"), "list")).to.deep.equal([
      entry("first"),
      entry("second"),
    ]);
    const one = await json(
      of("StartedReplication"),
      "list",
      "--leader-alias",
      "leader",
      "--count",
      "1",
    );
    expect(one).to.deep.equal([entry("first")]);
    expect(await json(of("LeaderConnection"), "list")).to.deep.equal([entry("leader")]);
    expect(await json(of("AutoFollowRule"), "list")).to.deep.equal([entry("leader:logs", "logs")]);
    expect(await json(of("getReplication"), "--index", "first")).to.include({ exists: true });
    const create = [
      of("StartedReplication"),
      "create",
      "--leader-alias",
      "leader",
      "--index",
      "third",
    ];
    const stateless = ["--stateless", "--yes"];
    const refused = await stack.fails("do", ...create, "--leader-index", "Orders", ...stateless);
    expect(refused).to.match(/leaderIndex: must be lowercase/);
    await stack.succeeds("do", ...create, "--leader-index", "orders", ...stateless);
    expect(pair.follower.documentCount("third")).to.equal(50);
    await stack.succeeds(
      "do",
      of("StartedReplication"),
      "patch",
      "third",
      "--paused",
      ...stateless,
    );
    const read = await json(of("StartedReplication"), "read", "third", "--output", "json");
    expect(read).to.include({ status: "PAUSED", paused: true });
    await stack.succeeds("do", of("StartedReplication"), "delete", "third", ...stateless);
    expect((await ask(pair.follower, "PUT", "/third/_doc/new", {})).status).to.equal(201);
  });
});

async function seedsOf({ follower }: ClusterPair): Promise<unknown> {
  const { body } = await ask(follower, "GET", "/_cluster/settings?flat_settings=true");
  return (body["persistent"] as Record<string, unknown>)["cluster.remote.leader.seeds"];
}
