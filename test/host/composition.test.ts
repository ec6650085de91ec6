// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { type ClusterPair, startPair } from "../../sandbox/clusters";
import { type HostError, type Properties } from "../support/grpc-calls";
import { type ProviderHost, startProviderHost } from "../support/provider-host";
import { thrownBy } from "../support/thrown-by";

const textOf = (handler: string): string =>
  `exports.handler=()=>require("pulumi-opensearch-replication/handlers").${handler}`;
const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const connection = { __provider: textOf("leaderConnection"), alias: "eu" };
const rule = { __provider: textOf("autoFollowRule"), name: "logs", leaderAlias: "eu" };
const copy = {
  __provider: textOf("startedReplication"),
  leaderAlias: "eu",
  waitFor: "acknowledged",
};
const gate = { __provider: textOf("replicationGate") };

describe("a whole cluster in the SDK's provider process", () => {
  let pair: ClusterPair;
  let host: ProviderHost;

  beforeEach(async () => {
    pair = await startPair();
    for (const name of ["orders", "customers", "logs-1"]) pair.leader.addIndex(name, 20);
    host = await startProviderHost();
    await host.configure({ "opensearch:url": pair.follower.url });
  });
  afterEach(async () => {
    await host.close();
    await pair.close();
  });

  async function created(inputs: Properties) {
    const checked = await host.check({}, inputs);
    expect(checked.failures).to.deep.equal([]);
    return { inputs: checked.inputs, ...(await host.create(checked.inputs)) };
  }

  const connected = (changes: Properties = {}) =>
    created({ ...connection, seeds: [pair.leader.transportAddress], ...changes });

  it("comes up, is read without a difference, and goes, each resource by its own handler", async () => {
    const made = [
      await connected({ skipUnavailable: true, nodeConnections: 2 }),
      await created({ ...rule, pattern: "logs-*", onDestroy: "stopFollowers" }),
      await created({ ...copy, index: "orders", leaderIndex: "orders" }),
      await created({ ...copy, index: "customers", leaderIndex: "customers" }),
      await created({ ...gate, replications: [{ index: "orders" }, { index: "customers" }] }),
    ];
    expect(made.map(({ id }) => id)).to.deep.equal([
      "eu",
      "eu:logs",
      "orders",
      "customers",
      "gate",
    ]);
    expect(pair.follower.documentCount("customers")).to.equal(20);
    for (const { id, inputs, properties } of made) {
      const found = await host.read(id, properties);
      const diff = await host.diff(id, found.properties, inputs);
      expect(diff.changes, id).to.equal("none");
      expect(Object.keys(found.inputs).sort(), id).to.deep.equal(Object.keys(inputs).sort());
    }
    // The next deployment has a process of its own; this one keeps what it has just made.
    await host.close();
    host = await startProviderHost();
    await host.configure({ "opensearch:url": pair.follower.url });
    const refused = await thrownBy(host.delete("eu", made[0]?.properties ?? {}));
    expect(refused.message).to.match(/still used by the replications into "customers", /);
    for (const { id, properties } of made.reverse()) await host.delete(id, properties);
    expect(pair.follower.requests.at(-1)?.body).to.match(/"cluster\.remote\.eu\.seeds":null/);
  });

  it("lets unknown values pass in every check, and takes them for changes", async () => {
    for (const inputs of [
      { ...connection, alias: unknown, seeds: [unknown] },
      { ...connection, proxyAddress: unknown, proxySocketConnections: unknown },
      { ...rule, name: unknown, pattern: unknown, leaderAlias: unknown, useRoles: unknown },
      { ...gate, replications: [{ index: unknown, startedAt: unknown }] },
      { ...gate, replications: unknown },
    ]) {
      const { failures, inputs: back } = await host.check({}, inputs);
      expect(failures).to.deep.equal([]);
      expect(back).to.deep.include(inputs);
    }
    const { id, inputs, properties } = await connected();
    const later = await host.diff(id, properties, { ...inputs, alias: unknown });
    expect(later).to.deep.include({ replaces: ["alias"], deleteBeforeReplace: false });
  });

  it("a connection that does not come about is an init failure, which an update finishes", async () => {
    const timeouts = { create: "1s", update: "5s", delete: "5s" };
    const { inputs } = await host.check({}, { ...connection, seeds: ["127.0.0.1:1"], timeouts });
    const error = (await thrownBy(host.create(inputs))) as HostError;
    expect(error.init?.id).to.equal("eu");
    expect(error.init?.reasons[0]).to.match(/^Connection "eu" was not connected within 1 s/);
    expect(error.init?.properties).to.include({ ...connection, connected: false });
    const seeds = [pair.leader.transportAddress];
    const { inputs: news } = await host.check(inputs, { ...connection, seeds, timeouts });
    const { properties } = await host.update("eu", error.init?.properties ?? {}, news);
    expect(properties).to.include({ connected: true, mode: "sniff" });
  });

  it("a gate that does not open is an init failure that names each, and an update goes on", async () => {
    await connected();
    pair.follower.failBootstrap("orders");
    for (const name of ["orders", "customers"]) {
      await created({ ...copy, index: name, leaderIndex: name });
    }
    const replications = [{ index: "orders" }, { index: "customers" }];
    const { inputs } = await host.check({}, { ...gate, replications });
    const error = (await thrownBy(host.create(inputs))) as HostError;
    expect(error.init?.reasons[0]).to.match(
      /^Only 1 of 2 caught up, 1 failed.*"orders" has failed/s,
    );
    const { inputs: news } = await host.check(inputs, { ...gate, replications: [replications[1]] });
    const { properties } = await host.update("gate", error.init?.properties ?? {}, news);
    expect(properties).to.include({ reached: true });
  });

  it("a rule without any connection is told so, unless the provider names one", async () => {
    const { leaderAlias, ...bare } = { ...rule, pattern: "logs-*" };
    expect((await host.check({}, bare)).failures.map(({ property }) => property)).to.deep.equal([
      "leaderAlias",
    ]);
    const second = await startProviderHost();
    try {
      await second.configure({ "opensearch:leaderAlias": leaderAlias });
      expect((await second.check({}, bare)).inputs).to.include({ leaderAlias });
    } finally {
      await second.close();
    }
  });
});
