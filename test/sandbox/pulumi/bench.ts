// SPDX-License-Identifier: Apache-2.0
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import type { Machine } from "../../../sandbox/pulumi/machine";
import type { Outcome, RunOptions } from "../../../sandbox/pulumi/run";

type Answer = (args: readonly string[], options: RunOptions) => Outcome | Promise<Outcome>;

/** What each command does; a test replaces the ones it is about. */
export interface Commands {
  pulumiVersion: Answer;
  goVersion: Answer;
  goBuild: Answer;
  installer: Answer;
}

/** A machine of empty executables whose commands are scripted. */
export interface Bench {
  machine: Machine;
  commands: Commands;
  /** The names of the commands that were run, in order. */
  ran: (keyof Commands)[];
  lines: string[];
  interrupt: () => void;
  /** The only folder on PATH. */
  path: string;
  engines: string;
  remove: () => Promise<void>;
}

export const said = (output: string): Outcome => ({ code: 0, output, errors: "" });
export const failed = (errors: string): Outcome => ({ code: 1, output: "", errors });

export async function executable(path: string, content = "#!/bin/sh\n"): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  await chmod(path, 0o755);
}

export async function newBench(): Promise<Bench> {
  const root = await mkdtemp(join(tmpdir(), "engine-test-"));
  const path = join(root, "path");
  const providerScript = join(root, "sdk", "pulumi-resource-pulumi-nodejs");
  await mkdir(path);
  await executable(providerScript, "#!/bin/sh\necho from the SDK\n");
  await chmod(providerScript, 0o644);

  const interruption = new AbortController();
  const lines: string[] = [];
  const ran: (keyof Commands)[] = [];
  const commands: Commands = {
    pulumiVersion: () => said("v3.259.0\n"),
    goVersion: () => said("go version go1.26.8 linux/amd64\n"),
    goBuild: async (args) => {
      await executable(args[args.indexOf("-o") + 1] ?? "");
      return said("");
    },
    installer: () => failed("the download host cannot be reached\n"),
  };
  const machine: Machine = {
    env: { PATH: path, XDG_CACHE_HOME: join(root, "cache") },
    run: async (command, args, options) => {
      const name = nameOf(command, args);
      ran.push(name);
      const outcome = await commands[name](args, options);
      options.signal?.throwIfAborted();
      return outcome;
    },
    // Nobody's sleep ends here: a test about progress brings its own clock.
    clock: {
      now: () => 0,
      wallTime: () => 0,
      sleep: (_, signal) => new Promise((_resolve, reject) => onAbort(signal, reject)),
    },
    log: (line) => lines.push(line),
    signal: interruption.signal,
    modules: resolve(__dirname, "../../../sandbox/pulumi"),
    providerScript,
    state: join(root, "state"),
  };
  return {
    machine,
    commands,
    ran,
    lines,
    interrupt: () => interruption.abort(new Error("Interrupted by SIGINT.")),
    path,
    engines: join(root, "cache", "pulumi-opensearch-replication", "engine"),
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

function nameOf(command: string, args: readonly string[]): keyof Commands {
  if (command === process.execPath) {
    return "installer";
  }
  if (command === "go") {
    return args[0] === "build" ? "goBuild" : "goVersion";
  }
  return "pulumiVersion";
}

function onAbort(signal: AbortSignal | undefined, reject: (reason: Error) => void): void {
  signal?.addEventListener("abort", () => reject(new Error("The sleep was ended.")));
}
