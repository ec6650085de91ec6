// SPDX-License-Identifier: Apache-2.0
import type { Note, SignedNote } from "./note";

export interface Journal {
  readonly self: string;
  write(note: Note): void;
  /** All notes so far, those of the deployment's other processes included. */
  read(): readonly SignedNote[];
  /** What deployments of the last hour have begun to clear away, and not ended. */
  unfinished(): readonly SignedNote[];
}

/** A journal in memory; processes of one deployment, in tests, are given the same `notes`. */
export function memoryJournal(
  notes: SignedNote[] = [],
  self = "this process",
  left: readonly SignedNote[] = [],
): Journal {
  return {
    self,
    write: (note) => void notes.push({ ...note, by: self }),
    read: () => notes,
    unfinished: () => left,
  };
}

/** The notes of what was begun to be cleared away, and not ended. */
export function unfinishedOf(notes: readonly SignedNote[]) {
  const isEnd = (one: SignedNote, { name, host }: Clearing): boolean =>
    one.note === "cleared" && one.name === name && one.host === host;
  return notes.filter(
    (note, at): note is Clearing =>
      note.note === "clearing" && !notes.slice(at + 1).some((later) => isEnd(later, note)),
  );
}

type Clearing = Extract<SignedNote, { note: "clearing" }>;
