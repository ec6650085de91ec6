// SPDX-License-Identifier: Apache-2.0
import { spawn } from "node:child_process";

/** Runs a command to its end, and tells which process it is as soon as there is one. */
export function runTool(tool: {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly onSpawn: (pid: number) => void;
}): Promise<{ code: number | null; output: string }> {
  const { command, args, cwd, env, onSpawn } = tool;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const take = (chunk: Buffer): void => void (output += chunk.toString());
    child.stdout.on("data", take);
    child.stderr.on("data", take);
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, output }));
    if (child.pid !== undefined) onSpawn(child.pid);
  });
}
