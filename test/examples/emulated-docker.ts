// SPDX-License-Identifier: Apache-2.0
// Stands for `docker`: notes what it was called with, and `compose up` starts the emulated pair with the
// certificates that it was given, which `compose down` ends.
import { spawn } from "node:child_process";
import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startPair } from "../../sandbox/clusters";

const { NOTES = "", CERTIFICATES = "", DISABLE_SECURITY_PLUGIN, OPENSEARCH_RELEASE } = process.env;
const { LEADER_PORT, FOLLOWER_PORT } = process.env;
const args = process.argv.slice(2);

/** Serves until it is told to end; the requests are noted, too. */
async function serve(): Promise<void> {
  const read = (name: string) => readFileSync(join(CERTIFICATES, "follower", name), "utf8");
  const isSecured = DISABLE_SECURITY_PLUGIN !== "true";
  const tls = { cert: read("node.pem"), key: read("node-key.pem"), ca: read("authority.pem") };
  await startPair({
    leaderPort: Number(LEADER_PORT),
    followerPort: Number(FOLLOWER_PORT),
    version: OPENSEARCH_RELEASE ?? "",
    ...(isSecured && { security: { adminDns: ["CN=admin"], adminPassword: "another" }, tls }),
    onRequest: (cluster, { method, path }) =>
      appendFileSync(join(NOTES, "requests"), `${cluster} ${method} ${path}\n`),
  });
}

/** What is started anew has another certificate. */
function end(): void {
  process.kill(Number(readFileSync(pidFile)), "SIGKILL");
  rmSync(pidFile);
}

const pidFile = join(NOTES, "pid");
if (args[0] === "serve") {
  void serve();
} else {
  appendFileSync(join(NOTES, "calls"), `${args.join(" ")}\n`);
  if (args.some((arg) => ["up", "down"].includes(arg)) && existsSync(pidFile)) end();
  if (args.includes("up") && process.env["FAILS"] !== undefined) process.exit(3);
  if (args.includes("up")) {
    const self = ["--import", "tsx", __filename, "serve"];
    const { pid } = spawn(process.execPath, self, { detached: true, stdio: "ignore" });
    writeFileSync(pidFile, String(pid));
  }
  process.exit(0);
}
