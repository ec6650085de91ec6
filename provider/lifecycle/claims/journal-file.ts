// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";
import * as fs from "node:fs";
import { hostname, tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import type { SignedNote } from "./note";

/** After this time without a line, a deployment whose processes have all died is over. */
const quietFor = 60_000;

/** After this time, so is one of another container, whose processes cannot be seen from here. */
const strangeFor = 7 * 24 * 3_600_000;

/** A line of the file: a note, that a process is there or has ended, or up to where all is of an earlier deployment. */
export type Line =
  | SignedNote
  | { readonly note: "here" | "ended"; readonly by: string }
  | { readonly note: "reset"; readonly by: string; readonly until: number };

/** The folder of the notes: in Pulumi's home, else a private one among the temporary files. */
export function journalFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const home = environment["PULUMI_HOME"];
  const own = "opensearch-replication";
  return home === undefined || home === ""
    ? join(tmpdir(), `pulumi-${own}-${userInfo().username.replace(/[^\w.-]/g, "-")}`)
    : join(home, own);
}

/** Makes the folder, or finds it: this user's, and nobody else's to write to. Throws where it cannot be had. */
export function openFolder(folder: string): void {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { uid, mode } = fs.lstatSync(folder);
  const user = process.getuid?.();
  if (user !== undefined && (uid !== user || (mode & 0o022) !== 0))
    throw new Error("it is another user's, or others may write to it");
}

/**
 * The file of the deployment whose engine has this address. Containers may share the folder, but neither
 * their processes nor their addresses, so it is named after both.
 */
export function journalPath(folder: string, address: string): string {
  return join(folder, `${place()}-${address.replace(/[^\w.-]/g, "-")}.jsonl`);
}

let known: string | undefined;

function place(): string {
  const namespaces = ["pid", "net"].map((kind) => {
    try {
      return fs.readlinkSync(`/proc/self/ns/${kind}`);
    } catch {
      // Only Linux has namespaces.
      return "";
    }
  });
  const text = [hostname(), ...namespaces].join();
  return (known ??= createHash("sha256").update(text).digest("hex").slice(0, 16));
}

/** Whether a process is there; it may be another user's. */
export function isAlive(pid: string): boolean {
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch (error) {
    // Another user's process is alive, too.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** What was appended to a file since a position. */
export function appendedSince(file: number, position: number): Buffer {
  const length = Math.max(0, fs.fstatSync(file).size - position);
  const bytes = Buffer.alloc(length);
  const read = length === 0 ? 0 : fs.readSync(file, bytes, 0, length, position);
  return bytes.subarray(0, read);
}

export function linesIn(texts: readonly string[]): Line[] {
  return texts.flatMap((text) => {
    try {
      return [JSON.parse(text) as Line];
    } catch {
      // A line that was cut off by a full disk says nothing.
      return [];
    }
  });
}

/** Where the lines of this deployment begin: a killed one may have left a file of the same name. */
export function beginningOf(file: number): number {
  const { size, mtimeMs } = fs.fstatSync(file);
  const lines = linesIn(appendedSince(file, 0).toString("utf8").split("\n"));
  if (isOver(lines, mtimeMs)) return size;
  return Math.max(0, ...lines.map((line) => (line.note === "reset" ? line.until : 0)));
}

/** Removes what killed deployments have left; one that lives, or whose processes cannot be seen, stays. */
export function sweep(folder: string, own: string): void {
  for (const name of fs.readdirSync(folder)) {
    const path = join(folder, name);
    if (path === own) continue;
    try {
      const { mtimeMs } = fs.statSync(path);
      if (Date.now() - mtimeMs < quietFor) continue;
      const isOurs = name.startsWith(`${place()}-`);
      const lines = isOurs ? linesIn(fs.readFileSync(path, "utf8").split("\n")) : [];
      const isDead = isOurs ? isOver(lines, mtimeMs) : Date.now() - mtimeMs >= strangeFor;
      if (isDead) fs.unlinkSync(path);
    } catch {
      // Another process sweeps, too.
    }
  }
}

function isOver(lines: readonly Line[], mtimeMs: number): boolean {
  const isQuiet = lines.length > 0 && Date.now() - mtimeMs >= quietFor;
  return isQuiet && !lines.some(({ by }) => isAlive(by));
}
