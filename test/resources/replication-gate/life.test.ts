// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { PartialFailure } from "../../../provider/doors/dynamic/partial-failure";
import { replicationGateHandler } from "../../../provider/resources/replication-gate/handler";
import { ask } from "../../support/ask";
import { beginLife, type Life } from "../../support/handler-life";
import { json, startServer } from "../../support/loopback-server";
import { thrownBy } from "../../support/thrown-by";

type Properties = Record<string, unknown>;

const urn = "urn:pulumi:test::p::pulumi-nodejs:dynamic/opensearch:ReplicationGate::copied";

describe("the life of a ReplicationGate", () => {
  let life: Life;
  beforeEach(async () => (life = await beginLife()));
  afterEach(() => life.close());

  const newProcess = () => life.processOf(replicationGateHandler);
  const call = (action: string, index: string, body: unknown = {}, method = "POST") =>
    ask(life.pair.follower, method, `/_plugins/_replication/${index}/${action}`, body);

  async function checked(indexes: string[], changes: Properties = {}): Promise<Properties> {
    const replications = indexes.map((index) => ({ index }));
    const news = { replications, __provider: "text", __urn: urn, ...changes };
    const { inputs, failures } = (await newProcess().check?.({}, news)) ?? {};
    expect(failures).to.deep.equal([]);
    return inputs as Properties;
  }

  async function started(count: number, documents = 20): Promise<string[]> {
    const names = Array.from({ length: count }, (_, i) => `index-${i + 1}`);
    for (const name of names) {
      life.pair.leader.addIndex(name, documents);
      const body = { leader_alias: "leader", leader_index: name };
      const { status } = await call("_start", name, body, "PUT");
      expect(status).to.equal(200);
    }
    return names;
  }

  const statusRequests = (): string[] =>
    life.pair.follower.requests
      .filter(({ path }) => path.includes("/_status"))
      .map(({ path }) => path.split("/")[3] ?? "");

  it("opens when all have caught up, and tells how many are there", async () => {
    const names = await started(12);
    const { id, outs } = await newProcess().create(await checked(names));
    expect(id).to.equal("copied");
    expect(outs).to.include({ reached: true, waitFor: "caughtUp" });
    for (const name of names) expect(life.pair.follower.documentCount(name)).to.equal(20);
    expect(life.statuses.at(-1)).to.match(/^12 of 12 caught up, /);
  });

  it("asks for many together from 3.8 on", async () => {
    for (const cluster of [life.pair.leader, life.pair.follower]) cluster.version = "3.8.0";
    const names = await started(12);
    const { outs } = await newProcess().create(await checked(names));
    expect(outs).to.include({ reached: true });
    for (const name of names) expect(life.pair.follower.documentCount(name)).to.equal(20);
    const shared = life.pair.follower.requests.filter(({ path }) => path.includes("_bulk_status"));
    expect(shared.length).to.be.above(0);
    // A sum that is reached is confirmed by the shards, which an answer for many does not tell.
    const asked = statusRequests();
    expect(asked.filter((name) => name === "index-1").length).to.equal(1);
    await newProcess().read!("copied", outs);
    expect(statusRequests()).to.deep.equal(asked);
  });

  describe("with a follower that is ahead of its leader", () => {
    const ahead = async (): Promise<Properties> => {
      await life.close();
      life = await beginLife({ leaderRemade: 600_000 });
      await started(2);
      const inputs = await checked(["index-1", "index-2"]);
      const { outs } = await newProcess().create(inputs);
      await ask(life.pair.leader, "DELETE", "/index-2");
      life.pair.leader.addIndex("index-2", 3);
      return outs as Properties;
    };

    it("does not open, warns of it once, and names it after a minute", async () => {
      const outs = await ahead();
      const error = await thrownBy(
        newProcess().update!("copied", { ...outs, reached: false }, outs),
      );
      expect(error.message).to.match(/Only 1 of 2 caught up/);
      expect(error.message).to.match(/"index-2" does not count as caught up/);
      expect(life.warnings).to.have.length(1);
      expect(life.warnings[0]).to.match(/"index-2" is ahead of its leader/);
    });

    it("is found not to have reached it any more by a refresh, which warns", async () => {
      const outs = await ahead();
      const { props } = await newProcess().read!("copied", outs);
      expect(props).to.include({ reached: false });
      expect(life.warnings.join()).to.match(/"index-2" is ahead of its leader/);
    });

    it("is open where syncing is all that was asked for", async () => {
      const outs = await ahead();
      const { props } = await newProcess().read!("copied", { ...outs, waitFor: "syncing" });
      expect(props).to.include({ reached: true });
    });
  });

  it("asks for each that is not there yet, and for none that is", async () => {
    await started(1);
    life.clock.advance(60_000);
    life.pair.leader.addIndex("late", 5);
    await call("_start", "late", { leader_alias: "leader", leader_index: "late" }, "PUT");
    await newProcess().create(await checked(["index-1", "late"]));
    expect(statusRequests().filter((name) => name === "index-1")).to.have.length(1);
    expect(statusRequests().filter((name) => name === "late").length).to.be.above(1);
    expect(life.statuses[0]).to.match(/^1 of 2 caught up, /);
  });

  it("has at most six requests under way, and all get their turn", async () => {
    let inFlight = 0;
    let most = 0;
    const held: (() => void)[] = [];
    const syncing = { status: "SYNCING", leader_alias: "leader", leader_index: "orders" };
    const server = await startServer(({ url }) => {
      if (url === "/") return json(200, { cluster_uuid: "u", version: { number: "3.4.0" } });
      if (url.includes("_bulk_status")) return json(400, { error: "no handler found for uri" });
      most = Math.max(most, ++inFlight);
      return new Promise((answer) => {
        held.push(() => {
          inFlight--;
          answer(json(200, syncing));
        });
        // Answered when as many have arrived as can, so that more would have been seen.
        if (held.length % 6 === 0) held.splice(0).forEach((release) => setImmediate(release));
      });
    });
    try {
      const names = Array.from({ length: 24 }, (_, i) => `copy-${i}`);
      const inputs = await checked(names, { waitFor: "syncing" });
      const process = life.processOf(replicationGateHandler, { url: server.url });
      expect((await process.create(inputs)).outs).to.include({ reached: true });
      expect(most).to.equal(6);
    } finally {
      await server.close();
    }
  });

  it("opens at once for nothing at all", async () => {
    expect((await newProcess().create(await checked([]))).outs).to.include({ reached: true });
  });

  it("waits for the others when one fails, and names each failure; an update goes on", async () => {
    life.pair.follower.failBootstrap("index-2");
    const names = await started(3);
    await call("_start", "missing", { leader_alias: "leader", leader_index: "none" }, "PUT");
    const inputs = await checked([...names, "missing"]);
    const error = (await thrownBy(newProcess().create(inputs))) as PartialFailure;
    expect(error).to.be.instanceOf(PartialFailure);
    expect(error.properties).to.include({ reached: false, __provider: "text" });
    expect(error.message).to.match(
      /^Only 2 of 4 caught up, 2 failed\.\n\s*.*\n {2}- The replication into "index-2" has failed: .*\n {2}- The replication into "missing" did not start/s,
    );
    // A gate starts and resumes nothing.
    expect(error.message).not.to.match(/starts over|copies again|which resumes/);
    const askedFor = (index: string): number =>
      statusRequests().filter((name) => name === index).length;
    expect(askedFor("index-2"), "what has failed is not asked for again").to.be.below(
      askedFor("missing"),
    );
    const stillClosed = await newProcess().read?.("copied", {
      ...error.properties,
      replications: [{ index: "index-1" }],
    });
    expect(stillClosed?.props, "only a wait opens it").to.include({ reached: false });
    const news = await checked(["index-1", "index-3"]);
    const { outs } = (await newProcess().update?.("copied", error.properties, news)) ?? {};
    expect(outs).to.include({ reached: true });
  });

  it("names those for which time was too short, with what was seen last", async () => {
    await started(1, 0);
    const { follower, leader } = life.pair;
    life.clock.advance(30_000);
    leader.addDocuments("index-1", 5);
    leader.goDown();
    const error = await thrownBy(
      newProcess().create(await checked(["index-1"], { timeouts: { create: "1m" } })),
    );
    expect(error.message).to.match(/"index-1" was not caught up within 1 min; .*failed to fetch/s);
    leader.comeBack();
    expect(follower.hasIndex("index-1")).to.equal(true);
  });

  it("is ended by a cancelled deployment, and saved", async () => {
    const names = await started(2);
    const sleep = life.clock.sleep.bind(life.clock);
    life.clock.sleep = (...args) => {
      life.cancel();
      return sleep(...args);
    };
    const error = await thrownBy(newProcess().create(await checked(names)));
    expect(error).to.be.instanceOf(PartialFailure);
    expect(error.message).to.match(/interrupted \(\d of 2 caught up\)\.\n\s*They continue/);
  });

  it("is closed by a refresh that finds one not flowing, and an update waits for all again", async () => {
    const names = await started(2);
    const inputs = await checked(names);
    const { outs = {} } = await newProcess().create(inputs);
    const same = await newProcess().read?.("copied", outs);
    expect(same?.props).to.deep.equal(outs);
    expect(await newProcess().diff?.("copied", outs, inputs)).to.include({ changes: false });
    await call("_pause", "index-1");
    const found = await newProcess().read?.("copied", outs);
    expect(found?.props).to.include({ reached: false });
    expect(await newProcess().diff?.("copied", found?.props ?? {}, inputs)).to.include({
      changes: true,
    });
    await call("_resume", "index-1");
    const again = await newProcess().update?.("copied", found?.props ?? {}, inputs);
    expect(again?.outs).to.include({ reached: true });
  });

  it("stays open while the leader is down, which tells nothing", async () => {
    const { outs = {} } = await newProcess().create(await checked(await started(1)));
    life.pair.leader.goDown();
    expect((await newProcess().read?.("copied", outs))?.props).to.include({ reached: true });
  });

  it("waits again where a replication was started anew", async () => {
    const names = await started(1);
    const first = { replications: [{ index: "index-1", startedAt: "a" }] };
    const { outs = {} } = await newProcess().create(await checked(names, first));
    const news = await checked(names, { replications: [{ index: "index-1", startedAt: "b" }] });
    expect(await newProcess().diff?.("copied", outs, news)).not.to.have.property("changes");
    const asked = statusRequests().length;
    await newProcess().update?.("copied", outs, news);
    expect(statusRequests().length).to.be.above(asked);
  });

  it("asks nobody where only its limits have changed, so that cluster and leader may be down", async () => {
    const names = await started(1);
    const { outs = {} } = await newProcess().create(await checked(names));
    const news = await checked(names, { timeouts: { create: "2h" } });
    life.pair.follower.goDown();
    const updated = await newProcess().update?.("copied", outs, news);
    expect(updated?.outs).to.include({ reached: true, clusterUuid: outs["clusterUuid"] });
    life.pair.follower.comeBack();
  });

  it("deletes nothing, and cannot be looked up", async () => {
    const { outs = {} } = await newProcess().create(await checked(await started(1)));
    const before = life.pair.follower.requests.length;
    await newProcess().delete?.("copied", outs);
    expect(life.pair.follower.requests).to.have.length(before);
    const lookUp = async () => newProcess().read?.("copied", { __provider: "text" });
    expect((await thrownBy(lookUp())).message).to.match(/nothing on the cluster/);
  });

  it("names mistakes in its inputs", async () => {
    const news = { replications: [{ index: "Orders" }, { name: "x" }], waitFor: "acknowledged" };
    const { failures } = (await newProcess().check?.({}, news)) ?? {};
    expect(failures?.map(({ property }) => property)).to.have.members([
      "replications.0.index",
      "replications.1.index",
      "replications.1.name",
      "waitFor",
    ]);
  });
});
