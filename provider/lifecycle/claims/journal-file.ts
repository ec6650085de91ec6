// SPDX-License-Identifier: Apache-2.0
import * as fs from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import type { SignedNote } from "./note";

/** Containers may share the folder, but not their processes. */
export const prefix = `pulumi-opensearch-replication-${hostname().replace(/[^\w.-]/g, "-")}-`;

/** The file of the deployment whose engine has this address. */
export function journalPath(folder: string, address: string): string {
  return join(folder, `${prefix}${address.replace(/[^\w.-]/g, "-")}.jsonl`);
}

/** Writes a note, without the inputs, which may hold secrets. */
export function append(file: number, signed: SignedNote): void {
  const shared = JSON.stringify({ ...signed, inputs: undefined });
  orNothing(() => fs.appendFileSync(file, `${shared}\n`));
}

export function noteIn(line: string): SignedNote | undefined {
  try {
    return JSON.parse(line) as SignedNote;
  } catch {
    return undefined;
  }
}

export function isAlive(by: string): boolean {
  try {
    process.kill(Number(by), 0);
    return true;
  } catch (error) {
    // Another user's process is alive, too.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** The journal is a help that must never be the reason why something fails. */
export function orNothing(work: () => unknown): void {
  try {
    work();
  } catch {
    // Then the process's own notes have to do.
  }
}

const { O_APPEND, O_CREAT, O_EXCL, O_RDWR } = fs.constants;
// Windows has no such flag, and no links that anybody may make.
const O_NOFOLLOW = (fs.constants.O_NOFOLLOW as number | undefined) ?? 0;

/**
 * Opens a file in a folder that others may write to, for appending: made exclusively, no link
 * followed, and one that is there already only where it is this user's and nobody else may read it.
 * `undefined` where that is not to be had.
 */
export function openOwnFile(path: string, isToBeMade: boolean): number | undefined {
  if (isToBeMade) {
    try {
      return fs.openSync(path, O_RDWR | O_APPEND | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") return undefined;
    }
  }
  let file: number | undefined;
  try {
    file = fs.openSync(path, O_RDWR | O_APPEND | O_NOFOLLOW);
    if (isOwn(fs.fstatSync(file))) return file;
  } catch {
    // As if it were not there.
  }
  if (file !== undefined) fs.closeSync(file);
  return undefined;
}

function isOwn(stats: fs.Stats): boolean {
  const user = process.getuid?.();
  if (user === undefined) return stats.isFile();
  return stats.isFile() && stats.uid === user && stats.nlink === 1 && (stats.mode & 0o077) === 0;
}

export function appendedSince(file: number, position: number): Buffer {
  const length = Math.max(0, fs.fstatSync(file).size - position);
  const bytes = Buffer.alloc(length);
  const read = length === 0 ? 0 : fs.readSync(file, bytes, 0, length, position);
  return bytes.subarray(0, read);
}
