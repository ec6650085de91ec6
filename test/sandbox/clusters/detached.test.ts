// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { execFile, execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import {
  type DetachedOptions,
  isAlive,
  startDetached,
  stopAllDetached,
  stopDetached,
} from "../../../sandbox/clusters/detached";
import { type ReadyPair, writeReadyFile } from "../../../sandbox/clusters/ready-file";
import { isGone } from "../../support/process-end";
import { thrownBy } from "../../support/thrown-by";
import { ask } from "./pair";

const root = resolve(__dirname, "../../..");

describe("Emulated clusters in a process of their own", () => {
  let folder: string;
  let readyFile: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "emulated-"));
    readyFile = join(folder, "pair", "ready.json");
  });
  afterEach(() => stopAllDetached(folder));

  const start = (options: Omit<DetachedOptions, "readyFile"> = {}): Promise<ReadyPair> =>
    startDetached({ readyFile, ...options });

  const cli = async (...args: string[]): Promise<string> => {
    const command = ["--import", "tsx", "sandbox/clusters/main.ts", ...args];
    return (await promisify(execFile)(process.execPath, command, { cwd: root })).stdout;
  };

  it("serve what was asked for, say that they are a stand-in, and end when they are told to.", async () => {
    const log = join(folder, "requests.log");
    const pair = await start({
      indexes: { a: 3, b: 0 },
      isConnected: false,
      requestLog: log,
      version: "3.9.0",
    });
    expect(pair.notice).to.match(/EMULATED.*not OpenSearch/);
    expect(JSON.parse(readFileSync(readyFile, "utf8"))).to.deep.equal(pair);
    expect((await ask(pair.leaderUrl, "GET", "/a/_count")).body["count"]).to.equal(3);
    expect((await ask(pair.leaderUrl, "GET", "/b/_count")).body["count"]).to.equal(0);
    expect((await ask(pair.followerUrl, "GET", "/_remote/info")).body).to.deep.equal({});
    expect(readFileSync(log, "utf8")).to.equal(
      "leader GET /a/_count\nleader GET /b/_count\nfollower GET /_remote/info\n",
    );
    const { body } = await ask(pair.leaderUrl, "GET", "/");
    expect(body["version"]).to.include({ number: "3.9.0" });
    await stopDetached(readyFile);
    expect(await isGone(pair.pid)).to.equal(true);
    await thrownBy(fetch(pair.followerUrl));
  });

  it("outlive the process that starts them, and are ended by another.", async () => {
    const line = await cli("--detach", "--ready-file", readyFile);
    const pair = JSON.parse(line) as ReadyPair;
    expect(line.trim().split("\n")).to.have.length(1);
    const info = (await ask(pair.followerUrl, "GET", "/_remote/info")).body["leader"];
    expect(info).to.include({ connected: true });
    expect(info).to.deep.include({ seeds: [pair.leaderSeed] });
    await cli("--stop", "--ready-file", readyFile);
    expect(await isGone(pair.pid)).to.equal(true);
  });

  it("ask for a sign-in with a password that is neither in the file nor on the command line.", async () => {
    const adminPassword = "n0t-to-be-seen";
    const pair = await start({ adminPassword });
    const as = (user: string, password: string) =>
      ask(
        pair.followerUrl,
        "GET",
        "/",
        undefined,
        `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`,
      );
    expect((await ask(pair.followerUrl, "GET", "/")).status).to.equal(401);
    expect((await as("admin", "admin")).status).to.equal(401);
    expect((await as("admin", adminPassword)).status).to.equal(200);
    expect((await as("replication", adminPassword)).status).to.equal(200);
    const args = execFileSync("ps", ["-o", "args=", "-p", String(pair.pid)]).toString();
    expect(args).to.contain(readyFile).and.not.to.contain(adminPassword);
    expect(readFileSync(readyFile, "utf8")).not.to.contain(adminPassword);
  });

  it("end when the folder with their file is removed.", async () => {
    const { pid } = await start();
    rmSync(folder, { recursive: true });
    expect(await isGone(pid)).to.equal(true);
  });

  it("end when their file is another process's.", async () => {
    const pair = await start();
    writeReadyFile(readyFile, { ...pair, pid: process.pid });
    expect(await isGone(pair.pid)).to.equal(true);
    expect(existsSync(readyFile)).to.equal(true);
  });

  it("end by SIGTERM, and take their file with them.", async () => {
    const { pid } = await start();
    process.kill(pid, "SIGTERM");
    expect(await isGone(pid)).to.equal(true);
    expect(existsSync(readyFile)).to.equal(false);
  });

  it("end by themselves when their time is over.", async () => {
    const { pid } = await start({ lifetime: 2_000 });
    expect(await isGone(pid)).to.equal(true);
    expect(existsSync(readyFile)).to.equal(false);
  });

  it("say why they do not start, and leave nothing running.", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    try {
      await new Promise((listening) => taken.once("listening", listening));
      const { port } = taken.address() as { port: number };
      const error = await thrownBy(start({ leaderPort: port }));
      expect(error.message).to.match(/did not start: .*EADDRINUSE/s);
      expect(existsSync(readyFile)).to.equal(false);
    } finally {
      taken.close();
    }
  });

  it("are not started a second time by the same file.", async () => {
    const pair = await start();
    expect((await thrownBy(start())).message).to.match(/is already running/);
    expect(isAlive(pair.pid)).to.equal(true);
  });

  it("that are gone already are fine to be ended, even where their number is another process's by now.", async () => {
    await stopDetached(readyFile);
    const pair = await start();
    process.kill(pair.pid, "SIGKILL");
    expect(await isGone(pair.pid)).to.equal(true);
    writeReadyFile(readyFile, { ...pair, pid: process.pid });
    await stopDetached(readyFile);
    expect(existsSync(readyFile)).to.equal(false);
  });
});
