// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { readEnvironment } from "../cluster/pair/environment";

const root = resolve(__dirname, "../..");
const example = join(root, "examples/docker-compose");

describe("npm run clusters:up, with the emulated pair in place of Docker's", function () {
  this.timeout(120_000);
  let notes: string;
  let environment: NodeJS.ProcessEnv;

  beforeEach(async () => {
    notes = mkdtempSync(join(tmpdir(), "docker-"));
    const script = join(notes, "docker");
    const stand = join(__dirname, "emulated-docker.ts");
    writeFileSync(script, `#!/bin/sh\nexec "${process.execPath}" --import tsx "${stand}" "$@"\n`);
    chmodSync(script, 0o755);
    environment = {
      ...process.env,
      NOTES: notes,
      CERTIFICATES: join(notes, "certificates"),
      PATH: `${notes}:${process.env["PATH"] ?? ""}`,
      LEADER_PORT: String(await freePort()),
      FOLLOWER_PORT: String(await freePort()),
    };
  });
  afterEach(async () => {
    await run("down");
    rmSync(notes, { recursive: true, force: true });
  });

  const noted = (name: string) => readFileSync(join(notes, name), "utf8");

  /** Runs the npm script; what it printed, by stream. */
  const run = (command: "up" | "down", ...args: string[]) =>
    spawned("npm", ["run", "--silent", `clusters:${command}`, "--", ...args], environment);

  it("starts it, gives it certificates, users and data, and prints how to find it", async () => {
    const { code, stdout, stderr } = await run("up", "--release", "3.8.0");
    expect(code, stderr).to.equal(0);
    const printed = Object.fromEntries(
      [...stdout.matchAll(/^export (\w+)='([^']*)'$/gm)].map(([, name = "", value]) => [
        name,
        value,
      ]),
    );
    const read = readEnvironment(printed);
    expect(read.follower.signIn.kind).to.equal("basic");
    expect(printed["OPENSEARCH_PASSWORD"]).to.match(/^.{24}-Aa1$/);
    expect(printed["OPENSEARCH_PASSWORD"]).not.to.equal(printed["RESTRICTED_PASSWORD"]);
    const requests = noted("requests").split("\n");
    expect(requests).to.include("leader PUT /_plugins/_security/api/internalusers/admin");
    expect(requests).to.include("follower PUT /_cluster/settings");
    const down = await run("down");
    expect(down.code, down.stderr).to.equal(0);
    const calls = noted("calls").replaceAll(join(example, "compose.yaml"), "FILE").split("\n");
    expect(calls).to.deep.equal([
      "compose version",
      "compose --file FILE up --detach --force-recreate --renew-anon-volumes",
      "compose version",
      "compose --file FILE down --volumes",
      "",
    ]);
  });

  it("appends to a file instead, with a password of the environment", async () => {
    const file = join(notes, "env");
    environment["OPENSEARCH_INITIAL_ADMIN_PASSWORD"] = "Chosen-1-by-somebody";
    const { code, stdout, stderr } = await run("up", "--env-file", file);
    expect(code, stderr).to.equal(0);
    // A second time, to the end of what is there.
    expect((await run("up", "--security", "off", "--env-file", file)).code).to.equal(0);
    expect(stdout).to.equal("");
    const lines = readFileSync(file, "utf8").split("\n");
    expect(lines).to.include("OPENSEARCH_PASSWORD=Chosen-1-by-somebody");
    expect(lines.filter((line) => line.startsWith("OPENSEARCH_URL="))).to.have.length(2);
    expect(stderr).not.to.match(/Chosen/);
  });

  it("starts it without the security plugin", async () => {
    const { code, stdout, stderr } = await run("up", "--security", "off");
    expect(code, stderr).to.equal(0);
    expect(stdout)
      .to.match(/OPENSEARCH_URL='http:/)
      .and.not.to.match(/PASSWORD|ROLE/);
    expect(noted("requests")).not.to.match(/_security/);
  });

  it("says which command of Docker has failed", async () => {
    environment["FAILS"] = "yes";
    const { code, stdout, stderr } = await run("up");
    expect(code).to.equal(1);
    expect(stdout).to.equal("");
    expect(stderr).to.match(/^docker compose up --detach .* ended with 3\.$/m);
  });

  it("says in one sentence that there is no Docker", async () => {
    const script = ["--import", "tsx", join(example, "main.ts"), "up"];
    const nowhere = { ...environment, PATH: "/nowhere" };
    const { code, stdout, stderr } = await spawned(process.execPath, script, nowhere);
    expect(code).to.equal(1);
    expect(stdout).to.equal("");
    expect(stderr).to.equal("Docker with Compose is needed, and `docker` is not on PATH.\n");
  });
});

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function spawned(command: string, args: string[], env: NodeJS.ProcessEnv): Promise<Ended> {
  const child: ChildProcess = spawn(command, args, { cwd: root, env });
  let [stdout, stderr] = ["", ""];
  child.stdout?.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((done) => child.on("close", (code) => done({ code, stdout, stderr })));
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}
