// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { stopAllDetached } from "../../sandbox/clusters/detached";
import { readReadyFile, type ReadyPair } from "../../sandbox/clusters/ready-file";
import { theEngine } from "../support/engine-stack";
import { comesTrue, isGone } from "../support/process-end";

const root = resolve(__dirname, "../..");
const scratch = join(root, ".sandbox/test");

describe("npm run cluster-stack", function () {
  this.timeout(20 * 60_000);
  let folder: string;
  let output: string;

  beforeEach(async () => {
    await theEngine();
    mkdirSync(scratch, { recursive: true });
    folder = mkdtempSync(join(scratch, "runner-"));
    output = "";
  });
  afterEach(async () => {
    await stopAllDetached(join(folder, "clusters"));
    rmSync(folder, { recursive: true, force: true });
  });

  function run(...args: string[]): ChildProcess {
    const child = spawn(
      process.execPath,
      ["--import", "tsx", "sandbox/cluster-stack/main.ts", ...args],
      { cwd: root, env: { ...process.env, CLUSTER_STACK_FOLDER: folder, OPENSEARCH_URL: "" } },
    );
    const take = (chunk: Buffer): void => void (output += chunk.toString());
    child.stdout.on("data", take);
    child.stderr.on("data", take);
    return child;
  }

  function pair(): ReadyPair | undefined {
    const clusters = join(folder, "clusters");
    const [own] = existsSync(clusters) ? readdirSync(clusters) : [];
    return own === undefined ? undefined : readReadyFile(join(clusters, own, "ready.json"));
  }

  it("brings the stack up from nothing and down again, and says what it saw", async () => {
    const [code] = (await once(run(), "close")) as [number];
    expect(code, output).to.equal(0);
    expect(output).to.match(/EMULATED pair \(a stand-in, not OpenSearch\)/);
    expect(output).to.match(/The second up: no changes/);
    expect(output).to.match(/"orders-copy": SYNCING, checkpoint 999 of 999, 1000 documents/);
    expect(output).to.match(/"customers-copy": SYNCING, checkpoint 199 of 199, 200 documents/);
    expect(existsSync(folder)).to.equal(false);
  });

  it("leaves nothing running when it is interrupted in the middle of an up", async () => {
    const child = run();
    const closed = once(child, "close");
    expect(await comesTrue(() => pair() !== undefined, 120_000), output).to.equal(true);
    const pid = pair()?.pid ?? 0;
    child.kill("SIGINT");
    const [code] = (await closed) as [number];
    expect(code).to.equal(1);
    expect(output).to.match(/Interrupted\./);
    expect(output).not.to.match(/The second up/);
    expect(await isGone(pid)).to.equal(true);
    expect(existsSync(folder)).to.equal(false);
  });

  it("says how it is used when it is asked for something else", async () => {
    const [code] = (await once(run("--kep"), "close")) as [number];
    expect(code).to.equal(1);
    expect(output).to.match(
      /Unknown: --kep\. Usage: npm run cluster-stack \[-- --keep \| destroy\]/,
    );
  });
});
