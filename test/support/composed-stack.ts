// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import ts from "typescript";
import { stopAllDetached } from "../../sandbox/clusters/detached";
import { readReadyFile, type ReadyPair } from "../../sandbox/clusters/ready-file";
import { type EngineStack, newStack, type StateResource } from "./engine-stack";

const repository = resolve(__dirname, "../..");

/** A stack whose program makes its own, emulated clusters, in processes that outlive the CLI. */
export interface ComposedStack extends EngineStack {
  /** The pairs that run, as they announce themselves. */
  pairs(): ReadyPair[];
  /** The requests to the clusters since the last call, as `follower PUT /path`. */
  newRequests(): string[];
  /** Whatever may be read by others: what the CLI said, the state after each of its runs, and the clusters' files. */
  everythingShown(): string;
  /** The resources in the state, by name. */
  resources(): Record<string, StateResource>;
  /** The outputs of the stack, secrets in clear. */
  outputs(): Promise<Record<string, unknown>>;
  close(): Promise<void>;
}

/** Makes a stack; what runs of it ends with `close`. */
export async function composedStack(): Promise<ComposedStack> {
  const source = join(repository, "examples/cluster-stack/emulated-clusters.ts");
  const { outputText } = ts.transpileModule(readFileSync(source, "utf8"), {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const stack = await newStack({
    runtimeOptions: { typescript: false },
    files: { "emulated-clusters.js": outputText },
  });
  const folder = join(stack.stack.directory, "clusters");
  const log = join(stack.stack.directory, "requests.log");
  mkdirSync(folder);
  const shown: string[] = [];
  let seen = 0;
  const lines = (): string[] =>
    existsSync(log) ? readFileSync(log, "utf8").trim().split("\n") : [];
  const files = (): string[] =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  const noted =
    (run: (...args: string[]) => Promise<string>) =>
    async (...args: string[]) => {
      const output = await run(...args);
      const written = files().map((file) => readFileSync(file, "utf8"));
      shown.push(output, stack.stateText(), ...written, ...lines());
      return output;
    };
  return {
    ...stack,
    succeeds: noted((...args) => stack.succeeds(...args)),
    fails: noted((...args) => stack.fails(...args)),
    everythingShown: () => shown.join("\n"),
    program: (text, file) =>
      stack.program(
        [
          'const pulumi = require("@pulumi/pulumi");',
          'const replication = require("pulumi-opensearch-replication");',
          'const { EmulatedClusters } = require("./emulated-clusters");',
          `const place = ${JSON.stringify({ repository, folder, requestLog: log })};`,
          'const useRoles = { leaderClusterRole: "all_access", followerClusterRole: "all_access" };',
          text,
        ].join("\n"),
        file,
      ),
    pairs: () => files().flatMap((file) => (isReady(file) ? (readReadyFile(file) ?? []) : [])),
    newRequests() {
      const all = lines();
      const fresh = all.slice(seen);
      seen = all.length;
      return fresh;
    },
    resources() {
      const { checkpoint } = JSON.parse(stack.stateText()) as {
        checkpoint: { latest?: { resources?: StateResource[] } };
      };
      const all = checkpoint.latest?.resources ?? [];
      return Object.fromEntries(all.map((resource) => [nameOf(resource), resource]));
    },
    async outputs() {
      const text = await stack.succeeds("stack", "output", "--json", "--show-secrets");
      return JSON.parse(text) as Record<string, unknown>;
    },
    async close() {
      await stopAllDetached(folder);
      stack.remove();
    },
  };
}

function isReady(file: string): boolean {
  return file.endsWith("ready.json");
}

function nameOf({ urn }: StateResource): string {
  return urn.split("::").at(-1) ?? "";
}
