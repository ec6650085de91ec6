// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { newStack } from "../../support/engine-stack";
import { type Command, type OrderProgram, parted } from "./command";

const project = "replication-test";
const type = "pulumi-nodejs:dynamic/recorded:Thing";

/** Gives the commands to the real CLI; returns the calls of each. */
export async function callsOfReal(commands: readonly Command[]): Promise<string[][]> {
  const { outputText } = ts.transpileModule(readFileSync(join(__dirname, "recorder.ts"), "utf8"), {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const stack = await newStack({
    files: { "recorder.js": outputText, "recording.js": recording },
  });
  const folder = join(stack.stack.directory, "program");
  const log = join(folder, "calls.log");
  const all: string[][] = [];
  try {
    for (const command of commands) {
      rmSync(log, { force: true });
      if (command.program !== undefined) stack.program(textOf(command.program, folder));
      const said = argumentsOf(command);
      await (command.fails === true ? stack.fails(...said) : stack.succeeds(...said));
      all.push(existsSync(log) ? callsIn(readFileSync(log, "utf8")) : []);
    }
    return all;
  } finally {
    stack.remove();
  }
}

/** A provider has one process in a run, and a process one provider. */
function callsIn(log: string): string[] {
  const lines = log
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as [number, string, string]);
  const pairs = new Set(lines.map(([pid, provider]) => `${pid} ${provider}`));
  const pids = new Set(lines.map(([pid]) => pid));
  const providers = new Set(lines.map(([, provider]) => provider));
  if (pairs.size !== pids.size || pairs.size !== providers.size)
    throw new Error(`processes and providers: ${[...pairs].join(", ")}`);
  return lines.map(([, provider, call]) => `${provider} ${call}`);
}

function argumentsOf(command: Command): string[] {
  const { kind, name, targets = [], excludes = [], targetReplaces = [], replaces = [] } = command;
  if (kind === "taint") return ["state", "taint", `urn:pulumi:test::${project}::${type}::${name}`];
  const each = (option: string, names: readonly string[]): string[] =>
    names.flatMap((one) => [option, `**::${one}`]);
  return [
    ...[kind, "--yes", "--skip-preview"],
    ...(command.refresh === true ? ["--refresh"] : []),
    ...each("--target", targets),
    ...each("--exclude", excludes),
    ...each("--target-replace", targetReplaces),
    ...each("--replace", replaces),
  ];
}

const recording = `
const { appendFileSync } = require("node:fs");
const { join } = require("node:path");
const { recorder } = require("./recorder");
const log = join(__dirname, "calls.log");
exports.handler = () => recorder((provider, call) =>
  appendFileSync(log, JSON.stringify([process.pid, provider, call]) + "\\n"));
`;

/** Registers one after the other, so that the order of the calls is the program's. */
function textOf({ providers = [], things }: OrderProgram, folder: string): string {
  const provider = `exports.handler=()=>require(${JSON.stringify(join(folder, "recording.js"))}).handler()`;
  const names = (value: readonly string[]): string =>
    value.map((one) => `things[${JSON.stringify(one)}]`).join();
  const lines = Object.entries(things).map(([name, { keyOf, ...thing }]) => {
    const { args, options } = parted(thing);
    const { provider: own, dependsOn = [], ...others } = options;
    const key = keyOf === undefined ? "" : `key: things[${JSON.stringify(keyOf)}].out,`;
    const with_ = own === undefined ? "" : `provider: providers.${own},`;
    return `
  things["${name}"] = new Thing("${name}", { ...${JSON.stringify(args)}, ${key} },
    { ...${JSON.stringify(others)}, ${with_} dependsOn: [${names(dependsOn)}] });
  await registered(things["${name}"]);`;
  });
  return `
const pulumi = require("@pulumi/pulumi");
class Thing extends pulumi.CustomResource {
  constructor(name, props, opts) {
    const __provider = ${JSON.stringify(provider)};
    super("${type}", name, { out: undefined, ...props, name, __provider }, opts);
  }
}
const registered = (resource) => new Promise((resolve) => resource.urn.apply(resolve));
module.exports = async () => {
  const things = {};
  const providers = {};
  for (const name of ${JSON.stringify(providers)})
    providers[name] = new pulumi.ProviderResource("pulumi-nodejs", name, { "recorded:provider": name });
  ${lines.join("")}
};
`;
}
