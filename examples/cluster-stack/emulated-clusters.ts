// SPDX-License-Identifier: Apache-2.0
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import * as pulumi from "@pulumi/pulumi";

/** Arguments of {@link EmulatedClusters}. */
export interface EmulatedClustersArgs {
  /** Where the clusters keep their files; when it is removed, they end. */
  folder: pulumi.Input<string>;
  /** Documents of the leader's indexes by name. */
  indexes: pulumi.Input<Record<string, pulumi.Input<number>>>;
  /** The password of `admin` on both clusters; made up where there is none. A change is made in place. */
  password?: pulumi.Input<string> | undefined;
  /** Where to write a line for every request. */
  requestLog?: pulumi.Input<string> | undefined;
  /** The repository whose emulator it is; the one of this file where it is left out. */
  repository?: pulumi.Input<string> | undefined;
}

/**
 * A leader and a follower cluster that are EMULATED: a stand-in from a clone of this repository, in a
 * background process of this machine, for trying a stack out. It is not OpenSearch. In a stack of
 * yours, something real stands here: `aws.opensearch.Domain`, a Helm release, …
 */
export class EmulatedClusters extends pulumi.dynamic.Resource {
  /** The REST address of the follower. */
  declare readonly followerUrl: pulumi.Output<string>;
  /** The REST address of the leader. */
  declare readonly leaderUrl: pulumi.Output<string>;
  /** The transport address of the leader, for the `seeds` of a connection. */
  declare readonly leaderSeed: pulumi.Output<string>;
  /** The administrator of both. */
  declare readonly username: pulumi.Output<string>;
  /** The administrator's password: a secret. */
  declare readonly password: pulumi.Output<string>;
  /** What they are. */
  declare readonly notice: pulumi.Output<string>;

  constructor(name: string, args: EmulatedClustersArgs, opts: pulumi.CustomResourceOptions = {}) {
    const repository = args.repository ?? resolve(__dirname, "../..");
    const outputs = { followerUrl: undefined, leaderUrl: undefined, leaderSeed: undefined };
    const more = { username: undefined, notice: undefined, readyFile: undefined };
    const password = args.password === undefined ? undefined : pulumi.secret(args.password);
    super(
      provider,
      name,
      { ...args, ...outputs, ...more, repository, password },
      { ...opts, additionalSecretOutputs: ["password", ...(opts.additionalSecretOutputs ?? [])] },
      "emulated",
      "OpenSearchClusters",
    );
  }
}

interface Inputs {
  folder: string;
  indexes: Record<string, number>;
  password?: string;
  requestLog?: string;
  repository: string;
}

interface Outputs extends Inputs {
  readyFile: string;
  followerUrl: string;
  leaderUrl: string;
  leaderSeed: string;
  username: string;
  password: string;
  notice: string;
}

const emulator = async (
  { repository }: Inputs,
  flags: string[],
  password?: string,
): Promise<string> => {
  const command = ["--import", "tsx", join("sandbox", "clusters", "main.ts"), ...flags];
  // Not on the command line, which everybody on the machine can read.
  const env = { ...process.env, ...(password && { EMULATED_ADMIN_PASSWORD: password }) };
  const { stdout } = await promisify(execFile)(process.execPath, command, { cwd: repository, env });
  return stdout;
};

type Administrator = Pick<Outputs, "username" | "password">;

const put = async (
  url: string,
  path: string,
  { username, password }: Administrator,
  body: object,
) => {
  const authorization = Buffer.from(`${username}:${password}`).toString("base64");
  const answer = await fetch(`${url}/_plugins/_security/api/${path}`, {
    method: "PUT",
    headers: { "content-type": "application/json", authorization: `Basic ${authorization}` },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`PUT ${path} at ${url}: ${answer.status}`);
};

const changePassword = (url: string, administrator: Outputs, wanted: string) =>
  put(url, `internalusers/${administrator.username}`, administrator, {
    password: wanted,
    backend_roles: ["admin"],
  });

/** The replication plugin's own roles, which a new cluster maps to nobody. */
const mapRoles = async (
  addresses: Pick<Outputs, "leaderUrl" | "followerUrl">,
  administrator: Administrator,
) => {
  for (const [url, side] of [
    [addresses.leaderUrl, "leader"],
    [addresses.followerUrl, "follower"],
  ] as const) {
    const role = `cross_cluster_replication_${side}_full_access`;
    await put(url, `rolesmapping/${role}`, administrator, { users: [administrator.username] });
  }
};

const provider: pulumi.dynamic.ResourceProvider<Inputs, Outputs> = {
  async diff(_id, olds, news) {
    const differs = (name: "indexes" | "folder") =>
      JSON.stringify(olds[name]) !== JSON.stringify(news[name]);
    const replaces = (["indexes", "folder"] as const).filter(differs);
    const isRotated = news.password !== undefined && news.password !== olds.password;
    return Promise.resolve({ changes: isRotated || replaces.length > 0, replaces });
  },

  async create(inputs) {
    const { folder, indexes, requestLog } = inputs;
    const password = inputs.password ?? randomBytes(18).toString("base64url");
    mkdirSync(folder, { recursive: true });
    const own = mkdtempSync(join(folder, "pair-"));
    const readyFile = join(own, "ready.json");
    const documents = Object.entries(indexes).map((entry) => entry.join(":"));
    const flags = ["--ready-file", readyFile, "--indexes", documents.join(","), "--no-connection"];
    if (requestLog !== undefined) flags.push("--request-log", requestLog);
    const { followerUrl, leaderUrl, leaderSeed, notice } = JSON.parse(
      await emulator(inputs, ["--detach", ...flags], password),
    ) as Outputs;
    console.log(`${notice}: leader ${leaderUrl}, follower ${followerUrl}`);
    const addresses = { followerUrl, leaderUrl, leaderSeed };
    const administrator = { username: "admin", password };
    await mapRoles(addresses, administrator);
    const outs = { ...inputs, readyFile, ...addresses, ...administrator, notice };
    return { id: own, outs };
  },

  async update(_id, olds, news) {
    const password = news.password ?? olds.password;
    for (const url of [olds.leaderUrl, olds.followerUrl]) await changePassword(url, olds, password);
    return { outs: { ...olds, ...news, password } };
  },

  async delete(id, outputs) {
    await emulator(outputs, ["--stop", "--ready-file", outputs.readyFile]);
    rmSync(id, { recursive: true, force: true });
  },
};
