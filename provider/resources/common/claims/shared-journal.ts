// SPDX-License-Identifier: Apache-2.0
import * as fs from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { type Journal, unfinishedOf } from "./journal";
import type { SignedNote } from "./note";
import { appendedSince, openOwnFile } from "./own-file";

/** Containers may share the folder, but not their processes. */
const prefix = `pulumi-opensearch-replication-${hostname().replace(/[^\w.-]/g, "-")}-`;

/** For how long what a killed deployment has left is gone on with. */
const leftFor = 3_600_000;

/**
 * The journal of all provider processes of one deployment: each explicit provider is a process of its
 * own, and what one was told of, another may be asked to remove. All are given the engine's address,
 * so the file is named after that. It holds names and URNs and no secret, and is removed by the
 * process that ends last.
 *
 * A file that a killed deployment has left may have the name of a later one's, so the notes of
 * processes that are dead when they are first heard of are passed over; what a deployment has begun and
 * not ended is told for an hour. Where the file cannot be had,
 * the process's own notes are what there is.
 */
export function sharedJournal(address: string, folder = tmpdir()): Journal {
  const self = String(process.pid);
  const path = join(folder, `${prefix}${address.replace(/[^\w.-]/g, "-")}.jsonl`);
  const notes: SignedNote[] = [];
  const heardOf = new Map<string, boolean>([[self, false]]);
  let file: number | undefined;
  let position = 0;
  let rest = "";

  const open = (isToBeMade: boolean): void => {
    if (file !== undefined) return;
    if (isToBeMade) orNothing(() => sweep(folder));
    file = openOwnFile(path, isToBeMade);
    if (file !== undefined) process.once("exit", leave);
  };
  const othersNotes = (): SignedNote[] => {
    if (file === undefined) return [];
    const bytes = appendedSince(file, position);
    position += bytes.length;
    const lines = (rest + bytes.toString("utf8")).split("\n");
    rest = lines.pop() ?? "";
    return lines.flatMap((line) => noteIn(line) ?? []).filter(({ by }) => isHeard(by));
  };
  const isHeard = (by: string): boolean => {
    const known = heardOf.get(by);
    if (known !== undefined) return known;
    const isLiving = isAlive(by);
    heardOf.set(by, isLiving);
    return isLiving;
  };
  const leave = (): void => {
    orNothing(() => notes.push(...othersNotes()));
    const others = [...heardOf.keys()].filter((by) => by !== self);
    // What was begun and not ended, the next run is to go on with.
    const isOver = unfinishedOf(notes).length === 0;
    if (isOver && !others.some(isAlive)) orNothing(() => fs.unlinkSync(path));
  };
  return {
    self,
    write(note) {
      const signed = { ...note, by: self };
      notes.push(signed);
      open(true);
      if (file !== undefined) append(file, signed);
      if (note.note === "cleared") orNothing(() => endWhatWasLeft(folder, { ...note, by: self }));
    },
    read() {
      open(false);
      orNothing(() => notes.push(...othersNotes()));
      return notes;
    },
    left() {
      const found: SignedNote[] = [];
      orNothing(() => {
        for (const { age, notes: written } of filesOfTheDead(folder)) {
          if (age < leftFor) found.push(...unfinishedOf(written));
        }
      });
      return found;
    },
  };
}

function append(file: number, signed: SignedNote): void {
  const shared = JSON.stringify({ ...signed, inputs: undefined });
  orNothing(() => fs.appendFileSync(file, `${shared}\n`));
}

/** Notes in the journals of earlier deployments that what they have begun is ended by now. */
function endWhatWasLeft(folder: string, cleared: Extract<SignedNote, { note: "cleared" }>): void {
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

function noteIn(line: string): SignedNote | undefined {
  try {
    return JSON.parse(line) as SignedNote;
  } catch {
    return undefined;
  }
}

function isAlive(by: string): boolean {
  try {
    process.kill(Number(by), 0);
    return true;
  } catch (error) {
    // Another user's process is alive, too.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Removes what deployments have left that were killed long ago. */
function sweep(folder: string): void {
  for (const { path, age } of filesOfTheDead(folder)) {
    if (age >= leftFor) orNothing(() => fs.unlinkSync(path));
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

/** The journal is a help that must never be the reason why something fails. */
function orNothing(work: () => unknown): void {
  try {
    work();
  } catch {
    // Then the process's own notes have to do.
  }
}
