// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { connect, startPair } from "../../../sandbox/clusters";
import { blocksIn, textOf } from "../../../scripts/docs/blocks";
import { newPluginStack } from "../../support/plugin-stack";
import {
  compileForGo,
  compileForNode,
  generateSdks,
  type Sdks,
  succeeds,
} from "../../support/sdks";
import { schemaFile } from "../../../scripts/schema/main";

const program = `
const pulumi = require("@pulumi/pulumi");
const replication = require("opensearch-replication-sdk");
const provider = new replication.Provider("follower", { url: process.env.FOLLOWER, startsInFlight: 2, insecure: false });
const orders = new replication.StartedReplication("orders", {
    index: "copy", leaderIndex: "orders", leaderAlias: "leader",
    waitFor: replication.types.enums.WaitFor.CaughtUp, settings: { number_of_replicas: 0 },
}, { provider });
const found = replication.getReplicationOutput({ index: orders.index }, { provider, dependsOn: orders });
const europe = new replication.ReplicatedCluster("europe", {
    leaderAlias: orders.leaderAlias.apply(alias => alias ?? ""), suffix: "-eu",
    indexes: [{ leaderIndex: "orders", settings: { number_of_replicas: 1 } }],
}, { providers: [provider] });
exports.status = orders.status;
exports.lag = found.apply(({ lag }) => lag);
exports.followers = europe.followers;
`;

const page = "docs/guides/every-language.md";
const onPage = (language: string): string[] =>
  blocksIn(page, textOf(page)).flatMap((block) =>
    block.language === language ? [block.text] : [],
  );

describe("SDKs that are generated from the schema", function () {
  this.timeout(20 * 60_000);
  let sdks: Sdks;

  before(async () => (sdks = await generateSdks()));
  after(() => sdks.remove());

  it("the engine takes the schema", async () => {
    const stack = await newPluginStack();
    try {
      await stack.succeeds("schema", "check", schemaFile);
    } finally {
      stack.remove();
    }
  });

  it("the one of Node.js compiles, and makes replications on the engine", async () => {
    compileForNode(sdks);
    const pair = await startPair();
    pair.leader.addIndex("orders", 20);
    await connect(pair, "leader");
    const stack = await newPluginStack({ environment: { FOLLOWER: pair.follower.url } });
    try {
      cpSync(
        join(sdks.folder, "node_modules"),
        join(stack.stack.directory, "program", "node_modules"),
        { recursive: true },
      );
      stack.program(program);
      expect(await stack.succeeds("preview")).to.match(/\+ 6 to create/);
      const output = await stack.succeeds("up", "--yes", "--skip-preview");
      expect(output).to.match(
        /orders *: "orders-eu"[^]*lag *: 0[^]*status *: "SYNCING"[^]*\+ 6 created/,
      );
      expect(await stack.succeeds("up", "--yes", "--skip-preview")).to.match(/6 unchanged/);
      expect(await stack.succeeds("destroy", "--yes", "--skip-preview")).to.match(/- 6 deleted/);
    } finally {
      await pair.close();
      stack.remove();
    }
  });

  it("the one of Go compiles, with the program of the page beside it", async () => {
    const [shown = ""] = onPage("go");
    expect(shown).to.match(/NewStartedReplication[^]*GetReplicationOutput/);
    await compileForGo(sdks, shown);
  });

  it("the one of Python compiles, and so does the program of the page", async () => {
    const [shown = ""] = onPage("python");
    const program = join(sdks.folder, "python", "program.py");
    writeFileSync(program, shown);
    const arguments_ = [...shown.matchAll(/^ {4}(\w+)=/gm)].map(([, name = ""]) => name);
    const sdk = join(sdks.folder, "python", "pulumi_opensearch_replication");
    const known = readFileSync(join(sdk, "started_replication.py"), "utf8");
    expect(arguments_).to.include("leader_index");
    for (const name of arguments_) expect(known).to.include(`def ${name}(self)`);
    await succeeds("python3", ["-m", "compileall", "-q", "python"], sdks.folder);
  });
});
