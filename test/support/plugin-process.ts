// SPDX-License-Identifier: Apache-2.0
import * as grpc from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { packageName } from "../../provider/doors/plugin/kinds";
import { executable } from "../../scripts/plugin/build";
import { bundlePlugin } from "../../scripts/plugin/bundle";
import { type FakeEngine, startFakeEngine } from "./fake-engine";
import { plain, type Properties, struct, unary } from "./grpc-calls";

let bundled: Promise<string> | undefined;

/** A folder with the plugin's executable, bundled once in this process. */
export function pluginFolder(): Promise<string> {
  return (bundled ??= bundlePlugin().then(({ text }) => {
    // Outside of this checkout, so that it finds none of its packages.
    const folder = mkdtempSync(join(tmpdir(), "plugin-"));
    writeFileSync(join(folder, executable), text, { mode: 0o755 });
    process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
    return folder;
  }));
}

export function urnOf(type: string, name = "one"): string {
  return `urn:pulumi:test::project::${packageName}:index:${type}::${name}`;
}

/** The plugin's process, driven over gRPC with the SDK's messages, as the engine drives it. */
export interface PluginProcess {
  readonly client: ResourceProviderClient;
  readonly engine: FakeEngine;
  readonly process: ChildProcess;
  /** What it wrote to stderr. */
  output(): string;
  configure(settings: Properties): Promise<void>;
  checkConfig(news: Properties, urn?: string): Promise<Checked>;
  check(urn: string, news: Properties, olds?: Properties): Promise<Checked>;
  diff(
    urn: string,
    id: string,
    olds: Properties,
    news: Properties,
  ): Promise<proto.DiffResponse.AsObject>;
  create(urn: string, news: Properties, options?: Options): Promise<Made>;
  read(
    urn: string,
    id: string,
    state?: Properties,
    inputs?: Properties,
  ): Promise<Made & { inputs: Properties }>;
  update(
    urn: string,
    id: string,
    olds: Properties,
    news: Properties,
    options?: Options,
  ): Promise<Made>;
  delete(urn: string, id: string, state: Properties): Promise<void>;
  invoke(name: string, args: Properties): Promise<Properties>;
  list(
    type: string,
    query?: Properties,
    page?: { limit?: number; size?: number; after?: string },
  ): Promise<Listed>;
  cancel(): Promise<void>;
  close(): Promise<void>;
}

interface Options {
  readonly preview?: boolean;
  readonly timeout?: number;
}

interface Checked {
  readonly inputs: Properties;
  readonly failures: readonly { property: string; reason: string }[];
}

interface Made {
  readonly id: string;
  readonly properties: Properties;
}

interface Listed {
  readonly ids: readonly string[];
  readonly next: string | undefined;
}

export async function startPlugin(env: NodeJS.ProcessEnv = {}): Promise<PluginProcess> {
  const engine = await startFakeEngine();
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith("OPENSEARCH_"));
  const child = spawn(join(await pluginFolder(), executable), [engine.address], {
    env: { ...Object.fromEntries(own), ...env },
    stdio: ["pipe", "pipe", "pipe"],
  });
  let output = "";
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const [port] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  const client = new ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
  return {
    ...{ client, engine, process: child, output: () => output },
    ...calls(client),
    async close() {
      client.close();
      child.kill("SIGKILL");
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
      engine.close();
    },
  };
}

type Calls = Omit<PluginProcess, "client" | "engine" | "process" | "output" | "close">;

function calls(client: ResourceProviderClient): Calls {
  const provider = `urn:pulumi:test::project::pulumi:providers:${packageName}::explicit`;
  const checkRequest = (urn: string, news: Properties, olds: Properties): proto.CheckRequest =>
    new proto.CheckRequest().setUrn(urn).setOlds(struct(olds)).setNews(struct(news));
  const checked = (answer: proto.CheckResponse): Checked => ({
    inputs: plain(answer.getInputs()),
    failures: answer.toObject().failuresList,
  });
  return {
    async configure(settings) {
      const request = new proto.ConfigureRequest().setArgs(struct(settings)).setAcceptsecrets(true);
      await unary<proto.ConfigureResponse>((done) => client.configure(request, done));
    },
    async checkConfig(news, urn = provider) {
      const request = checkRequest(urn, news, {});
      return checked(await unary((done) => client.checkConfig(request, done)));
    },
    async check(urn, news, olds = {}) {
      return checked(await unary((done) => client.check(checkRequest(urn, news, olds), done)));
    },
    async diff(urn, id, olds, news) {
      const request = new proto.DiffRequest().setUrn(urn).setId(id);
      request.setOlds(struct(olds)).setNews(struct(news));
      return (await unary<proto.DiffResponse>((done) => client.diff(request, done))).toObject();
    },
    async create(urn, news, { preview = false, timeout = 0 } = {}) {
      const request = new proto.CreateRequest().setUrn(urn).setProperties(struct(news));
      request.setPreview(preview).setTimeout(timeout);
      const answer = await unary<proto.CreateResponse>((done) => client.create(request, done));
      return { id: answer.getId(), properties: plain(answer.getProperties()) };
    },
    async read(urn, id, state = {}, inputs = {}) {
      const request = new proto.ReadRequest().setUrn(urn).setId(id);
      request.setProperties(struct(state)).setInputs(struct(inputs));
      const answer = await unary<proto.ReadResponse>((done) => client.read(request, done));
      const properties = plain(answer.getProperties());
      return { id: answer.getId(), properties, inputs: plain(answer.getInputs()) };
    },
    async update(urn, id, olds, news, { preview = false, timeout = 0 } = {}) {
      const request = new proto.UpdateRequest().setUrn(urn).setId(id).setOlds(struct(olds));
      request.setNews(struct(news)).setPreview(preview).setTimeout(timeout);
      const answer = await unary<proto.UpdateResponse>((done) => client.update(request, done));
      return { id, properties: plain(answer.getProperties()) };
    },
    async delete(urn, id, state) {
      const request = new proto.DeleteRequest().setUrn(urn).setId(id).setProperties(struct(state));
      await unary((done) => client.delete(request, done));
    },
    async invoke(name, args) {
      const token = `${packageName}:index:${name}`;
      const request = new proto.InvokeRequest().setTok(token).setArgs(struct(args));
      const answer = await unary<proto.InvokeResponse>((done) => client.invoke(request, done));
      return plain(answer.getReturn());
    },
    async list(type, query = {}, { limit = 0, size = 0, after = "" } = {}) {
      const request = new proto.ListRequest().setToken(`${packageName}:index:${type}`);
      request.setQuery(struct(query)).setLimit(limit).setPageSize(size).setContinuationToken(after);
      const ids: string[] = [];
      let next: string | undefined;
      for await (const one of client.list(request) as AsyncIterable<proto.ListResponse>) {
        const { result, continuation } = one.toObject();
        if (result !== undefined) ids.push(result.id);
        if (continuation !== undefined) next = continuation.continuationToken;
      }
      return { ids, next };
    },
    async cancel() {
      await unary((done) => client.cancel(new Empty(), done));
    },
  };
}
