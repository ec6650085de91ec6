// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { type ClusterPair, connect, startPair } from "../../sandbox/clusters";
import { isUnknown, secret, unknownValue } from "../../provider/doors/plugin/values";
import { ask } from "../support/ask";
import { writes } from "../support/handler-life";
import { type PluginProcess, startPlugin, urnOf } from "../support/plugin-process";
import { type HostError } from "../support/grpc-calls";
import { thrownBy } from "../support/thrown-by";

const copy = { index: "copy", leaderIndex: "orders", leaderAlias: "leader" };
const urn = urnOf("StartedReplication");

describe("the provider plugin", () => {
  let pair: ClusterPair;
  let plugin: PluginProcess;

  beforeEach(async () => {
    pair = await startPair();
    pair.leader.addIndex("orders", 20);
    await connect(pair, "leader");
    plugin = await startPlugin();
    await plugin.configure({ url: pair.follower.url });
  });
  afterEach(async () => {
    await plugin.close();
    await pair.close();
  });

  async function created(news: Record<string, unknown> = copy) {
    const { inputs } = await plugin.check(urn, news);
    return { inputs, ...(await plugin.create(urn, inputs)) };
  }

  it("lives the life of a replication: check, create, diff, read, update, delete", async () => {
    const { inputs, id, properties } = await created();
    expect(id).to.equal("copy");
    expect(properties).to.deep.include({ ...inputs, status: "SYNCING", acknowledged: true });
    expect(pair.follower.documentCount("copy")).to.equal(20);
    expect(await plugin.diff(urn, id, properties, inputs)).to.include({ changes: 1 });
    const other = { ...inputs, leaderIndex: "other" };
    expect(await plugin.diff(urn, id, properties, other)).to.deep.include({
      ...{ changes: 2, replacesList: ["leaderIndex"], deletebeforereplace: true },
    });
    const paused = { ...inputs, paused: true };
    expect(await plugin.diff(urn, id, properties, paused)).to.include({ changes: 0 });
    const updated = await plugin.update(urn, id, properties, paused);
    expect(updated.properties).to.include({ status: "PAUSED", paused: true });
    const seen = await plugin.read(urn, id, updated.properties, paused);
    expect(seen).to.deep.equal({ id, properties: updated.properties, inputs: paused });
    // A destroy runs no program, so that nobody claims it there.
    const destroying = await startPlugin();
    try {
      await destroying.configure({ url: pair.follower.url });
      await destroying.delete(urn, id, seen.properties);
      const gone = await destroying.read(urn, id, seen.properties, paused);
      expect(gone).to.deep.equal({ id: "", properties: {}, inputs: {} });
    } finally {
      await destroying.close();
    }
    expect((await ask(pair.follower, "PUT", "/copy/_doc/new", {})).status).to.equal(201);
  });

  it("says progress and warnings on the row of the resource", async () => {
    await created();
    const said = plugin.engine.messages.filter(({ urn: row }) => row === urn);
    expect(said.map(({ message }) => message).join("\n")).to.match(/SYNCING[^]*caught up/);
    expect(said.filter(({ ephemeral }) => ephemeral)).not.to.have.length(0);
  });

  it("previews with what is known: the inputs with their defaults, and nothing that the cluster tells", async () => {
    const { inputs } = await plugin.check(urn, { ...copy, leaderIndex: unknownValue });
    const { id, properties } = await plugin.create(urn, inputs, { preview: true });
    expect(id).to.equal("");
    expect(properties).to.include({ index: "copy", paused: false, waitFor: "caughtUp" });
    const open = Object.keys(properties).filter((name) => isUnknown(properties[name]));
    expect(open).to.have.members([
      ...["leaderIndex", "acknowledged", "status", "reason"],
      ...["clusterUuid", "startedAt", "promotion", "copyOf"],
    ]);
    const made = await created();
    const changed = { ...made.inputs, paused: true };
    const preview = await plugin.update(urn, "copy", made.properties, changed, { preview: true });
    expect(preview.properties).to.include({ paused: true, index: "copy" });
    expect(writes(pair)).to.deep.equal(["PUT /_plugins/_replication/copy/_start"]);
  });

  it("names the rules that inputs break, and lets the engine show no more than plain values", async () => {
    const { failures } = await plugin.check(urn, {
      ...{ index: "A", waitFor: "never", useRoles: { leaderClusterRole: "x" } },
      ...{ settings: { number_of_shards: secret(2) } },
    });
    expect(failures).to.deep.include({ property: "index", reason: "must be lowercase" });
    const others = failures.filter(({ property }) => property === "");
    expect(others.map(({ reason }) => reason).join("\n"))
      .to.match(/leaderIndex is required/)
      .and.match(/useRoles.followerClusterRole is required/)
      .and.match(/settings.number_of_shards/);
  });

  it("keeps what is secret so, in the checked inputs, the outputs and a refresh", async () => {
    const settings = { number_of_replicas: secret(0), refresh_interval: "1s" };
    const news = { ...copy, leaderIndex: secret("orders"), settings };
    const { inputs, id, properties } = await created(news);
    for (const seen of [inputs, properties]) {
      expect(seen).to.deep.include({ leaderIndex: secret("orders"), settings });
    }
    const read = await plugin.read(urn, id, properties, inputs);
    expect(read.properties).to.deep.include({ leaderIndex: secret("orders"), settings });
    expect(read.inputs).to.deep.include({ leaderIndex: secret("orders"), settings });
  });

  it("saves a create that did not get there, with its secrets, and the next update finishes it", async () => {
    const slow = await startPair({ pace: { firstReplay: 60_000 } });
    try {
      slow.leader.addIndex("orders", 5);
      await connect(slow, "leader");
      await plugin.configure({ url: slow.follower.url });
      const news = { ...copy, leaderIndex: secret("orders"), timeouts: { create: "20m" } };
      const { inputs } = await plugin.check(urn, news);
      // The option customTimeouts comes before the input.
      const failure = (await thrownBy(plugin.create(urn, inputs, { timeout: 1 }))) as HostError;
      expect(failure.init?.id).to.equal("copy");
      expect(failure.init?.reasons.join()).to.match(/did not .*within 1 s|after 1 s|1 s/);
      expect(failure.init?.properties).to.deep.include({
        leaderIndex: secret("orders"),
        timeouts: { create: "20m", update: "20m", delete: "10m" },
        status: "SYNCING",
      });
      const state = failure.init?.properties ?? {};
      const again = await thrownBy(plugin.update(urn, "copy", state, inputs, { timeout: 1 }));
      expect((again as HostError).init?.properties).to.include({ __unfinished: true });
      expect(writes(slow)).to.deep.equal(["PUT /_plugins/_replication/copy/_start"]);
    } finally {
      await slow.close();
    }
  });

  it("finds a follower that is gone to be gone, and a wrong id at once", async () => {
    const { id, properties, inputs } = await created();
    await ask(pair.follower, "POST", "/_plugins/_replication/copy/_stop", {});
    await ask(pair.follower, "DELETE", "/copy");
    expect((await plugin.read(urn, id, properties, inputs)).id).to.equal("");
    const failure = await thrownBy(plugin.read(urn, "nope", {}));
    expect(failure.message).to.equal('Nothing is replicated into "nope", so it cannot be read.');
    const rule = urnOf("AutoFollowRule");
    const absent = await thrownBy(plugin.read(rule, "leader:nope", {}));
    expect(absent.message).to.match(
      /^Auto-follow rule "nope" of connection "leader" cannot be read/,
    );
    const wrong = await thrownBy(plugin.read(rule, "nope", {}));
    expect(wrong.message).to.match(/"nope" is no id of an auto-follow rule/);
    // Neither was waited for: a read of a rule that should be there asks for twenty seconds.
    const asked = pair.follower.requests.filter(({ path }) => path.endsWith("autofollow_stats"));
    expect(asked).to.have.length(1);
  });

  it("reads what is there by its id, and names only what is not so by itself", async () => {
    await created();
    const { id, inputs } = await plugin.read(urnOf("StartedReplication", "imported"), "copy");
    expect({ id, inputs }).to.deep.equal({ id: "copy", inputs: copy });
    const seen = await plugin.read(urnOf("LeaderConnection"), "leader");
    expect(Object.keys(seen.inputs)).to.have.members(["alias", "seeds"]);
    const { inputs: checked } = await plugin.check(urn, inputs);
    const state = (await plugin.read(urn, "copy")).properties;
    expect(await plugin.diff(urn, "copy", state, checked)).to.include({ changes: 1 });
  });

  it("lists what is there with ids that can be imported, page by page", async () => {
    for (const name of ["c", "a", "b"])
      await ask(pair.follower, "PUT", `/_plugins/_replication/${name}/_start`, {
        ...{ leader_alias: "leader", leader_index: "orders" },
      });
    expect(await plugin.list("StartedReplication")).to.deep.equal({
      ids: ["a", "b", "c"],
      next: undefined,
    });
    const first = await plugin.list("StartedReplication", {}, { size: 2 });
    expect(first).to.deep.equal({ ids: ["a", "b"], next: "b" });
    const rest = await plugin.list("StartedReplication", {}, { size: 2, after: "b" });
    expect(rest).to.deep.equal({ ids: ["c"], next: undefined });
    expect((await plugin.list("StartedReplication", { leaderAlias: "other" })).ids).to.deep.equal(
      [],
    );
    expect((await plugin.list("LeaderConnection")).ids).to.deep.equal(["leader"]);
    expect((await plugin.list("AutoFollowRule")).ids).to.deep.equal([]);
    const none = await thrownBy(plugin.list("WriteBlock"));
    expect(none.message).to.match(/A WriteBlock is no object of the cluster that could be listed/);
  });

  it("lists rules of a server that does not tell their connections: of the only one, or of the one that is named", async () => {
    const rule = { leader_alias: "leader", name: "logs", pattern: "logs-*" };
    await ask(pair.follower, "POST", "/_plugins/_replication/_autofollow", rule);
    expect((await plugin.list("AutoFollowRule")).ids).to.deep.equal(["leader:logs"]);
    await connect(pair, "second");
    const unclear = await thrownBy(plugin.list("AutoFollowRule"));
    expect(unclear.message).to.match(/does not tell which connections.*--leader-alias/s);
    const named = await plugin.list("AutoFollowRule", { leaderAlias: "leader" });
    expect(named.ids).to.deep.equal(["leader:logs"]);
    const { inputs } = await plugin.read(urnOf("AutoFollowRule"), "leader:logs");
    expect(inputs).to.deep.equal({ leaderAlias: "leader", name: "logs", pattern: "logs-*" });
  });

  it("looks up, and says what is wrong with what was asked", async () => {
    await created();
    expect(await plugin.invoke("getReplication", { index: "copy" })).to.deep.include({
      ...{ exists: true, status: "SYNCING", lag: 0 },
    });
    const { replications } = await plugin.invoke("getReplications", {});
    expect(replications).to.deep.equal([
      { index: "copy", exists: true, status: "RUNNING", reason: "" },
    ]);
    expect(await plugin.invoke("getReplicationStats", {})).to.include({ syncing: 1 });
    expect(await plugin.invoke("getRules", {})).to.deep.equal({ rules: [] });
    const matching = { alias: "leader", pattern: "ord*" };
    expect(await plugin.invoke("getLeaderIndexes", matching)).to.deep.equal({
      indexes: ["orders"],
    });
    expect(await plugin.invoke("getSecondsBehind", { index: "copy" })).to.deep.equal({
      seconds: 0,
    });
    const failure = await thrownBy(plugin.invoke("getReplication", { index: "Copy" }));
    expect(failure.message).to.match(/^index must be lowercase/);
  });
});
