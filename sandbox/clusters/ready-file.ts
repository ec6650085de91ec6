// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { ClusterPair } from "./pair";

/** What a pair in a process of its own says of itself once it serves. Passwords are not in it. */
export interface ReadyPair {
  /** Says what it is, wherever the file is looked at. */
  readonly notice: string;
  readonly pid: number;
  readonly leaderUrl: string;
  readonly followerUrl: string;
  /** For the `seeds` of a connection. */
  readonly leaderSeed: string;
  readonly followerSeed: string;
}

/** What this process says of a pair that it serves. */
export function readyPair({ leader, follower }: ClusterPair): ReadyPair {
  return {
    notice: "two EMULATED clusters: a stand-in, not OpenSearch",
    pid: process.pid,
    leaderUrl: leader.url,
    followerUrl: follower.url,
    leaderSeed: leader.transportAddress,
    followerSeed: follower.transportAddress,
  };
}

/** Writes the file at one stroke, so that whoever finds it finds all of it. */
export function writeReadyFile(file: string, ready: ReadyPair): void {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(ready)}\n`, { mode: 0o600 });
  renameSync(draft, file);
}

/** What the file says, or `undefined` where there is none. */
export function readReadyFile(file: string): ReadyPair | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as ReadyPair;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw error;
  }
}

/** Removes the file where it is this process's own. */
export function removeOwnReadyFile(file: string): void {
  if (readReadyFile(file)?.pid === process.pid) rmSync(file, { force: true });
}
