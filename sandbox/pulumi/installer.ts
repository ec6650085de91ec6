// SPDX-License-Identifier: Apache-2.0
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { fillCache } from "./cache";
import { probeEnvironment } from "./candidate";
import type { Engine } from "./engine";
import type { Machine } from "./machine";
import { lastLines } from "./run";

const TIME_LIMIT = 5 * 60_000;

/** Puts the engine of the official installer into the cache; an error says why it cannot. */
export function installEngine(folder: string, version: string, machine: Machine): Promise<Engine> {
  machine.log(`Running the official installer of Pulumi ${version}…`);
  return fillCache(folder, "installed", machine, async ({ root, temporary }) => {
    const outcome = await machine.run(process.execPath, installerArguments(root, version), {
      env: { ...probeEnvironment(machine), TMPDIR: temporary },
      signal: machine.signal,
      timeLimit: TIME_LIMIT,
    });
    if (outcome.code !== 0) {
      throw new Error(`The installer failed: ${lastLines(outcome.errors, 1) || "no message"}.`);
    }
  });
}

function installerArguments(root: string, version: string): string[] {
  const loader = pathToFileURL(require.resolve("tsx")).href;
  return ["--import", loader, join(__dirname, "install.ts"), root, version];
}
