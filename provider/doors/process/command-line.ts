// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** How many processes stand between a provider and the CLI, at most: the SDK's script, and a shell. */
const farthest = 4;

/**
 * Whether the deployment is a `pulumi destroy`. With `--run-program` the program declares everything, and
 * the engine checks nothing: the protocol shows a provider the same calls as `pulumi up --target` of
 * something that is not declared any more, so that only the command line of the CLI tells them apart.
 * Where it cannot be read, it is taken for none: what the program declares is then left as it is.
 */
export function isDestroyRun(first = process.ppid): boolean {
  let pid = first;
  for (let step = 0; step < farthest && pid > 1; step++) {
    const found = processOf(pid);
    if (found === undefined) return false;
    if (isDestroyCommand(found.command)) return true;
    pid = found.parent;
  }
  return false;
}

/** The options before a command that take the next word as their value. */
const valueFlag =
  /^(-C|--cwd|--color|-v|--verbose|--profiling|--memprofilerate|--tracing|--tracing-header|--otel-traces|--config-file|-s|--stack)$/;

/** Whether these words call `pulumi destroy`, by any of its names. */
export function isDestroyCommand([program = "", ...words]: readonly string[]): boolean {
  if (!/(^|[/\\])pulumi(\.exe)?$/.test(program)) return false;
  const isValue = (at: number): boolean => valueFlag.test(words[at - 1] ?? "");
  const command = words.find((word, at) => word !== "" && !word.startsWith("-") && !isValue(at));
  return /^(destroy|down|dn)$/.test(command ?? "");
}

function processOf(
  pid: number,
): { readonly command: readonly string[]; readonly parent: number } | undefined {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
    const parent = /^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return { command, parent: Number(parent) };
  } catch {
    // Only Linux has such files.
  }
  const { stdout = "" } = spawnSync("ps", ["-o", "ppid=,command=", "-p", String(pid)], {
    encoding: "utf8",
  });
  const [parent, ...command] = (stdout ?? "").trim().split(/\s+/);
  return command.length === 0 ? undefined : { command, parent: Number(parent) };
}
