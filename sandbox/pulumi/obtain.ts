// SPDX-License-Identifier: Apache-2.0
import { buildEngine } from "./build";
import { cachedEngine, cacheFolder } from "./cache";
import type { Engine } from "./engine";
import { type Attempt, failureMessage } from "./failure";
import { installEngine } from "./installer";
import type { Machine } from "./machine";
import { engineOnPath } from "./on-path";
import { readRecipe } from "./recipe";

/** The first engine that can be had: from PATH, from the cache, installed, built. */
export async function obtainEngine(machine: Machine): Promise<Engine> {
  const recipe = await readRecipe(machine.modules);
  const folder = cacheFolder(machine.env, recipe, process.platform, process.arch);
  const failed: Attempt[] = [];

  const attempt = async (way: string, get: () => Promise<Engine>): Promise<Engine | undefined> => {
    try {
      return await get();
    } catch (error) {
      machine.signal.throwIfAborted();
      failed.push({ way, error: error instanceof Error ? error : new Error(String(error)) });
      machine.log(`${way}: ${failed.at(-1)?.error.message}`);
      return undefined;
    }
  };

  const engine =
    (await attempt("PATH", () => engineOnPath(machine))) ??
    (await cachedEngine(folder, machine)) ??
    (await attempt("Installer", () => installEngine(folder, recipe.cliVersion, machine))) ??
    (await attempt("Go build", () => buildEngine(folder, recipe, machine)));
  if (!engine) {
    throw new Error(failureMessage(failed, recipe.oldestGo), {
      cause: failed.map(({ error }) => error),
    });
  }
  machine.log(`Pulumi ${engine.version} is in ${engine.directory}.`);
  return engine;
}
