// SPDX-License-Identifier: Apache-2.0
import * as fs from "node:fs";
import { join } from "node:path";
import { unfinishedOf } from "./journal";
import {
  append,
  isAlive,
  noteIn,
  orNothing,
  prefix,
  appendedSince,
  openOwnFile,
} from "./journal-file";
import type { SignedNote } from "./note";

/** For how long what a deployment has begun and not ended is gone on with. */
const unfinishedFor = 3_600_000;

/** After this time without a note, a deployment whose writers have died is over. */
const quietFor = 60_000;

/** What deployments of the last hour have begun to clear away, and not ended. */
export function unfinishedIn(folder: string): SignedNote[] {
  return filesOfTheDead(folder)
    .filter(({ age }) => age < unfinishedFor)
    .flatMap(({ notes }) => unfinishedOf(notes));
}

/** Notes in the journals of earlier deployments that what they have begun is ended by now. */
export function endUnfinished(
  folder: string,
  cleared: Extract<SignedNote, { note: "cleared" }>,
): void {
  for (const { path, notes } of filesOfTheDead(folder)) {
    const isMeant = unfinishedOf(notes).some(
      ({ name, host }) => name === cleared.name && host === cleared.host,
    );
    const file = isMeant ? openOwnFile(path, false) : undefined;
    if (file === undefined) continue;
    append(file, cleared);
    fs.closeSync(file);
  }
}

/** Removes what killed deployments have left, once nothing in them is left to continue. */
export function sweep(folder: string): void {
  for (const { path, age, notes } of filesOfTheDead(folder)) {
    const keptFor = unfinishedOf(notes).length === 0 ? quietFor : unfinishedFor;
    if (age >= keptFor) orNothing(() => fs.unlinkSync(path));
  }
}

interface Dead {
  readonly path: string;
  /** Since it was written to last, in milliseconds. */
  readonly age: number;
  readonly notes: readonly SignedNote[];
}

/** The journals whose writers have all died. */
function filesOfTheDead(folder: string): Dead[] {
  const found: Dead[] = [];
  for (const name of fs.readdirSync(folder).filter((one) => one.startsWith(prefix))) {
    const path = join(folder, name);
    orNothing(() => {
      const file = openOwnFile(path, false);
      if (file === undefined) return;
      const age = Date.now() - fs.fstatSync(file).mtimeMs;
      const text = appendedSince(file, 0).toString("utf8");
      fs.closeSync(file);
      const notes = text.split("\n").flatMap((line) => noteIn(line) ?? []);
      // A file without a note is one that is being made.
      if (notes.length > 0 && !notes.some(({ by }) => isAlive(by)))
        found.push({ path, age, notes });
    });
  }
  return found;
}
