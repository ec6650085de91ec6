// SPDX-License-Identifier: Apache-2.0
import { styleText } from "node:util";

type Style = "red" | "green" | "yellow" | "dim" | "bold";

/** A cell, and how it is coloured in a terminal. */
export interface Cell {
  readonly text: string;
  readonly style?: Style | undefined;
  readonly isNumber?: boolean;
}

/** Where the table is shown. */
export interface Screen {
  /** How many columns a terminal has; `undefined` where there is none. */
  readonly width: number | undefined;
  readonly hasColours: boolean;
}

/** Paints a text where colours are shown. */
export function paint({ hasColours }: Screen, style: Style | undefined, text: string): string {
  return hasColours && style !== undefined
    ? styleText(style, text, { validateStream: false })
    : text;
}

/**
 * The lines of a table: columns as wide as what they hold, without those that hold nothing. On a terminal the
 * last column is broken into lines, below its row where there is no room beside it; nothing is cut off.
 */
export function tableLines(
  titles: readonly string[],
  rows: readonly (readonly Cell[])[],
  screen: Screen,
): string[] {
  const used = titles.map((_, at) => rows.some((row) => row[at]?.text));
  const kept = <T>(all: readonly T[]): T[] => all.filter((_, at) => used[at]);
  const isNumber = (at: number): boolean => rows.some((row) => row[at]?.isNumber);
  const head = kept(
    titles.map((text, at): Cell => ({ text, style: "dim", isNumber: isNumber(at) })),
  );
  const all = [head, ...rows.map((row) => kept(row))];
  const widths = head.map((_, at) => Math.max(...all.map((row) => row[at]?.text.length ?? 0)));
  const before = widths.slice(0, -1).reduce((sum, width) => sum + width + 2, 0);
  const room = (screen.width ?? Infinity) - before;
  const isBelow = room < least && room < (widths.at(-1) ?? 0);
  return all.flatMap((row, line) => {
    const first = row.slice(0, -1).map(({ text, style, isNumber }, at) => {
      const width = widths[at] ?? 0;
      return paint(screen, style, isNumber === true ? text.padStart(width) : text.padEnd(width));
    });
    const start = first.map((cell) => `${cell}  `).join("");
    const { text = "", style, isNumber } = row.at(-1) ?? {};
    if (isBelow) {
      const below = line === 0 || text === "" ? [] : wrapped(text, (screen.width ?? 0) - 4);
      return [start.trimEnd(), ...below.map((part) => `    ${paint(screen, style, part)}`)];
    }
    const padded = isNumber === true ? text.padStart(widths.at(-1) ?? 0) : text;
    const lines = isNumber === true ? [padded] : wrapped(padded, room);
    return lines.map((part, at) =>
      ((at === 0 ? start : " ".repeat(before)) + paint(screen, style, part)).trimEnd(),
    );
  });
}

/** Less room than this beside a row is none. */
const least = 40;

/** Breaks a text between words; a word that is longer than a line stays whole. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= width)
      lines.splice(-1, 1, `${line} ${word}`);
    else lines.push(word);
  }
  return lines;
}
