// SPDX-License-Identifier: Apache-2.0
import type { Note, SignedNote } from "./note";

/** The notes that the processes of one deployment share. */
export interface Journal {
  readonly self: string;
  write(note: Note): void;
  /** All notes so far, those of the deployment's other processes included. */
  read(): readonly SignedNote[];
  /** Why the notes cannot be shared, and what to do about it; nothing where they are. */
  problem(): string | undefined;
}

/** A journal in memory; processes of one deployment, in tests, are given the same `notes`. */
export function memoryJournal(
  notes: SignedNote[] = [],
  self = "this process",
  problem?: string,
): Journal {
  return {
    self,
    write: (note) => void notes.push({ ...note, by: self }),
    read: () => notes,
    problem: () => problem,
  };
}
