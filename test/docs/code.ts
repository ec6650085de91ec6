// SPDX-License-Identifier: Apache-2.0
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import ts from "typescript";
import { type Block, blocksIn, checkedPages, root, textOf } from "../../scripts/docs/blocks";

/** Where the pages' programs are written to: within the repository, so that its packages are found. */
export const folder = resolve(root, ".sandbox/docs");

/** A TypeScript file made of a page's code. */
export interface Program {
  readonly file: string;
  /** Page and line that it comes from. */
  readonly from: string;
  /** Whether it is a Pulumi program, or goes on with one, and not a module of one, a test or a script. */
  readonly isRun: boolean;
}

export const blocks = checkedPages().flatMap((page) => blocksIn(page, textOf(page)));

/** Packages that the pages use and the repository does not have; stubs of what is used stand for them. */
const stubs = ["@pulumi/aws", "@pulumi/kubernetes", "@pulumi/random"];

/**
 * Writes every TypeScript block into a folder of its page. A block that imports something, or that has a
 * title, is a file of its own; any other goes on with the last one that imports, and is written after it.
 */
export function writePrograms(): Program[] {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const name of stubs) {
    const target = join(folder, "node_modules", name);
    cpSync(resolve(__dirname, "stubs", name), target, { recursive: true });
    writeFileSync(join(target, "package.json"), JSON.stringify({ name, main: "index.ts" }));
  }
  let begun: Block | undefined;
  return blocks.flatMap((block) => {
    const { page, language, title, text, line } = block;
    const own = join(folder, page.replaceAll(/[/.]/g, "-"));
    if (language === "json" && title === "package.json") write(join(own, title), text);
    if (language !== "ts") return [];
    const isWhole = title !== undefined || /^import /m.test(text);
    if (isWhole) begun = block;
    else if (begun?.page !== page) throw new Error(`${page}:${line} goes on with no program`);
    const file = join(own, title ?? `line-${line}.ts`);
    write(file, isWhole ? text : `${begun?.text ?? ""}\n${text}`);
    const isRun = title === undefined || title === "index.ts";
    return [{ file, from: `${page}:${line}`, isRun }];
  });
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  strict: true,
  skipLibCheck: true,
  noEmit: true,
  types: ["node", "mocha"],
  typeRoots: [resolve(root, "node_modules/@types")],
};

/** What the compiler says against the programs, with the page in front. */
export function compilerErrors(programs: readonly Program[]): string[] {
  const from = new Map(programs.map((program) => [program.file, program.from]));
  const compiled = ts.createProgram(
    programs.map(({ file }) => file),
    options,
  );
  return ts.getPreEmitDiagnostics(compiled).map(({ file, start, messageText }) => {
    const name = file?.fileName ?? "";
    const at = file === undefined || start === undefined ? "" : lineOf(file, start);
    const message = ts.flattenDiagnosticMessageText(messageText, " ");
    return `${from.get(name) ?? relative(root, name)}: ${at}${message}`;
  });
}

function lineOf(file: ts.SourceFile, start: number): string {
  const { line } = file.getLineAndCharacterOfPosition(start);
  return `\`${file.text.split("\n")[line]?.trim() ?? ""}\`: `;
}
