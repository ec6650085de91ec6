// SPDX-License-Identifier: Apache-2.0
import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { Engine } from "../pulumi";

/** A Pulumi program with a local-file backend of its own and a throw-away passphrase. */
export interface StackOptions {
  readonly engine: Engine;
  /** Everything goes here: the project, the state and Pulumi's home. */
  readonly directory: string;
  /** The folder of the program. */
  readonly main: string;
  readonly project: string;
  /** Options of the Node runtime, such as `typescript: false`. */
  readonly runtimeOptions?: Readonly<Record<string, boolean | string>>;
  readonly environment?: NodeJS.ProcessEnv;
}

/** A run of the CLI. */
export interface CliRun {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** stdout and stderr, as they came. */
  readonly output: string;
}

/** How a run is shown and ended. */
export interface RunOptions {
  readonly onOutput?: (text: string) => void;
  readonly signal?: AbortSignal;
  /** Called with the running process. */
  readonly onSpawn?: (pid: number) => void;
  /** Out of reach of the terminal's ctrl-C, for a caller that passes it on. */
  readonly ownGroup?: boolean;
}

/** A stack that the CLI can be run on. */
export interface Stack {
  readonly directory: string;
  readonly environment: NodeJS.ProcessEnv;
  run(args: readonly string[], options?: RunOptions): Promise<CliRun>;
}

/** Writes the project and returns the stack; the CLI's first command has to be `stack init`. */
export function prepareStack(options: StackOptions): Stack {
  const { engine, directory, main, project, runtimeOptions = {} } = options;
  const state = join(directory, "state");
  mkdirSync(state, { recursive: true });
  const projectFile = {
    name: project,
    runtime: { name: "nodejs", options: runtimeOptions },
    main: relative(directory, main),
  };
  // JSON is YAML.
  writeFileSync(join(directory, "Pulumi.yaml"), `${JSON.stringify(projectFile, null, 2)}\n`);
  const environment = {
    ...engine.environment({ ...process.env, ...options.environment }),
    PULUMI_BACKEND_URL: `file://${state}`,
    PULUMI_HOME: join(directory, "home"),
    PULUMI_CONFIG_PASSPHRASE: "throw-away",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
  };
  return {
    directory,
    environment,
    run: (args, runOptions) => runCli(args, directory, environment, runOptions),
  };
}

function runCli(
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
  { onOutput, signal, onSpawn, ownGroup = false }: RunOptions = {},
): Promise<CliRun> {
  return new Promise((resolve, reject) => {
    const child = spawn("pulumi", [...args], {
      cwd,
      env,
      detached: ownGroup,
      stdio: ["ignore", "pipe", "pipe"],
      ...(signal === undefined ? {} : { signal }),
    });
    let output = "";
    const take = (chunk: Buffer): void => {
      const text = chunk.toString();
      output += text;
      onOutput?.(text);
    };
    child.stdout.on("data", take);
    child.stderr.on("data", take);
    child.on("error", reject);
    child.on("close", (code, ended) => resolve({ code, signal: ended, output }));
    if (child.pid !== undefined) onSpawn?.(child.pid);
  });
}
