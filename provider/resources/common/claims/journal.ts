// SPDX-License-Identifier: Apache-2.0
import type { Note, SignedNote } from "./note";

/** The notes of one deployment. */
export interface Journal {
  /** The process that writes here. */
  readonly self: string;
  write(note: Note): void;
  /** All notes so far, those of the deployment's other processes included. */
  read(): readonly SignedNote[];
  /** The last notes of deployments that were killed within the hour. */
  left(): readonly SignedNote[];
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
    left: () => left,
  };
}
