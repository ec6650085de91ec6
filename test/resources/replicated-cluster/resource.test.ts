// SPDX-License-Identifier: Apache-2.0
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import {
  AutoFollowRule,
  LeaderConnection,
  Provider,
  ReplicatedCluster,
  type ReplicatedClusterArgs,
  ReplicationGate,
  StartedReplication,
} from "../../../provider";

type Properties = Record<string, unknown>;

/** What was registered, by `type name`. */
const registered = new Map<string, pulumi.runtime.MockResourceArgs>();

function valueOf<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => output.apply(resolve));
}

/** The inputs that people see of a registered resource. */
function inputsOf(resource: string): Properties {
  const inputs = registered.get(resource)?.inputs as Properties | undefined;
  if (inputs === undefined)
    throw new Error(`${resource} is not among ${[...registered.keys()].join()}`);
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => !name.startsWith("__")));
}

const connection = { alias: "eu", seeds: ["leader:9300"] };

const startedAt = "2026-11-25T12:00:00.000Z";

describe("a ReplicatedCluster", () => {
  beforeEach(async () => {
    registered.clear();
    await pulumi.runtime.setMocks({
      call: ({ inputs }) => inputs as object,
      newResource: (args) => {
        registered.set(`${args.type.split(":").at(-1)} ${args.name}`, args);
        return {
          id: args.id ?? `${args.name}-id`,
          state: { ...(args.inputs as object), startedAt },
        };
      },
    });
  });

  /** Makes one and lets everything in it be registered. */
  async function made(
    args: ReplicatedClusterArgs,
    opts: pulumi.ComponentResourceOptions = {},
  ): Promise<ReplicatedCluster> {
    const cluster = new ReplicatedCluster("europe", args, opts);
    const children = [
      cluster.connection,
      cluster.gate,
      ...Object.values(cluster.replications),
      ...Object.values(cluster.rules),
    ];
    await Promise.all(
      children.flatMap((child) => (child === undefined ? [] : [valueOf(child.urn)])),
    );
    return cluster;
  }

  it("is made of ordinary resources with names of their own, under it", async () => {
    const cluster = await made({
      connection,
      indexes: ["orders", "customers"],
      autoFollow: { logs: { pattern: "logs-*" } },
    });
    expect([...registered.keys()]).to.have.members([
      "ReplicatedCluster europe",
      "LeaderConnection europe-connection",
      "StartedReplication europe-orders",
      "StartedReplication europe-customers",
      "AutoFollowRule europe-logs",
      "ReplicationGate europe-gate",
    ]);
    expect(await valueOf(cluster.replications["orders"]?.urn ?? pulumi.output(""))).to.match(
      /ReplicatedCluster\$pulumi-nodejs:dynamic\/opensearch:StartedReplication::europe-orders$/,
    );
    expect(cluster.connection).to.be.instanceOf(LeaderConnection);
    expect(cluster.rules["logs"]).to.be.instanceOf(AutoFollowRule);
    expect(cluster.gate).to.be.instanceOf(ReplicationGate);
  });

  it("hands on what is shared, which an index may have otherwise", async () => {
    const useRoles = { leaderClusterRole: "l", followerClusterRole: "f" };
    await made({
      connection,
      indexes: ["orders", { leaderIndex: "events", settings: { b: 2 }, onDestroy: "keepIndex" }],
      rename: (leaderIndex) => `${leaderIndex}-eu`,
      autoFollow: { logs: { pattern: "logs-*", onDestroy: "keepFollowers" } },
      useRoles,
      settings: { a: 1 },
      onDestroy: "deleteIndex",
      timeouts: { create: "2h", delete: "5m" },
    });
    const shared = { leaderAlias: "eu", useRoles, waitFor: "acknowledged" };
    const timeouts = { create: "2h", delete: "5m" };
    expect(inputsOf("StartedReplication europe-orders")).to.deep.equal({
      ...shared,
      ...{ index: "orders-eu", leaderIndex: "orders", settings: { a: 1 }, timeouts },
      onDestroy: "deleteIndex",
    });
    expect(inputsOf("StartedReplication europe-events")).to.deep.equal({
      ...shared,
      ...{ index: "events-eu", leaderIndex: "events", settings: { b: 2 }, timeouts },
      onDestroy: "keepIndex",
    });
    expect(inputsOf("AutoFollowRule europe-logs")).to.deep.equal({
      ...{ name: "logs", leaderAlias: "eu", pattern: "logs-*", useRoles, settings: { a: 1 } },
      onDestroy: "keepFollowers",
    });
    expect(inputsOf("ReplicationGate europe-gate")).to.deep.equal({
      waitFor: "caughtUp",
      timeouts: { create: "2h" },
      replications: ["orders", "events"].map((name) => ({
        index: `${name}-eu`,
        startedAt,
      })),
    });
  });

  it("stops the followers of its rules unless told otherwise, since a used connection would stay", async () => {
    await made({ connection, indexes: [], autoFollow: { logs: { pattern: "logs-*" } } });
    expect(inputsOf("AutoFollowRule europe-logs")).to.include({ onDestroy: "stopFollowers" });
  });

  it("waits for all but the paused ones, and for nothing where a start is enough", async () => {
    const events = { leaderIndex: "events", paused: true };
    await made({ connection, indexes: ["orders", events], waitFor: "syncing" });
    expect(inputsOf("StartedReplication europe-events")).to.include({ paused: true });
    const { replications, waitFor } = inputsOf("ReplicationGate europe-gate");
    expect((replications as { index: string }[]).map(({ index }) => index)).to.deep.equal([
      "orders",
    ]);
    expect(waitFor).to.equal("syncing");
    registered.clear();
    const acknowledged = await made({ connection, indexes: ["orders"], waitFor: "acknowledged" });
    expect(acknowledged.gate).to.equal(undefined);
    const paused = await made({ connection, indexes: ["orders"], paused: true });
    expect(paused.gate).to.equal(undefined);
  });

  it("takes a connection that is there, or its name", async () => {
    const given = new LeaderConnection("given", connection);
    const cluster = await made({ connection: given, indexes: ["orders"] });
    expect(cluster.connection).to.equal(given);
    for (const name of ["eu", pulumi.output("eu"), Promise.resolve("eu")]) {
      registered.clear();
      expect((await made({ connection: name, indexes: ["orders"] })).connection).to.equal(
        undefined,
      );
      expect(inputsOf("StartedReplication europe-orders")).to.include({ leaderAlias: "eu" });
      expect(registered.has("LeaderConnection europe-connection")).to.equal(false);
    }
  });

  it("hands its provider on to all of them", async () => {
    const provider = new Provider("follower", { url: "http://127.0.0.1:9" });
    await made(
      { connection, indexes: ["orders"], autoFollow: { logs: { pattern: "logs-*" } } },
      { provider },
    );
    for (const resource of [
      "LeaderConnection europe-connection",
      "StartedReplication europe-orders",
      "AutoFollowRule europe-logs",
      "ReplicationGate europe-gate",
    ]) {
      expect(registered.get(resource)?.provider, resource).to.match(/::follower::/);
    }
  });

  it("names what is wrong with its list", () => {
    const args = { connection, indexes: ["a", "a"] };
    expect(() => new ReplicatedCluster("wrong", args)).to.throw(
      pulumi.RunError,
      'ReplicatedCluster "wrong" has invalid inputs:\n  indexes lists leader index "a" more than once',
    );
  });

  it("gives its replications by leader index", async () => {
    const { replications } = await made({ connection, indexes: ["orders"] });
    expect(Object.keys(replications)).to.deep.equal(["orders"]);
    expect(replications["orders"]).to.be.instanceOf(StartedReplication);
  });
});
