// SPDX-License-Identifier: Apache-2.0
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { endUnfinished, unfinishedIn, sweep } from "./earlier-journals";
import { type Journal, unfinishedOf } from "./journal";
import {
  append,
  isAlive,
  journalPath,
  noteIn,
  orNothing,
  appendedSince,
  openOwnFile,
} from "./journal-file";
import type { SignedNote } from "./note";

/**
 * The journal of all provider processes of one deployment: each explicit provider is a process of its
 * own, and what one was told of, another may be asked to remove. All are given the engine's address,
 * so the file is named after that. It holds names and URNs and no secret, and is removed by the
 * process that ends last.
 *
 * A file that a killed deployment has left may have the name of a later one's, so the notes of
 * processes that are dead when they are first heard of are passed over; what a deployment has begun and
 * not ended is kept for an hour. If the file cannot be opened, the process uses its own notes only.
 */
export function sharedJournal(address: string, folder = tmpdir()): Journal {
  const self = String(process.pid);
  const path = journalPath(folder, address);
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
      if (note.note === "cleared") orNothing(() => endUnfinished(folder, { ...note, by: self }));
    },
    read() {
      open(false);
      orNothing(() => notes.push(...othersNotes()));
      return notes;
    },
    unfinished() {
      const found: SignedNote[] = [];
      orNothing(() => found.push(...unfinishedIn(folder)));
      return found;
    },
  };
}
