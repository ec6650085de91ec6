// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import ts from "typescript";
import { type ClusterPair, connect, startPair } from "../../sandbox/clusters";
import { type EngineStack, type EngineStackOptions, newStack } from "../support/engine-stack";

const imports = [
  'import * as pulumi from "@pulumi/pulumi";',
  'import * as replication from "pulumi-opensearch-replication";',
];
const typed = [
  ...imports,
  'const args: replication.StartedReplicationArgs = { index: "copy", leaderIndex: "orders", leaderAlias: "leader" };',
  'const orders = new replication.StartedReplication("orders", args);',
  "export const status: pulumi.Output<string> = orders.status;",
].join("\n");
const plain = typed.replace(/: replication\.StartedReplicationArgs|: pulumi\.Output<string>/g, "");

const moduleFile = '{ "main": "index.js", "type": "module" }\n';
const tsconfig = JSON.stringify({
  compilerOptions: {
    target: "es2022",
    module: "nodenext",
    strict: true,
    skipLibCheck: true,
    types: ["node"],
  },
  files: ["index.ts"],
});

/** A way to write a program, and the files it consists of. */
const programs: Record<string, Required<Pick<EngineStackOptions, "files" | "runtimeOptions">>> = {
  "an ES module": {
    runtimeOptions: { typescript: false },
    files: { "package.json": moduleFile, "index.js": plain },
  },
  "an ES module, with the TypeScript loader on": {
    runtimeOptions: { typescript: true },
    files: { "package.json": moduleFile, "index.js": plain },
  },
  "TypeScript by way of ts-node": {
    runtimeOptions: { typescript: true },
    files: {
      "package.json": '{ "main": "index.ts" }',
      "tsconfig.json": tsconfig,
      "index.ts": typed,
    },
  },
  "precompiled TypeScript": {
    runtimeOptions: { typescript: false },
    files: {
      "package.json": '{ "main": "index.js" }',
      "index.js": ts.transpile(typed, {
        module: ts.ModuleKind.CommonJS,
        target: ts.ScriptTarget.ES2022,
      }),
    },
  },
};

describe("a program may be", function () {
  this.timeout(20 * 60_000);
  let pair: ClusterPair;
  let stack: EngineStack | undefined;

  beforeEach(async () => {
    pair = await startPair();
    pair.leader.addIndex("orders", 5);
    await connect(pair, "leader");
  });
  afterEach(async () => {
    await pair.close();
    stack?.remove();
  });

  for (const [what, options] of Object.entries(programs)) {
    it(what, async () => {
      stack = await newStack({ ...options, environment: { OPENSEARCH_URL: pair.follower.url } });
      const output = await stack.succeeds("up", "--yes", "--skip-preview");
      expect(output).to.match(/status *: "SYNCING"/);
    });
  }

  for (const [what, project] of [
    ["the repository itself", "."],
    ["the quickstart's folder alone", "examples/quickstart"],
  ] as const) {
    it(`${what}, as it stands`, async () => {
      stack = await newStack({ project, environment: { OPENSEARCH_URL: pair.follower.url } });
      const output = await stack.succeeds("up", "--yes", "--skip-preview");
      expect(output).to.match(/status *: "SYNCING"/);
      expect(pair.follower.documentCount("orders-copy")).to.equal(5);
    });
  }
});
