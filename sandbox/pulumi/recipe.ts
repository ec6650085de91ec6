// SPDX-License-Identifier: Apache-2.0
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { compare, goDirective, requiredVersion, text, type Version } from "./versions";

/** What the two Go modules say about the engine that is wanted. */
export interface Recipe {
  cliVersion: string;
  oldestGo: Version;
  /** The text of both go.sum files. */
  sums: string[];
}

export const MODULES = { cli: "cli", languageHost: "language-nodejs" } as const;

const CLI_MODULE = "github.com/pulumi/pulumi/pkg/v3";

export async function readRecipe(modules: string): Promise<Recipe> {
  const read = (file: string) =>
    Promise.all(
      [MODULES.cli, MODULES.languageHost].map((module) =>
        readFile(join(modules, module, file), "utf8"),
      ),
    );
  return recipeOf(await read("go.mod"), await read("go.sum"));
}

export function recipeOf(mods: string[], sums: string[]): Recipe {
  const oldest = mods.map(goDirective).sort(compare).at(-1);
  const cli = mods[0];
  if (!oldest || cli === undefined) {
    throw new Error("There is no go.mod to read.");
  }
  return { cliVersion: text(requiredVersion(cli, CLI_MODULE)), oldestGo: oldest, sums };
}
