// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";

const root = resolve(__dirname, "../..");

/** The ways in which people come to have the package. */
export type Installation = "copied" | "symlinked" | "packed";

/** A folder of a program in which the package is installed, besides which the SDK and our dependencies are found further up. */
export interface InstalledProgram {
  readonly directory: string;
  remove(): void;
}

/** Installs the built package into a new folder, by way of `node_modules`. */
export function installed(how: Installation): InstalledProgram {
  const scratch = join(root, ".sandbox", "test");
  mkdirSync(scratch, { recursive: true });
  const directory = mkdtempSync(join(scratch, `${how}-`));
  const target = join(directory, "node_modules", "pulumi-opensearch-replication");
  mkdirSync(join(directory, "node_modules"));
  if (how === "symlinked") symlinkSync(root, target);
  if (how === "copied") {
    mkdirSync(target);
    for (const item of ["dist", "package.json"])
      cpSync(join(root, item), join(target, item), { recursive: true });
  }
  if (how === "packed") {
    execFileSync("npm", ["pack", root, "--ignore-scripts", "--pack-destination", directory], {
      stdio: "pipe",
    });
    execFileSync("tar", ["-xzf", "pulumi-opensearch-replication-0.1.0.tgz"], { cwd: directory });
    cpSync(join(directory, "package"), target, { recursive: true });
  }
  return { directory, remove: () => rmSync(directory, { recursive: true, force: true }) };
}
