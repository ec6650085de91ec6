// SPDX-License-Identifier: Apache-2.0
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { format, resolveConfig } from "prettier";
import { help } from "../../provider/cli/help";
import { checkedPages, root, textOf, withBlocks } from "./blocks";
import { creationTable, finishTable, removalTable } from "./decisions";
import { withMade } from "./markers";
import { fieldList, outputList, settingTable } from "./reference";

const tables: Readonly<Record<string, () => string>> = {
  "what a create does": creationTable,
  "what finishing does": finishTable,
  "what a destroy does": removalTable,
  "names of settings": settingTable,
  "help of the command line": () => `\`\`\`text\n${help}\`\`\``,
};

/** What stands between two markers of a page: a table, or the fields of a public type. */
function made(name: string): string {
  const [, kind, type = ""] = /^(fields|outputs) of (\w+)$/.exec(name) ?? [];
  if (kind !== undefined) return kind === "fields" ? fieldList(type) : outputList(type);
  const table = tables[name];
  if (table === undefined) throw new Error(`nothing makes "${name}"`);
  return table();
}

const parsers: Readonly<Record<string, string>> = { ts: "typescript", json: "json", yaml: "yaml" };

/** A page as the code has it now, its code blocks formatted; fails on a block that does not parse. */
export async function fresh(markdown: string): Promise<string> {
  const options = await resolveConfig(resolve(root, "README.md"));
  const formatted = (text: string, language: string): Promise<string> =>
    format(text, { ...options, parser: parsers[language] ?? language });
  return withBlocks(withMade(markdown, made), Object.keys(parsers), formatted);
}

async function main(): Promise<void> {
  for (const page of checkedPages()) {
    const text = textOf(page);
    const remade = await fresh(text);
    if (remade !== text) writeFileSync(resolve(root, page), remade);
  }
}

if (require.main === module) void main();
