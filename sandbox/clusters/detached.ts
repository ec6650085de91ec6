// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, spawn } from "node:child_process";
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { systemClock, deadlineIn } from "../../provider/waiting/clock";
import { type Attempt, poll, type Polled } from "../../provider/waiting/poll";
import { PASSWORD_VARIABLE } from "./command-line";
import { readReadyFile, type ReadyPair } from "./ready-file";

/** How a pair in a process of its own is to be; what is left out is as `npm run clusters` has it. */
export interface DetachedOptions {
  /** The file by which it is found again. Its removal, or its folder's, ends the process. */
  readonly readyFile: string;
  readonly leaderPort?: number;
  readonly followerPort?: number;
  readonly indexes?: Readonly<Record<string, number>>;
  readonly isConnected?: boolean;
  readonly adminPassword?: string | undefined;
  /** The release that both pose as. */
  readonly version?: string | undefined;
  readonly requestLog?: string | undefined;
  /** Milliseconds after which it ends in any case. */
  readonly lifetime?: number | undefined;
}

/** Starts a pair that outlives this process, and waits until it serves. */
export async function startDetached(options: DetachedOptions): Promise<ReadyPair> {
  const { readyFile } = options;
  const before = readReadyFile(readyFile);
  if (before !== undefined && isAlive(before.pid)) {
    throw new Error(`A pair is already running with ${readyFile}: stop it first.`);
  }
  mkdirSync(dirname(readyFile), { recursive: true });
  rmSync(readyFile, { force: true });
  const log = `${readyFile}.log`;
  const child = spawnServer(options, log);
  const started = await waitFor(60_000, (): Promise<Attempt<ReadyPair>> => {
    const value = readReadyFile(readyFile);
    if (value !== undefined) return Promise.resolve({ done: true, value });
    if ((child.exitCode ?? child.signalCode) !== null) {
      throw new Error(`The emulated pair did not start: ${readFileSync(log, "utf8")}`);
    }
    return Promise.resolve({ done: false });
  });
  if (started !== undefined) return started.value;
  child.kill("SIGKILL");
  throw new Error(`The emulated pair was not ready in time: ${readFileSync(log, "utf8")}`);
}

/** Ends a pair and waits until it is gone; one that is gone already is fine. */
export async function stopDetached(readyFile: string): Promise<void> {
  const ready = readReadyFile(readyFile);
  if (ready === undefined) return;
  // No signal: after a restart of the machine the number may be another process's.
  rmSync(readyFile, { force: true });
  const ended = await waitFor(15_000, async (): Promise<Attempt<true>> => {
    const isServing = isAlive(ready.pid) && (await answers(ready.followerUrl));
    return isServing ? { done: false } : { done: true, value: true };
  });
  if (ended === undefined) throw new Error(`The emulated pair (${ready.pid}) did not stop.`);
}

/** Ends every pair whose ready file, `ready.json`, is in a folder of this folder, and removes it. */
export async function stopAllDetached(folder: string): Promise<void> {
  const entries = existsSync(folder) ? readdirSync(folder) : [];
  await Promise.all(entries.map((entry) => stopDetached(join(folder, entry, "ready.json"))));
  rmSync(folder, { recursive: true, force: true });
}

/** Whether there is a process of that number. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function spawnServer(options: DetachedOptions, log: string): ChildProcess {
  const { readyFile, leaderPort, followerPort, indexes, requestLog, lifetime } = options;
  const flag = (name: string, value: string | number | undefined): string[] =>
    value === undefined ? [] : [`--${name}`, String(value)];
  const documents = Object.entries(indexes ?? {}).map((entry) => entry.join(":"));
  const flags = [
    ...flag("ready-file", readyFile),
    ...flag("leader-port", leaderPort),
    ...flag("follower-port", followerPort),
    ...flag("indexes", indexes === undefined ? undefined : documents.join(",")),
    ...flag("request-log", requestLog),
    ...flag("release", options.version),
    ...flag("lifetime", lifetime === undefined ? undefined : `${lifetime}ms`),
    ...(options.isConnected === false ? ["--no-connection"] : []),
  ];
  const loader = pathToFileURL(require.resolve("tsx")).href;
  const errors = openSync(log, "w", 0o600);
  try {
    const child = spawn(
      process.execPath,
      ["--import", loader, join(__dirname, "main.ts"), ...flags],
      {
        // Empty: one of this process's own is not meant for them.
        env: { ...process.env, [PASSWORD_VARIABLE]: options.adminPassword ?? "" },
        cwd: join(__dirname, "../.."),
        // A session of its own, and none of our pipes: neither ctrl-C nor our end reaches it.
        detached: true,
        stdio: ["ignore", "ignore", errors],
      },
    );
    child.unref();
    return child;
  } finally {
    closeSync(errors);
  }
}

function waitFor<T>(limit: number, look: () => Promise<Attempt<T>>): Promise<Polled<T>> {
  return poll(look, {
    clock: systemClock,
    deadline: deadlineIn(limit, systemClock),
    backoff: { first: 20, longest: 200, factor: 1.5 },
    random: Math.random,
  });
}

async function answers(url: string): Promise<boolean> {
  try {
    await fetch(url);
    return true;
  } catch {
    return false;
  }
}
