// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { resolve } from "node:path";

export const root = resolve(__dirname, "../..");

/** A fenced code block of a page. */
export interface Block {
  /** The page, from the root of the repository. */
  readonly page: string;
  /** Line of the page on which the block's text begins, from 1. */
  readonly line: number;
  readonly language: string;
  /** The file that the block is, where its fence says so: ```ts title="index.ts" */
  readonly title: string | undefined;
  readonly text: string;
}

/** Every Markdown page that git knows or would add. */
export function pages(): string[] {
  const listed = ["ls-files", "--cached", "--others", "--exclude-standard", "*.md"];
  return execFileSync("git", listed, { cwd: root }).toString().trim().split("\n");
}

/** The pages whose code blocks are checked: all but the API reference, which is made from docstrings. */
export function checkedPages(): string[] {
  return pages().filter((page) =>
    /^(README|ARCHITECTURE|CONTRIBUTING|docs\/(?!api\/).*|examples\/.*)\.md$/.test(page),
  );
}

export function textOf(page: string): string {
  return readFileSync(resolve(root, page), "utf8");
}

const fence = /^( *)```(\S+)?(.*)\n([\s\S]*?)^\1```$/gm;

/** The fenced blocks of a page, in their order. */
export function blocksIn(page: string, markdown: string): Block[] {
  return [...markdown.matchAll(fence)].map((match) => {
    const [, indent = "", language = "", info = "", text = ""] = match;
    return {
      page,
      line: markdown.slice(0, match.index).split("\n").length + 1,
      language,
      title: /title="([^"]+)"/.exec(info)?.[1],
      text: text.replaceAll(new RegExp(`^${indent}`, "gm"), ""),
    };
  });
}

/** The page with every block of the languages made anew. */
export async function withBlocks(
  markdown: string,
  languages: readonly string[],
  remake: (text: string, language: string) => Promise<string>,
): Promise<string> {
  const parts: string[] = [];
  let end = 0;
  for (const match of markdown.matchAll(fence)) {
    const [whole, indent = "", language = "", info = "", text = ""] = match;
    parts.push(markdown.slice(end, match.index));
    end = match.index + whole.length;
    const isWanted = languages.includes(language) && indent === "";
    const made = isWanted ? await remake(text, language) : text;
    parts.push(`${indent}\`\`\`${language}${info}\n${made}${indent}\`\`\``);
  }
  return parts.join("") + markdown.slice(end);
}
