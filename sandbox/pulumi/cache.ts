// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";
import { access, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import { engineVersion } from "./candidate";
import { type Engine, engineIn, type Origin, PROVIDER_SCRIPT } from "./engine";
import { copyScript, find } from "./executables";
import { createFolder } from "./folder";
import type { Machine } from "./machine";
import type { Recipe } from "./recipe";

/** The folder of one engine, the same for every checkout that wants the same engine. */
export function cacheFolder(
  env: NodeJS.ProcessEnv,
  recipe: Pick<Recipe, "cliVersion" | "sums">,
  platform: string,
  architecture: string,
): string {
  // A relative XDG_CACHE_HOME is invalid by its specification and has to be ignored.
  const chosen = env.XDG_CACHE_HOME ?? "";
  const caches = isAbsolute(chosen) ? chosen : join(env.HOME ?? homedir(), ".cache");
  const hash = createHash("sha256").update(JSON.stringify(recipe.sums)).digest("hex");
  const key = [recipe.cliVersion, platform, architecture, hash.slice(0, 12)].join("-");
  return join(caches, "pulumi-opensearch-replication", "engine", key);
}

/** The engine that an earlier run put into the folder. */
export async function cachedEngine(folder: string, machine: Machine): Promise<Engine | undefined> {
  if (!(await exists(folder))) {
    return undefined;
  }
  try {
    return await readEngine(folder, machine);
  } catch (error) {
    machine.signal.throwIfAborted();
    machine.log(`The cached engine is unusable: ${(error as Error).message}`);
    return undefined;
  }
}

/** Where commands that fill a folder keep what they need for a while; it ends with the folder. */
export interface Places {
  root: string;
  temporary: string;
}

/** Lets `fill` put the CLI and the language host into ROOT/bin and keeps them when they work. */
export async function fillCache(
  folder: string,
  origin: Origin,
  machine: Machine,
  fill: (places: Places) => Promise<void>,
): Promise<Engine> {
  const complete = async (prepared: string) => {
    await mkdir(join(prepared, "bin"));
    const temporary = join(prepared, "tmp");
    await mkdir(temporary);
    await fill({ root: prepared, temporary });
    await rm(temporary, { recursive: true, force: true });
    if (!(await find(PROVIDER_SCRIPT, [join(prepared, "bin")]))) {
      await copyScript(machine.providerScript, join(prepared, "bin", PROVIDER_SCRIPT));
    }
    await writeFile(join(prepared, "origin"), origin);
    await readEngine(prepared, machine);
    machine.signal.throwIfAborted();
  };
  const isUsable = () =>
    readEngine(folder, machine).then(
      () => true,
      () => false,
    );
  await createFolder(folder, complete, isUsable);
  return readEngine(folder, machine);
}

async function readEngine(folder: string, machine: Machine): Promise<Engine> {
  const origin = (await readFile(join(folder, "origin"), "utf8")).trim();
  if (origin !== "built" && origin !== "installed") {
    throw new Error(`${join(folder, "origin")} says "${origin}".`);
  }
  const directory = join(folder, "bin");
  return engineIn(directory, await engineVersion(directory, machine), origin, machine.env);
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
