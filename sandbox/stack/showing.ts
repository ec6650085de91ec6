// SPDX-License-Identifier: Apache-2.0
import type { RunOptions, Stack } from "./stack";

/** Says something to the person at the terminal. */
export function say(text: string): void {
  console.log(text);
}

/** Runs the CLI, shows what it says, and returns it; a failure of the CLI is one of the caller's. */
export async function showing(
  stack: Stack,
  args: readonly string[],
  options: Pick<RunOptions, "onSpawn" | "ownGroup"> = {},
): Promise<string> {
  say(`\n$ pulumi ${args.join(" ")}`);
  const command = [
    ...args,
    "--non-interactive",
    ...(args[0] === "stack" || args[0] === "config" ? [] : ["--color", "never"]),
  ];
  const onOutput = (text: string): void => void process.stdout.write(text);
  const { code, output } = await stack.run(command, { ...options, onOutput });
  if (code !== 0) throw new Error(`pulumi ${args[0]} ended with exit code ${code}.`);
  return output;
}

/** Whether an `up` says that it changed something. */
export function changedSomething(output: string): boolean {
  return /\b(created|updated|replaced|deleted)\b/.test(output);
}
