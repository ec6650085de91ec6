// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageName } from "../../provider/doors/plugin/kinds";
import schema from "../../provider/schema.json";
import { buildPlugin } from "../../scripts/plugin/build";
import { type EngineStack, type EngineStackOptions, newStack } from "./engine-stack";

let built: Promise<string> | undefined;

/** The archive of a release for this machine; built once in this process. */
function archiveFile(): Promise<string> {
  return (built ??= buildPlugin().then(({ archives }) => {
    const folder = mkdtempSync(join(tmpdir(), "archive-"));
    process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
    const name = [...archives.keys()].find((one) => one.includes("linux-amd64")) ?? "";
    writeFileSync(join(folder, name), archives.get(name) ?? "");
    return join(folder, name);
  }));
}

/** A stack whose Pulumi has the plugin installed from its archive. */
export async function newPluginStack(options: EngineStackOptions = {}): Promise<EngineStack> {
  const stack = await newStack(options);
  const install = ["plugin", "install", "resource", packageName, schema.version];
  await stack.succeeds(...install, "--file", await archiveFile());
  return stack;
}

/** A resource of a program, without an SDK: its kind, its arguments and its options, as JavaScript. */
export interface Declared {
  readonly kind?: string;
  readonly args: string | object;
  readonly opts?: string;
}

/** A program that registers resources under the plugin's types, as a generated SDK does; it exports each by its name. */
export function registering(resources: Readonly<Record<string, Declared>>, before = ""): string {
  const lines = Object.entries(resources).map(
    ([name, { kind = "StartedReplication", args, opts = "{}" }]) => {
      const given = typeof args === "string" ? args : JSON.stringify(args);
      return `const ${name} = exports.${name} = new Resource("${packageName}:index:${kind}", "${name}", ${given}, ${opts});`;
    },
  );
  return [
    'const pulumi = require("@pulumi/pulumi");',
    "class Resource extends pulumi.CustomResource {",
    "  constructor(type, name, args, opts) { super(type, name, { status: undefined, clusterUuid: undefined, ...args }, opts); }",
    "}",
    "class Provider extends pulumi.ProviderResource {",
    `  constructor(name, args, opts) { super("${packageName}", name, args, opts); }`,
    "}",
    before,
    ...lines,
    `for (const name of ${JSON.stringify(Object.keys(resources))}) exports[name] = exports[name].status;`,
  ].join("\n");
}
