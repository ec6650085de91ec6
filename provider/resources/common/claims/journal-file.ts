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

/** The note in a line, where there is one. */
export function noteIn(line: string): SignedNote | undefined {
  try {
    return JSON.parse(line) as SignedNote;
  } catch {
    return undefined;
  }
}

/** Whether the process that has signed a note lives. */
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
