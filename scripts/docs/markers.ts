// SPDX-License-Identifier: Apache-2.0

const marked = /<!-- made: (.+?) -->[\s\S]*?<!-- end: \1 -->/g;

/** The page with the text between its markers made anew: `<!-- made: NAME -->` … `<!-- end: NAME -->`. */
export function withMade(page: string, make: (name: string) => string): string {
  return page.replaceAll(
    marked,
    (_, name: string) => `<!-- made: ${name} -->\n\n${make(name)}\n\n<!-- end: ${name} -->`,
  );
}

/** A Markdown table whose cells are not padded. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
