// SPDX-License-Identifier: Apache-2.0
import { spawn } from "node:child_process";

export interface RunOptions {
  env: NodeJS.ProcessEnv;
  cwd?: string;
  /** When it is aborted the command is ended and the promise rejects with the signal's reason. */
  signal?: AbortSignal;
  /** Milliseconds after which the command is ended. */
  timeLimit?: number;
}

/** How a command ended; `code` is undefined when it could not start or was ended by force. */
export interface Outcome {
  code: number | undefined;
  output: string;
  errors: string;
}

export type Run = (
  command: string,
  args: readonly string[],
  options: RunOptions,
) => Promise<Outcome>;

/** Runs a command to its end. Only an abort rejects; every other failure is an outcome. */
export const run: Run = (command, args, { env, cwd, signal, timeLimit }) =>
  new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    // A process group of its own: compilers and download tools end together with their parent.
    const child = spawn(command, args, {
      env,
      ...(cwd === undefined ? {} : { cwd }),
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    let errors = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => (output += chunk));
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => (errors += chunk));

    const end = () => endGroup(child.pid);
    const limit =
      timeLimit === undefined
        ? undefined
        : setTimeout(() => {
            errors += `\nstopped after the time limit of ${timeLimit / 1000} s`;
            end();
          }, timeLimit);
    signal?.addEventListener("abort", end, { once: true });

    const settle = (code: number | undefined) => {
      clearTimeout(limit);
      signal?.removeEventListener("abort", end);
      if (signal?.aborted) {
        reject(signal.reason as Error);
      } else {
        resolve({ code, output, errors });
      }
    };
    child.once("error", (error) => {
      errors += error.message;
      settle(undefined);
    });
    child.once("close", (code) => settle(code ?? undefined));
  });

function endGroup(pid: number | undefined): void {
  if (pid === undefined) {
    return;
  }
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // The group has ended by itself in the meantime.
  }
}

/** The last lines that are not empty, for a message. */
export function lastLines(output: string, count: number): string {
  return output
    .split("\n")
    .filter((line) => line.trim() !== "")
    .slice(-count)
    .join("\n");
}
