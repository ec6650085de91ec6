// SPDX-License-Identifier: Apache-2.0
import * as fs from "node:fs";

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

/** What was appended to a file since `position`. */
export function appendedSince(file: number, position: number): Buffer {
  const length = Math.max(0, fs.fstatSync(file).size - position);
  const bytes = Buffer.alloc(length);
  const read = length === 0 ? 0 : fs.readSync(file, bytes, 0, length, position);
  return bytes.subarray(0, read);
}
