// SPDX-License-Identifier: Apache-2.0
import { join, resolve } from "node:path";
import { systemClock } from "../../provider/waiting/clock";
import { type Engine, PROVIDER_SCRIPT } from "./engine";
import { interruptible } from "./interrupt";
import { obtainEngine } from "./obtain";
import { run } from "./run";

export type { Engine, Origin } from "./engine";

export interface EngineOptions {
  /** Gets a line about each step; stderr when it is not given. */
  log?: (line: string) => void;
  env?: NodeJS.ProcessEnv;
}

/** A Pulumi engine: the one on PATH, else a cached, an installed or a built one. */
export function getEngine(options: EngineOptions = {}): Promise<Engine> {
  const { log = (line) => console.error(line), env = process.env } = options;
  const sdk = resolve(require.resolve("@pulumi/pulumi/package.json"), "..");
  return interruptible((signal) =>
    obtainEngine({
      env,
      run,
      clock: systemClock,
      log,
      signal,
      modules: __dirname,
      providerScript: join(sdk, PROVIDER_SCRIPT),
      state: resolve(__dirname, "../../.sandbox"),
    }),
  );
}
