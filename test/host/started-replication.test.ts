// SPDX-License-Identifier: Apache-2.0
import { status as grpcStatus } from "@grpc/grpc-js";
import { expect } from "chai";
import { once } from "node:events";
import { type ClusterPair, connect, startPair } from "../../sandbox/clusters";
import { ask } from "../support/ask";
import { type HostError } from "../support/grpc-calls";
import { type ProviderHost, startProviderHost } from "../support/provider-host";
import { thrownBy } from "../support/thrown-by";

const __provider =
  'exports.handler=()=>require("pulumi-opensearch-replication/handlers").startedReplication';
const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const copy = { __provider, index: "copy", leaderIndex: "orders", leaderAlias: "leader" };

describe("in the SDK's provider process", () => {
  let pair: ClusterPair;
  let host: ProviderHost;

  beforeEach(async () => {
    pair = await startPair();
    pair.leader.addIndex("orders", 20);
    await connect(pair, "leader");
    host = await startedHost();
  });
  afterEach(async () => {
    await host.close();
    await pair.close();
  });

  async function startedHost(): Promise<ProviderHost> {
    const started = await startProviderHost();
    await started.configure({ "opensearch:url": pair.follower.url, other: "setting" });
    return started;
  }

  async function created(inputs = copy) {
    const checked = await host.check({}, inputs);
    return { inputs: checked.inputs, ...(await host.create(checked.inputs)) };
  }

  it("check fills in defaults and keeps the provider's text", async () => {
    const { inputs, failures } = await host.check({}, copy);
    expect(failures).to.deep.equal([]);
    expect(inputs).to.deep.equal({
      ...copy,
      __host: new URL(pair.follower.url).host,
      paused: false,
      waitFor: "caughtUp",
      ifIndexExists: "adopt",
      onReplace: "overwrite",
      onDestroy: "keepIndex",
      timeouts: { create: "20m", update: "20m", delete: "10m" },
    });
  });

  it("check names property and rule of every mistake, and no value, which may be a secret", async () => {
    const { failures } = await host.check({}, { ...copy, index: "A", waitFor: "never" });
    expect(failures).to.deep.equal([
      { property: "index", reason: "must be lowercase" },
      { property: "waitFor", reason: 'must be one of "acknowledged", "syncing", "caughtUp"' },
    ]);
  });

  it("check lets unknown values pass at any depth, and returns them unchanged", async () => {
    const news = {
      ...copy,
      index: unknown,
      leaderAlias: unknown,
      useRoles: { leaderClusterRole: unknown, followerClusterRole: "f" },
      timeouts: unknown,
    };
    const { inputs, failures } = await host.check({}, news);
    expect(failures).to.deep.equal([]);
    expect(inputs).to.deep.include(news);
  });

  it("diff tells replacements, updates and nothing apart, and takes unknowns for changes", async () => {
    const { properties, inputs } = await created();
    const diff = (news: object) => host.diff("copy", properties, { ...inputs, ...news });
    expect(await diff({})).to.deep.equal({
      changes: "none",
      replaces: [],
      deleteBeforeReplace: true,
    });
    expect(await diff({ leaderIndex: unknown })).to.deep.equal({
      changes: "some",
      replaces: ["leaderIndex"],
      deleteBeforeReplace: true,
    });
    expect(await diff({ waitFor: "syncing" })).to.include({ changes: "unknown" });
  });

  it("create, read, update and delete do their work and return complete outputs", async () => {
    const { id, properties, inputs } = await created();
    expect(id).to.equal("copy");
    const outputs = {
      ...inputs,
      acknowledged: true,
      status: "SYNCING",
      reason: "",
      clusterUuid: pair.follower.uuid,
      startedAt: properties["startedAt"],
    };
    expect(properties).to.deep.equal(outputs);
    expect(await host.read("copy", properties)).to.deep.equal({ id, properties: outputs, inputs });
    const news = { ...inputs, waitFor: "acknowledged" };
    expect((await host.update("copy", properties, news)).properties).to.deep.equal({
      ...outputs,
      waitFor: "acknowledged",
    });
    // A destroy is another deployment, and so another process.
    const destroying = await startedHost();
    await destroying.delete("copy", properties);
    expect(await destroying.read("copy", properties)).to.deep.include({ id: "" });
    await destroying.close();
  });

  it("a refusal saves nothing, and its message is whole", async () => {
    const { inputs } = await host.check({}, { ...copy, leaderIndex: "missing" });
    const error = (await thrownBy(host.create(inputs))) as HostError;
    expect(error.code).to.equal(grpcStatus.UNKNOWN);
    expect(error.init).to.equal(undefined);
    expect(error.message).to.match(
      /^Could not start replication.*no such index \[missing\].*must exist/s,
    );
  });

  it("a half-done start is an init failure with id, reason and properties, and update finishes it", async () => {
    pair.follower.failBootstrap("copy");
    const { inputs } = await host.check({}, copy);
    const { init } = (await thrownBy(host.create(inputs))) as HostError;
    expect(init?.id).to.equal("copy");
    expect(init?.reasons).to.have.length(1);
    expect(init?.reasons[0]).to.match(/has failed: shard could not be allocated/);
    expect(init?.properties).to.deep.include({ ...inputs, status: "FAILED", acknowledged: true });
    await ask(pair.follower, "DELETE", "/copy");
    const { properties } = await host.update("copy", init?.properties ?? {}, inputs);
    expect(properties).to.include({ status: "SYNCING" });
  });

  it("first calls that come together all see the settings", async () => {
    const names = ["one", "two", "three", "four", "five"];
    const fresh = await startProviderHost();
    try {
      await fresh.configure({ "opensearch:url": pair.follower.url });
      const all = names.map((index) => fresh.create({ ...copy, index }));
      expect((await Promise.all(all)).map(({ id }) => id)).to.deep.equal(names);
    } finally {
      await fresh.close();
    }
  });

  it("calls without settings fail one by one with the same clear error, never with a hang", async () => {
    const fresh = await startProviderHost();
    try {
      await fresh.configure({});
      for (const call of [
        () => fresh.create(copy),
        () => fresh.create(copy),
        () => fresh.read("copy", copy),
        () => fresh.update("copy", copy, copy),
        () => fresh.delete("copy", copy),
      ]) {
        expect((await thrownBy(call())).message).to.match(
          /url is missing\n +Set them on the Provider/,
        );
      }
      expect(fresh.output()).not.to.match(/undefined|UnhandledPromiseRejection/);
    } finally {
      await fresh.close();
    }
  });

  it("takes settings from the environment that the configuration leaves open", async () => {
    const fresh = await startProviderHost({
      env: { OPENSEARCH_URL: pair.follower.url, OPENSEARCH_LEADER_ALIAS: "leader" },
    });
    try {
      await fresh.configure({});
      const { inputs } = await fresh.check(
        {},
        { __provider, index: "copy", leaderIndex: "orders" },
      );
      expect(inputs).to.include({ leaderAlias: "leader" });
      expect((await fresh.create(inputs)).id).to.equal("copy");
    } finally {
      await fresh.close();
    }
  });

  it("a warning reaches the engine's log as a warning", async () => {
    const inputs = { ...copy, __urn: "urn:pulumi:test::project::type::name" };
    await created(inputs);
    await created(inputs);
    const warnings = host.engine.messages.filter(({ severity }) => severity === "warning");
    expect(warnings).to.have.length(1);
    expect(warnings[0]).to.include({ urn: inputs.__urn, ephemeral: false });
    expect(warnings[0]?.message).to.match(/"copy" already replicates/);
  });

  it("the live status of a wait reaches the row of the resource", async () => {
    const inputs = { ...copy, __urn: "urn:pulumi:test::project::type::name" };
    await created(inputs);
    const live = host.engine.messages.filter(({ ephemeral }) => ephemeral);
    expect(live).not.to.have.length(0);
    for (const { severity, urn } of live) {
      expect({ severity, urn }).to.deep.equal({ severity: "info", urn: inputs.__urn });
    }
    expect(live[0]?.message).to.match(/^(RUNNING|BOOTSTRAPPING|SYNCING)/);
  });

  it("a cancelled deployment ends the wait, and the start is saved to be continued", async () => {
    await pair.close();
    pair = await startPair({ pace: { firstReplay: 3_600_000 } });
    pair.leader.addIndex("orders", 20);
    await connect(pair, "leader");
    const fresh = await startProviderHost();
    try {
      await fresh.configure({ "opensearch:url": pair.follower.url });
      const { inputs } = await fresh.check({}, copy);
      const creating = thrownBy(fresh.create(inputs)) as Promise<HostError>;
      await fresh.engine.said(({ message }) => message.startsWith("SYNCING"));
      await fresh.cancel();
      const { init } = await creating;
      expect(init?.reasons[0]).to.match(/was interrupted.*run again to keep waiting/s);
      expect(init?.properties).to.deep.include({
        ...inputs,
        status: "SYNCING",
        acknowledged: true,
      });
    } finally {
      await fresh.close();
    }
  });

  it("an engine that is gone -> the process ends, idle or in a call, and leaves what it began running", async () => {
    await pair.close();
    pair = await startPair({ pace: { firstReplay: 3_600_000 } });
    pair.leader.addIndex("orders", 20);
    await connect(pair, "leader");
    const [idle, busy] = [await startedHost(), await startedHost()];
    try {
      await idle.check({}, copy);
      const { inputs } = await busy.check({}, copy);
      const creating = busy.create(inputs).catch(() => undefined);
      await busy.engine.said(({ message }) => message.startsWith("SYNCING"));
      const ended = [idle, busy].map(({ process }) => once(process, "exit"));
      for (const { engine } of [idle, busy]) engine.close();
      await Promise.all([...ended, creating]);
      const status = await ask(pair.follower, "GET", "/_plugins/_replication/copy/_status");
      expect(status.body).to.include({ status: "SYNCING" });
    } finally {
      for (const one of [idle, busy]) await one.close();
    }
  });
});
