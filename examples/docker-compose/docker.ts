// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from "node:child_process";
import { join } from "node:path";

const file = join(__dirname, "compose.yaml");

/** Where the certificates are. */
export const folder = process.env["CERTIFICATES"] ?? join(__dirname, ".sandbox");

/** Says in one sentence what is missing of Docker, if anything is. */
export function requireDocker(): void {
  const { error, status, stderr } = spawnSync("docker", ["compose", "version"], {
    encoding: "utf8",
  });
  if (error !== undefined) {
    const reason =
      (error as NodeJS.ErrnoException).code === "ENOENT" ? "is not on PATH" : error.message;
    throw new Error(`Docker with Compose is needed, and \`docker\` ${reason}.`);
  }
  if (status !== 0) {
    throw new Error(`Docker with Compose is needed, and \`docker compose\` says: ${stderr.trim()}`);
  }
}

/** Shows the end of both logs, which mostly says why a node does not come up. */
export function showLogs(): void {
  const args = ["compose", "--file", file, "logs", "--tail", "40"];
  const env = { ...process.env, CERTIFICATES: folder };
  spawnSync("docker", args, { env, stdio: ["ignore", 2, 2] });
}

/** Runs `docker compose`; what it prints goes to stderr, since stdout is for the variables. */
export function compose(args: readonly string[], environment: NodeJS.ProcessEnv = {}): void {
  const env = { ...process.env, CERTIFICATES: folder, ...environment };
  const all = ["compose", "--file", file, ...args];
  const { error, status } = spawnSync("docker", all, { env, stdio: ["ignore", 2, 2] });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`docker compose ${args.join(" ")} ended with ${status}.`);
}
