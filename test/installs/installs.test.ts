// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ClusterPair, connect, startPair } from "../../sandbox/clusters";
import { prepareStack } from "../../sandbox/stack/stack";
import { theEngine } from "../support/engine-stack";
import { installers } from "./installers";

/** Both ends of the peer range: the oldest, and the newest that this Node.js may run. */
const oldest = "3.216.0";
const newest = process.version.startsWith("v20.") ? "3.248.0" : "latest";

const program = (module: string) => `
const { StartedReplication } = require("${module}");
exports.status = new StartedReplication("orders", {
  index: "orders-copy", leaderAlias: "leader", leaderIndex: "orders",
}).status;
`;

describe("the package, packed and installed into an empty folder", () => {
  let scratch: string;
  let tarball: string;
  let pair: ClusterPair;
  before(() => {
    // Outside this checkout, where nothing is found further up.
    scratch = realpathSync(mkdtempSync(join(tmpdir(), "installs-")));
    const args = ["pack", "--ignore-scripts", "--silent", "--pack-destination", scratch];
    const file = execFileSync("npm", args, { stdio: "pipe" }).toString().trim();
    tarball = join(scratch, file);
  });
  after(() => rmSync(scratch, { recursive: true, force: true }));
  beforeEach(async () => {
    pair = await startPair();
    pair.leader.addIndex("orders", 20);
    await connect(pair, "leader");
  });
  afterEach(() => pair.close());

  for (const { name, install, environment = () => ({}) } of installers) {
    for (const sdk of name === "npm" ? [oldest, newest] : [newest]) {
      it(`by ${name}, with SDK ${sdk}, replicates, changes nothing the second time, and goes`, async () => {
        const directory = mkdtempSync(join(scratch, "stack-"));
        mkdirSync(join(directory, "project"));
        const main = install(join(directory, "project"), tarball, sdk);
        const module = name.includes("library") ? "library" : "pulumi-opensearch-replication";
        writeFileSync(join(main, "index.js"), program(module));
        const stack = prepareStack({
          ...{ engine: await theEngine(), directory, main, project: "installed" },
          runtimeOptions: { typescript: false },
          environment: {
            ...{ OPENSEARCH_URL: pair.follower.url, PULUMI_STACK: "test" },
            ...environment(main),
          },
        });
        const pulumi = async (...args: string[]): Promise<string> => {
          const { code, output } = await stack.run([...args, "--non-interactive"]);
          if (code !== 0)
            throw new Error(`pulumi ${args.join(" ")} ended with ${code}:\n${output}`);
          return output;
        };
        await pulumi("stack", "init", "test");
        await pulumi("up", "--yes", "--skip-preview");
        expect(pair.follower.documentCount("orders-copy")).to.equal(20);
        await pulumi("up", "--yes", "--skip-preview", "--expect-no-changes");
        await pulumi("refresh", "--yes", "--skip-preview", "--expect-no-changes");
        await pulumi("destroy", "--yes", "--skip-preview");
        expect(pair.follower.documentCount("orders-copy")).to.equal(20);
      });
    }
  }
});
