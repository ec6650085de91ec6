// SPDX-License-Identifier: Apache-2.0
import { delimiter } from "node:path";

/** How an engine came to be here. */
export type Origin = "path" | "installed" | "built";

/** A Pulumi engine: the CLI, the Node language host and the dynamic-provider script. */
export interface Engine {
  /** The folder that holds all three; it has to come first on PATH. */
  directory: string;
  version: string;
  origin: Origin;
  /** The environment a program needs to run with this engine. */
  environment(base?: NodeJS.ProcessEnv): NodeJS.ProcessEnv;
}

export const CLI = "pulumi";
export const LANGUAGE_HOST = "pulumi-language-nodejs";
export const PROVIDER_SCRIPT = "pulumi-resource-pulumi-nodejs";

export function engineIn(
  directory: string,
  version: string,
  origin: Origin,
  ownEnvironment: NodeJS.ProcessEnv,
): Engine {
  return {
    directory,
    version,
    origin,
    environment: (base = ownEnvironment) => ({
      ...base,
      PATH: base.PATH ? `${directory}${delimiter}${base.PATH}` : directory,
      PULUMI_SKIP_UPDATE_CHECK: "true",
    }),
  };
}
