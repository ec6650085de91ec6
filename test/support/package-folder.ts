// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const root = resolve(__dirname, "../..");

/** The ways in which people come to have the package. */
export type Installation = "copied" | "symlinked" | "packed" | Isolated;

/**
 * Folders outside this checkout, in which nothing is found further up, with an SDK beside which the
 * package is (as pnpm hoists what a library of a workspace depends on), or is not; and a package that
 * cannot be loaded.
 */
export type Isolated = "hoisted" | "nowhere" | "broken";

/** A folder of a program in which the package is installed, besides which the SDK and our dependencies are found further up. */
export interface InstalledProgram {
  readonly directory: string;
  /** The script of the SDK's host, where it is not this checkout's. */
  readonly host?: string;
  remove(): void;
}

/** Installs the built package into a new folder, by way of `node_modules`. */
export function installed(how: Installation): InstalledProgram {
  if (how === "hoisted" || how === "nowhere") return isolated(how);
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
  if (how === "broken") {
    mkdirSync(join(target, "dist"), { recursive: true });
    cpSync(join(root, "package.json"), join(target, "package.json"));
    writeFileSync(join(target, "dist", "handlers.js"), 'throw new Error("the disk is on fire");');
  }
  return { directory, remove: () => rmSync(directory, { recursive: true, force: true }) };
}

function isolated(how: "hoisted" | "nowhere"): InstalledProgram {
  const directory = mkdtempSync(join(tmpdir(), `${how}-`));
  const store = join(directory, "store", "node_modules");
  const program = join(directory, "program");
  const modules = join(root, "node_modules");
  mkdirSync(join(store, "@pulumi"), { recursive: true });
  mkdirSync(program);
  // The host's folder is where its file really lies, so it is copied; what it needs is linked.
  cpSync(join(modules, "@pulumi", "pulumi"), join(store, "@pulumi", "pulumi"), { recursive: true });
  const own = ["@pulumi", ...(how === "hoisted" ? [] : ["pulumi-opensearch-replication"])];
  for (const name of readdirSync(modules).filter((name) => !own.includes(name))) {
    symlinkSync(join(modules, name), join(store, name));
  }
  return {
    directory: program,
    host: join(store, "@pulumi", "pulumi", "cmd", "dynamic-provider", "index.js"),
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}
