// SPDX-License-Identifier: Apache-2.0
import * as grpc from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { type FakeEngine, startFakeEngine } from "./fake-engine";
import type { ProviderProcess } from "./provider-process";
import { plain, struct, unary } from "./grpc-calls";

/** The real dynamic-provider process of the Pulumi SDK, driven over gRPC as the engine drives it. */
export interface ProviderHost extends Omit<ProviderProcess, "end"> {
  readonly engine: FakeEngine;
  readonly process: ChildProcess;
  /** What the process wrote to stdout and stderr, which the CLI would show. */
  output(): string;
  configure(config: Record<string, string>): Promise<void>;
  cancel(): Promise<void>;
  close(): Promise<void>;
}

export interface CheckFailure {
  readonly property: string;
  readonly reason: string;
}

export interface DiffAnswer {
  readonly changes: "unknown" | "none" | "some";
  readonly replaces: string[];
  readonly deleteBeforeReplace: boolean;
}

/** Starts the process in `cwd`, where the provider's text is resolved. */
export async function startProviderHost(
  options: { cwd?: string; env?: NodeJS.ProcessEnv; script?: string | undefined } = {},
): Promise<ProviderHost> {
  const engine = await startFakeEngine();
  const { script = require.resolve("@pulumi/pulumi/cmd/dynamic-provider") } = options;
  const child = spawn(process.execPath, [script, engine.address], {
    cwd: options.cwd ?? process.cwd(),
    env: withoutSettings({ ...process.env, ...options.env }, options.env ?? {}),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const lines = createInterface({ input: child.stdout });
  const [port] = (await once(lines, "line")) as [string];
  lines.on("line", (line) => (output += `${line}\n`));
  const client = new ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
  return {
    engine,
    process: child,
    output: () => output,
    ...calls(client),
    async close() {
      client.close();
      child.kill("SIGKILL");
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
      engine.close();
    },
  };
}

/** Settings of the person who runs the tests must not reach the provider. */
function withoutSettings(env: NodeJS.ProcessEnv, wanted: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const isForeign = (name: string): boolean => name.startsWith("OPENSEARCH_") && !(name in wanted);
  return Object.fromEntries(Object.entries(env).filter(([name]) => !isForeign(name)));
}

type Calls = Omit<ProviderHost, "engine" | "process" | "output" | "close">;

function calls(client: ResourceProviderClient): Calls {
  return {
    async configure(config) {
      const request = new proto.ConfigureRequest().setArgs(struct(config)).setAcceptsecrets(true);
      await unary<proto.ConfigureResponse>((done) => client.configure(request, done));
    },
    async check(olds, news) {
      const request = new proto.CheckRequest().setOlds(struct(olds)).setNews(struct(news));
      const answer = await unary<proto.CheckResponse>((done) => client.check(request, done));
      return { inputs: plain(answer.getInputs()), failures: answer.toObject().failuresList };
    },
    async diff(id, olds, news) {
      const request = new proto.DiffRequest().setId(id).setOlds(struct(olds)).setNews(struct(news));
      const answer = await unary<proto.DiffResponse>((done) => client.diff(request, done));
      return {
        changes: (["unknown", "none", "some"] as const)[answer.getChanges()],
        replaces: answer.getReplacesList(),
        deleteBeforeReplace: answer.getDeletebeforereplace(),
      };
    },
    async create(inputs) {
      const request = new proto.CreateRequest().setProperties(struct(inputs));
      const answer = await unary<proto.CreateResponse>((done) => client.create(request, done));
      return { id: answer.getId(), properties: plain(answer.getProperties()) };
    },
    async read(id, props) {
      const request = new proto.ReadRequest().setId(id).setProperties(struct(props));
      const answer = await unary<proto.ReadResponse>((done) => client.read(request, done));
      return {
        id: answer.getId(),
        properties: plain(answer.getProperties()),
        inputs: plain(answer.getInputs()),
      };
    },
    async update(id, olds, news) {
      const request = new proto.UpdateRequest()
        .setId(id)
        .setOlds(struct(olds))
        .setNews(struct(news));
      const answer = await unary<proto.UpdateResponse>((done) => client.update(request, done));
      return { properties: plain(answer.getProperties()) };
    },
    async delete(id, props) {
      const request = new proto.DeleteRequest().setId(id).setProperties(struct(props));
      await unary((done) => client.delete(request, done));
    },
    async cancel() {
      await unary((done) => client.cancel(new Empty(), done));
    },
  };
}
