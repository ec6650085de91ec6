// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import ts from "typescript";
import { type ClusterPair, connect, startPair } from "../../sandbox/clusters";
import { ask } from "../support/ask";
import { type EngineStack, newStack } from "../support/engine-stack";

const up = ["up", "--yes", "--skip-preview"];
const ten = Array.from({ length: 10 }, (_, at) => at);
const run = promisify(execFile);

describe("a program that `generate` has written", function () {
  this.timeout(10 * 60_000);
  let pair: ClusterPair;
  let stack: EngineStack;
  let folder: string;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "generated-"));
    pair = await startPair({ pace: { autoFollowFirst: 50 } });
    stack = await newStack({ environment: { OPENSEARCH_URL: pair.follower.url } });
  });
  afterEach(async () => {
    await pair.close();
    stack.remove();
    rmSync(folder, { recursive: true, force: true });
  });
  const cli = (...args: string[]) =>
    run(process.execPath, ["dist/cli/main.js", ...args], {
      env: { PATH: process.env["PATH"], OPENSEARCH_URL: pair.follower.url },
    });
  const sent = (method: string, path: string, body: object = {}) =>
    ask(pair.follower, method, path, body);
  const status = async (): Promise<string> =>
    (await cli("status", "--json").catch((error: { stdout: string }) => error)).stdout;

  it("ten connections, replications and rules -> the first up adopts all and stops nothing, the second changes nothing", async () => {
    for (const at of ten) {
      await connect(pair, `eu-${at}`);
      pair.leader.addIndex(`orders-${at}`, 3);
      pair.leader.addIndex(`logs-${at}-a`, 3);
      const start = { leader_alias: `eu-${at}`, leader_index: `orders-${at}` };
      await sent("PUT", `/_plugins/_replication/copy-${at}/_start`, start);
      const rule = { leader_alias: `eu-${at}`, name: `logs-${at}`, pattern: `logs-${at}-*` };
      await sent("POST", "/_plugins/_replication/_autofollow", rule);
    }
    await sent("POST", "/_plugins/_replication/copy-3/_pause");
    for (let tries = 0; (await status()).includes('"unfollowed": [\n          "'); tries++)
      expect(tries).to.be.below(100);
    const out = join(folder, "infra");
    const { stdout } = await cli("generate", "--out", out);
    expect(stdout).to.match(/replications: 10, rules: 10, connections: 10\./);
    const text = readFileSync(join(out, "index.ts"), "utf8");
    const again = await cli("generate", "--out", out).then(String, String);
    expect(again).to.match(/is there already/);
    expect(readFileSync(join(out, "index.ts"), "utf8")).to.equal(text);
    stack.program(
      ts.transpile(text, { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 }),
    );
    pair.follower.requests.length = 0;
    await stack.succeeds(...up);
    const changes = pair.follower.requests
      .filter(({ method }) => method !== "GET")
      .map(({ method, path }) => `${method} ${path.replace(/\d+/g, "N")}`);
    expect(changes.filter((one) => /_stop|_pause|_resume|DELETE/.test(one))).to.deep.equal([]);
    const second = await stack.succeeds(...up, "--refresh");
    expect(second).to.match(/Resources:\s+\d+ unchanged/);
    const exported = await stack.stack.run(["stack", "export"]);
    expect(exported.output).to.include("StartedReplication");
  });
});
