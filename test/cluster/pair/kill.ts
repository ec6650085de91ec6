// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from "node:child_process";

/** Kills a process of ours and everything that it has begun; killing the CLI alone leaves its plugins running. */
export function killWithDescendants(pid: number): void {
  for (const each of [...descendantsOf(pid), pid]) process.kill(each, "SIGKILL");
}

function descendantsOf(pid: number): number[] {
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid="]).toString().trim().split("\n");
  const pairs = lines.map((line) => line.trim().split(/\s+/).map(Number));
  const childrenOf = (parent: number): number[] =>
    pairs.flatMap(([child = 0, of]) => (of === parent ? [child, ...childrenOf(child)] : []));
  return childrenOf(pid);
}
