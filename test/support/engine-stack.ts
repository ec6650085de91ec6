// SPDX-License-Identifier: Apache-2.0
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { type Engine, getEngine } from "../../sandbox/pulumi";
import { type CliRun, prepareStack, type RunOptions, type Stack } from "../../sandbox/stack/stack";

const root = resolve(__dirname, "../..");
const scratch = join(root, ".sandbox/test");
let engine: Promise<Engine> | undefined;

/** The engine of this run; getting one may take minutes the first time on a machine, and says so. */
export function theEngine(
  log = (line: string): void => console.log(`      ${line}`),
): Promise<Engine> {
  return (engine ??= getEngine({ log }));
}

/** A resource in the state file. */
export interface StateResource {
  readonly type: string;
  readonly urn: string;
  readonly id?: string;
  readonly inputs?: Record<string, unknown>;
  readonly outputs?: Record<string, unknown>;
  readonly initErrors?: string[];
}

/** A stack of the real CLI with a program that the test writes. */
export interface EngineStack {
  readonly stack: Stack;
  /** Writes the program; a CommonJS `index.js` unless named otherwise. */
  program(text: string, file?: string): void;
  /** Runs the CLI and fails the test when it fails. */
  succeeds(...args: string[]): Promise<string>;
  /** Runs the CLI and fails the test when it succeeds. */
  fails(...args: string[]): Promise<string>;
  run(args: string[], options?: RunOptions): Promise<CliRun>;
  /** The text of the state file. */
  stateText(): string;
  /** The `StartedReplication`s in the state. */
  replications(): StateResource[];
  remove(): void;
}

/** What may differ from stack to stack. */
export interface EngineStackOptions {
  readonly environment?: NodeJS.ProcessEnv;
  readonly runtimeOptions?: Record<string, boolean | string>;
  /** Files to put beside the program. */
  readonly files?: Record<string, string>;
  /** A project of this repository that is used as it stands, with a state of the test's own. */
  readonly project?: string;
}

/** Makes a project and a stack of its own. */
export async function newStack(options: EngineStackOptions = {}): Promise<EngineStack> {
  mkdirSync(scratch, { recursive: true });
  const project =
    options.project === undefined ? "replication-test" : nameOf(resolve(root, options.project));
  const directory = mkdtempSync(join(scratch, "stack-"));
  const main = join(directory, "program");
  mkdirSync(main);
  // Without one of its own, the nearest package.json above would name another program.
  const files = { "package.json": '{ "main": "index.js" }\n', ...options.files };
  for (const [file, text] of Object.entries(files)) writeFileSync(join(main, file), text);
  const stack = prepareStack({
    engine: await theEngine(),
    directory,
    main,
    project,
    runtimeOptions: { typescript: false, ...options.runtimeOptions },
    environment: { ...cleared(), ...options.environment, PULUMI_STACK: "test" },
  });
  if (options.project !== undefined) useProject(resolve(root, options.project), directory);
  const run = (args: string[], runOptions?: RunOptions): Promise<CliRun> =>
    stack.run([...args, "--non-interactive"], runOptions);
  const stateFile = join(directory, `state/.pulumi/stacks/${project}/test.json`);
  const self: EngineStack = {
    stack,
    run,
    program: (text, file = "index.js") => writeFileSync(join(main, file), text),
    async succeeds(...args) {
      const { code, output } = await run(args);
      if (code !== 0) throw new Error(`pulumi ${args.join(" ")} ended with ${code}:\n${output}`);
      return output;
    },
    async fails(...args) {
      const { code, output } = await run(args);
      if (code === 0) throw new Error(`pulumi ${args.join(" ")} should have failed:\n${output}`);
      return output;
    },
    stateText: () => readFileSync(stateFile, "utf8"),
    replications() {
      const { checkpoint } = JSON.parse(self.stateText()) as {
        checkpoint: { latest?: { resources?: StateResource[] } };
      };
      return (checkpoint.latest?.resources ?? []).filter(({ type }) =>
        type.endsWith("StartedReplication"),
      );
    },
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
  const made = initialised.get(project);
  if (made === undefined) {
    await self.succeeds("stack", "init", "test");
    const copy = mkdtempSync(join(scratch, "initialised-"));
    for (const item of ofAStack)
      cpSync(join(directory, item), join(copy, item), { recursive: true });
    initialised.set(project, copy);
    process.once("exit", () => rmSync(copy, { recursive: true, force: true }));
  } else {
    for (const item of ofAStack)
      cpSync(join(made, item), join(directory, item), { recursive: true });
  }
  return self;
}

/** An empty stack of each project, which each further test gets a copy of. */
const initialised = new Map<string, string>();
const ofAStack = ["state", "home", "Pulumi.test.yaml"];

/** The name in a folder's project file. */
function nameOf(folder: string): string {
  const text = readFileSync(join(folder, "Pulumi.yaml"), "utf8");
  const name = /^name: (\S+)$/m.exec(text)?.[1];
  if (name === undefined) throw new Error(`The project in ${folder} has no name.`);
  return name;
}

/** Puts a project's own files where the CLI is run; what is beside them in the repository is linked. */
function useProject(folder: string, directory: string): void {
  cpSync(join(folder, "Pulumi.yaml"), join(directory, "Pulumi.yaml"));
  for (const file of ["examples", "index.ts", "package.json", "tsconfig.json"]) {
    if (existsSync(join(folder, file))) symlinkSync(join(folder, file), join(directory, file));
  }
}

/** Settings of the person who runs the tests must not reach the provider. */
function cleared(): NodeJS.ProcessEnv {
  const foreign = Object.keys(process.env).filter((name) => name.startsWith("OPENSEARCH_"));
  return Object.fromEntries(foreign.map((name) => [name, ""]));
}

/** A program that declares replications: the text of their arguments and options by name. */
export function declaring(
  replications: Record<string, { args: object; opts?: string }>,
  before = "",
): string {
  const resources = Object.entries(replications).map(
    ([name, { args, opts = "{}" }]) =>
      `exports[${JSON.stringify(name)}] = new replication.StartedReplication(${JSON.stringify(name)}, ${JSON.stringify(args)}, ${opts}).status;`,
  );
  return [
    'const pulumi = require("@pulumi/pulumi");',
    'const replication = require("pulumi-opensearch-replication");',
    before,
    ...resources,
  ].join("\n");
}
