// SPDX-License-Identifier: Apache-2.0
import * as fs from "node:fs";
import type { Journal } from "./journal";
import {
  appendedSince,
  beginningOf,
  journalFolder,
  journalPath,
  type Line,
  linesIn,
  isAlive,
  openFolder,
  sweep,
} from "./journal-file";
import type { SignedNote } from "./note";

interface SharedJournalOptions {
  readonly folder?: string;
  /** The program ends first, and leaves the file to the provider processes. */
  readonly isProgram?: boolean;
}

/**
 * The journal of all processes of one deployment: the program, and a provider process for each explicit
 * provider. All know the engine's address, so the file is named after that. It holds kinds, names, URNs
 * and cluster identities and no inputs, and the provider process that ends last removes it.
 */
export function sharedJournal(
  address: string,
  { folder = journalFolder(), isProgram = false }: SharedJournalOptions = {},
): Journal {
  const self = String(process.pid);
  const path = journalPath(folder, address);
  const notes: SignedNote[] = [];
  const others = new Set<string>();
  let file: number | undefined;
  let position = 0;
  let rest = "";
  let problem: string | undefined;

  const trying = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      problem ??= `They need the folder ${folder}, this user's own and writable (${why}); PULUMI_HOME names another.`;
    }
  };
  // Inputs may hold secrets, and do not leave the process.
  const append = (to: number, line: Line): void =>
    void fs.writeSync(to, `${JSON.stringify({ ...line, inputs: undefined })}\n`);

  const open = (): number => {
    openFolder(folder);
    const { O_RDWR, O_APPEND, O_CREAT } = fs.constants;
    const opened = fs.openSync(path, O_RDWR | O_APPEND | O_CREAT, 0o600);
    position = beginningOf(opened);
    rest = "";
    // Processes that open it at the same moment come to the same end.
    if (position > 0) append(opened, { note: "reset", by: self, until: position });
    append(opened, { note: "here", by: self });
    for (const note of notes.filter(({ by }) => by === self)) append(opened, note);
    return opened;
  };
  const hear = (): void =>
    trying(() => {
      if (file === undefined) {
        process.once("exit", leave);
        file = open();
        sweep(folder, path);
      } else if (fs.fstatSync(file).nlink === 0) {
        fs.closeSync(file);
        file = open();
      }
      const bytes = appendedSince(file, position);
      position += bytes.length;
      const lines = (rest + bytes.toString("utf8")).split("\n");
      rest = lines.pop() ?? "";
      for (const line of linesIn(lines)) {
        if (line.by === self) continue;
        others.add(line.by);
        if (!/^(here|ended|reset)$/.test(line.note)) notes.push(line as SignedNote);
      }
    });
  const leave = (): void =>
    trying(() => {
      hear();
      if (file === undefined) return;
      // From when on the file is quiet.
      append(file, { note: "ended", by: self });
      if (!isProgram && ![...others].some(isAlive)) fs.unlinkSync(path);
    });

  return {
    self,
    write(note) {
      const signed = { ...note, by: self };
      // The program asks nobody.
      if (!isProgram || file === undefined) hear();
      notes.push(signed);
      trying(() => file !== undefined && append(file, signed));
    },
    read() {
      hear();
      return notes;
    },
    problem() {
      hear();
      return problem;
    },
  };
}
