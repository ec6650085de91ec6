// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { PartialFailure } from "../../../provider/doors/dynamic/partial-failure";
import { leaderConnectionHandler } from "../../../provider/resources/leader-connection/handler";
import { ask as send } from "../../support/ask";
import { beginLife, type Life } from "../../support/handler-life";
import { json, startServer } from "../../support/loopback-server";
import { thrownBy } from "../../support/thrown-by";

type Properties = Record<string, unknown>;

describe("the life of a LeaderConnection", () => {
  let life: Life;
  beforeEach(async () => (life = await beginLife()));
  afterEach(() => life.close());

  const ask = async (method: string, path: string, body?: unknown): Promise<Properties> =>
    (await send(life.pair.follower, method, path, body)).body;
  const newProcess = () => life.processOf(leaderConnectionHandler);

  /** Inputs in normal form, as the engine hands them on after a check. */
  async function checked(changes: Properties = {}): Promise<Properties> {
    const seeds = [life.pair.leader.transportAddress];
    const given = { alias: "eu", seeds, __provider: "text", ...changes };
    const { inputs, failures } = (await newProcess().check?.({}, given)) ?? {};
    expect(failures).to.deep.equal([]);
    return inputs as Properties;
  }

  async function created(changes: Properties = {}): Promise<Properties> {
    return (await newProcess().create(await checked(changes))).outs as Properties;
  }

  async function settings(): Promise<Properties> {
    const { persistent } = await ask("GET", "/_cluster/settings?flat_settings=true");
    return persistent as Properties;
  }

  const ownKeys = async (): Promise<Properties> =>
    Object.fromEntries(
      Object.entries(await settings())
        .filter(([key]) => key.startsWith("cluster.remote.eu."))
        .map(([key, value]) => [key.slice("cluster.remote.eu.".length), value]),
    );

  const put = (persistent: Properties, scope = "persistent") =>
    ask("PUT", "/_cluster/settings", { [scope]: persistent });

  /** What was sent to change settings, in order. */
  const changes = (): unknown[] =>
    life.pair.follower.requests
      .filter(({ method, path }) => method === "PUT" && path === "/_cluster/settings")
      .map(({ body }) => JSON.parse(body) as unknown)
      .slice(1);

  const removed = async (outs: Properties) => newProcess().delete?.("eu", outs);

  for (const alias of ["__proto__", "constructor", "toString"]) {
    it(`a connection called ${alias} -> made, read and removed like others`, async () => {
      const keys = new Map<string, unknown>();
      const isConfigured = (): boolean => keys.has(`cluster.remote.${alias}.seeds`);
      const connected: [string, object][] = [[alias, { connected: true, mode: "sniff" }]];
      const server = await startServer(({ method, url, body }) => {
        if (url === "/") return json(200, { cluster_uuid: "u", version: { number: "3.4.0" } });
        if (url === "/_remote/info")
          return json(200, Object.fromEntries(isConfigured() ? connected : []));
        if (url.includes("/state/"))
          return json(200, { cluster_name: "f", metadata: { cluster_uuid: "u" } });
        if (url.includes("autofollow_stats")) return json(200, { autofollow_stats: [] });
        if (method === "GET")
          return json(200, { persistent: Object.fromEntries(keys), transient: {} });
        const { persistent } = JSON.parse(body) as { persistent: Properties };
        for (const [key, value] of Object.entries(persistent)) {
          if (value === null) keys.delete(key);
          else keys.set(key, value);
        }
        return json(200, { acknowledged: true });
      });
      try {
        const handler = life.processOf(leaderConnectionHandler, { url: server.url });
        const outs = (await handler.create(await checked({ alias }))).outs as Properties;
        expect(outs).to.include({ alias, connected: true, mode: "sniff" });
        expect(await handler.read?.(alias, outs)).to.have.property("id", alias);
        await handler.delete?.(alias, outs);
        expect([...keys.keys()]).to.deep.equal([]);
        expect(await handler.read?.(alias, outs)).to.have.property("id", "");
      } finally {
        await server.close();
      }
    });
  }

  it("a cancel while a change whose answer was lost is to be sent again -> recorded, with that failure", async () => {
    const server = await startServer(({ method, url }) => {
      if (url === "/") return json(200, { cluster_uuid: "u", version: { number: "3.4.0" } });
      if (method === "PUT") return "hang up";
      return json(200, url === "/_remote/info" ? {} : { persistent: {}, transient: {} });
    });
    const sleep = life.clock.sleep.bind(life.clock);
    life.clock.sleep = (...args) => {
      life.cancel();
      return sleep(...args);
    };
    try {
      const handler = life.processOf(leaderConnectionHandler, { url: server.url });
      const error = await thrownBy(handler.create(await checked()));
      expect(error).to.be.instanceOf(PartialFailure);
      expect(error.message).to.match(/^Could not configure connection "eu".*ECONNRESET/s);
      expect(server.arrived.filter(({ method }) => method === "PUT")).to.have.length(1);
    } finally {
      await server.close();
    }
  });

  async function replicating(index: string, alias: string): Promise<void> {
    const start = `/_plugins/_replication/${index}/_start`;
    await ask("PUT", start, { leader_alias: alias, leader_index: "orders" });
    life.clock.advance(5_000);
  }

  describe("create", () => {
    it("sets its own keys and ends when the follower is connected", async () => {
      const outs = await created({ skipUnavailable: true, nodeConnections: 2 });
      expect(outs).to.deep.include({
        alias: "eu",
        mode: "sniff",
        connected: true,
        clusterUuid: life.pair.follower.uuid,
      });
      expect(changes()).to.deep.equal([
        {
          persistent: {
            "cluster.remote.eu.seeds": [life.pair.leader.transportAddress],
            "cluster.remote.eu.node_connections": "2",
            "cluster.remote.eu.skip_unavailable": "true",
          },
        },
      ]);
    });

    it("makes a connection in proxy mode", async () => {
      const outs = await created({
        seeds: undefined,
        proxyAddress: life.pair.leader.transportAddress,
        proxySocketConnections: 4,
        serverName: "leader.internal",
        transportPingSchedule: "30s",
        transportCompress: true,
      });
      expect(outs).to.deep.include({ mode: "proxy", connected: true });
      expect(await ownKeys()).to.deep.equal({
        mode: "proxy",
        proxy_address: life.pair.leader.transportAddress,
        proxy_socket_connections: "4",
        server_name: "leader.internal",
        "transport.ping_schedule": "30s",
        "transport.compress": "true",
      });
    });

    it("takes over an alias with the same settings, with a warning and without a request that changes anything", async () => {
      await created();
      await created();
      expect(changes()).to.have.length(1);
      expect(life.warnings).to.deep.equal([
        'Connection "eu" already exists with the same settings and is adopted.',
      ]);
    });

    it("refuses an alias with other settings, naming what differs and the way out", async () => {
      await put({ "cluster.remote.eu.seeds": ["10.0.0.1:9300"] });
      const error = await thrownBy(created());
      expect(error.message).to.equal(
        `Connection "eu" already exists with other settings: seeds differs (GET /_cluster/settings shows it).\n  Set \`adopt: true\` to adopt it and change it in place, change the inputs to match it, or choose another \`alias\`.`,
      );
      expect(error).not.to.be.instanceOf(PartialFailure);
      expect(await ownKeys()).to.deep.equal({ seeds: ["10.0.0.1:9300"] });
    });

    it("takes over an alias with other settings where it may, in one request", async () => {
      await put({
        "cluster.remote.eu.seeds": ["10.0.0.1:9300"],
        "cluster.remote.eu.skip_unavailable": true,
      });
      const before = changes().length;
      await created({ adopt: true });
      expect(changes().slice(before)).to.have.length(1);
      expect(await ownKeys()).to.deep.equal({ seeds: [life.pair.leader.transportAddress] });
      expect(life.warnings.join()).to.match(/already exists with other settings: .*adopted/);
    });

    it("does not take transient settings, which come first, for its own", async () => {
      await put({ "cluster.remote.eu.seeds": ["10.0.0.1:9300"] }, "transient");
      expect((await thrownBy(created())).message).to.match(/seeds is a transient setting/);
      expect(await created({ adopt: true })).to.include({ connected: true });
    });

    it("writes and clears no key of another connection, and no other setting", async () => {
      const others = {
        "cluster.remote.eu-2.seeds": ["10.0.0.1:9300"],
        "cluster.remote.eu-2.skip_unavailable": "true",
        "plugins.replication.follower.metadata_sync_interval": "30s",
      };
      await put(others);
      const before = await settings();
      const outs = await created({ skipUnavailable: true });
      const news = await checked({ nodeConnections: 5 });
      const { outs: updated } = (await newProcess().update?.("eu", outs, news)) ?? {};
      await newProcess().delete?.("eu", updated as Properties);
      expect(await settings()).to.deep.equal(before);
    });

    it("saves a connection that does not come about, with a diagnosis, and an update goes on with it", async () => {
      const inputs = await checked({ seeds: ["10.0.0.1:9200"] });
      const error = (await thrownBy(newProcess().create(inputs))) as PartialFailure;
      expect(error).to.be.instanceOf(PartialFailure);
      expect(error.id).to.equal("eu");
      expect(error.properties).to.include({ alias: "eu", connected: false, __provider: "text" });
      expect(error.message).to.match(
        /^Connection "eu" was not connected within 2 min: .*not connected \(GET \/_remote\/info\)\.\n\s*Candidates: seeds\[0\] looks like a REST port.*publish address/,
      );
      // A connection that was lost is not tried again before something needs it.
      const paths = life.pair.follower.requests.map(({ path }) => path);
      expect(paths).to.include("/_resolve/index/eu%3A%2A");
      const news = await checked();
      const { outs } = (await newProcess().update?.("eu", error.properties, news)) ?? {};
      expect(outs).to.include({ connected: true });
    });

    it("does not wait where only the settings are asked for", async () => {
      const outs = await created({ seeds: ["10.0.0.1:9300"], waitFor: "configured" });
      expect(outs).to.include({ connected: false });
    });

    it("is ended by a cancelled deployment, and saved", async () => {
      const inputs = await checked({ seeds: ["10.0.0.1:9300"] });
      const handler = newProcess();
      const sleep = life.clock.sleep.bind(life.clock);
      life.clock.sleep = (...args) => {
        life.cancel();
        return sleep(...args);
      };
      const error = await thrownBy(handler.create(inputs));
      expect(error).to.be.instanceOf(PartialFailure);
      expect(error.message).to.match(/^Waiting for connection "eu" was interrupted\..* run again/s);
    });
  });

  describe("update", () => {
    it("whose leader is down, and of which nothing changed -> not waited for, with a warning; one that never connected is", async () => {
      const outs = await created();
      life.pair.leader.goDown();
      life.clock.advance(60_000);
      const read = await newProcess().read?.("eu", outs);
      expect(read?.props).to.include({ connected: false });
      const before = life.clock.now();
      const updated = await newProcess().update?.("eu", read?.props ?? {}, await checked());
      expect(updated?.outs).to.include({ connected: false });
      expect(life.clock.now() - before).to.be.below(1_000);
      expect(life.warnings.join()).to.match(
        /Connection "eu" is not connected .* waits for the leader/,
      );
    });

    it("changes keys in place and disturbs no replication over it", async () => {
      const outs = await created();
      await replicating("copy", "eu");
      const news = await checked({ skipUnavailable: true });
      await newProcess().update?.("eu", outs, news);
      expect(changes().at(-1)).to.deep.equal({
        persistent: { "cluster.remote.eu.skip_unavailable": "true" },
      });
      life.clock.advance(60_000);
      const url = "/_plugins/_replication/copy/_status";
      expect(await ask("GET", url)).to.include({ status: "SYNCING" });
    });

    it("changes the mode in one request that takes the other mode's keys away", async () => {
      const outs = await created({ nodeConnections: 5 });
      const before = changes().length;
      const address = life.pair.leader.transportAddress;
      const news = await checked({ seeds: undefined, proxyAddress: address });
      const { outs: proxied } = (await newProcess().update?.("eu", outs, news)) ?? {};
      expect(changes().slice(before)).to.deep.equal([
        {
          persistent: {
            "cluster.remote.eu.mode": "proxy",
            "cluster.remote.eu.seeds": null,
            "cluster.remote.eu.node_connections": null,
            "cluster.remote.eu.proxy_address": address,
          },
        },
      ]);
      expect(proxied).to.include({ mode: "proxy", connected: true });
      await newProcess().update?.("eu", proxied as Properties, await checked());
      expect(await ownKeys()).to.deep.equal({ seeds: [address] });
    });

    it("says nothing to the server where nothing has changed", async () => {
      const outs = await created();
      const before = changes().length;
      await newProcess().update?.("eu", outs, await checked({ waitFor: "configured" }));
      expect(changes()).to.have.length(before);
    });
  });

  describe("read", () => {
    const read = async (outs: Properties) => newProcess().read?.("eu", outs);

    it("changes nothing where nothing has changed, whatever was written as the server's own default", async () => {
      const asGiven = { skipUnavailable: false, transportCompress: false };
      const outs = await created(asGiven);
      const found = await read(outs);
      expect(found?.props).to.deep.equal(outs);
      const news = await checked(asGiven);
      expect(await newProcess().diff?.("eu", found?.props ?? {}, news)).to.include({
        changes: false,
      });
    });

    it("takes seeds in another order, and a default that somebody has written down, for no difference", async () => {
      const { transportAddress } = life.pair.leader;
      const outs = await created({ seeds: [transportAddress, "10.0.0.1:9300"] });
      await put({
        "cluster.remote.eu.seeds": ["10.0.0.1:9300", transportAddress],
        "cluster.remote.eu.skip_unavailable": false,
      });
      expect((await read(outs))?.props).to.deep.equal(outs);
    });

    it("finds every key that somebody has changed, and the next update puts it right", async () => {
      const outs = await created({ nodeConnections: 2 });
      await put({
        "cluster.remote.eu.seeds": ["10.0.0.1:9300"],
        "cluster.remote.eu.node_connections": null,
        "cluster.remote.eu.skip_unavailable": true,
      });
      const found = await read(outs);
      expect(found?.inputs).to.deep.include({ seeds: ["10.0.0.1:9300"], skipUnavailable: true });
      expect(found?.inputs).not.to.have.property("nodeConnections");
      const news = await checked({ nodeConnections: 2 });
      expect(await newProcess().diff?.("eu", found?.props ?? {}, news)).not.to.have.property(
        "changes",
      );
      await newProcess().update?.("eu", found?.props ?? {}, news);
      expect(await ownKeys()).to.deep.equal({
        seeds: [life.pair.leader.transportAddress],
        node_connections: "2",
      });
    });

    it("says that it is gone only when nothing is left of it", async () => {
      const outs = await created();
      await put({ "cluster.remote.eu.seeds": null });
      expect((await read(outs))?.id).to.equal("");
    });

    it("does not take another cluster for the one that lost it", async () => {
      const outs = { ...(await created()), clusterUuid: "another" };
      expect((await thrownBy(read(outs))).message).to.match(
        /^Connection "eu" was created on the cluster with uuid another, but .* is another cluster/,
      );
    });

    it("of a look-up by id fails where there is none", async () => {
      expect((await thrownBy(read({ __provider: "text" }))).message).to.equal(
        'Connection "eu" does not exist, so it cannot be read.',
      );
    });

    it("notices that the leader is down, and the next update waits for it", async () => {
      const outs = await created();
      life.pair.leader.goDown();
      const found = await read(outs);
      expect(found?.props).to.include({ connected: false });
      const diff = await newProcess().diff?.("eu", found?.props ?? {}, await checked());
      expect(diff).to.include({ changes: true });
      life.pair.leader.comeBack();
      const { outs: again } = (await newProcess().update?.("eu", found?.props ?? {}, outs)) ?? {};
      expect(again).to.include({ connected: true });
    });
  });

  describe("delete", () => {
    it("removes the keys that are set, and succeeds when it is gone", async () => {
      const outs = await created({ skipUnavailable: true });
      await newProcess().delete?.("eu", outs);
      expect(changes().at(-1)).to.deep.equal({
        persistent: {
          "cluster.remote.eu.seeds": null,
          "cluster.remote.eu.skip_unavailable": null,
        },
      });
      await newProcess().delete?.("eu", outs);
      expect(await ownKeys()).to.deep.equal({});
    });

    for (const [version, rules] of [
      ["3.4.0", ""],
      ["3.6.0", ' and the auto-follow rules "logs"'],
      ["3.8.0", ' and the auto-follow rules "logs"'],
    ] as const) {
      it(`is refused on ${version} while something uses it, with a list of just that`, async () => {
        life.pair.follower.version = version;
        const outs = await created();
        await replicating("copy", "eu");
        await replicating("other", "leader");
        const path = "/_plugins/_replication/_autofollow";
        for (const [name, alias] of [
          ["logs", "eu"],
          ["metrics", "leader"],
        ] as const) {
          await ask("POST", path, { name, leader_alias: alias, pattern: `${name}-*` });
        }
        const error = await thrownBy(removed(outs));
        expect(error.message).to.include(
          `Connection "eu" is still used by the replications into "copy"${rules}.\n  Without it`,
        );
        expect(error.message).to.match(/\/_stop.*`force: true`/s);
        expect(await ownKeys()).to.have.property("seeds");
      });
    }

    it("warns before 3.6 of rules of which cannot be told whose they are, and is not kept from it", async () => {
      const outs = await created();
      const rule = { name: "metrics", leader_alias: "leader", pattern: "metrics-*" };
      await ask("POST", "/_plugins/_replication/_autofollow", rule);
      await removed(outs);
      expect(await ownKeys()).to.deep.equal({});
      expect(life.warnings.join()).to.match(
        /rules "metrics" use connection "eu" is not known before/,
      );
    });

    it("asks nobody where only the way to deal with it has changed, so that the cluster may be down", async () => {
      const outs = await created();
      const news = await checked({ force: true, adopt: true, timeouts: { delete: "9m" } });
      life.pair.follower.goDown();
      const { outs: updated } = (await newProcess().update?.("eu", outs, news)) ?? {};
      expect(updated).to.include({ force: true, connected: true, mode: "sniff" });
      life.pair.follower.comeBack();
    });

    it("is announced by a change of the alias, with what stays with the old one", async () => {
      const outs = await created();
      await newProcess().diff?.("eu", outs, await checked({ alias: "europe" }));
      expect(life.infos.join()).to.match(
        /"europe" is created, .* of auto-follow rules stay with "eu"/,
      );
    });

    it("tells who uses it while the leader is down", async () => {
      const outs = await created();
      await replicating("copy", "eu");
      await replicating("other", "leader");
      life.pair.leader.goDown();
      const error = await thrownBy(removed(outs));
      expect(error.message).to.include('replications into "copy".\n');
    });

    it("does not take another cluster for the one that has it", async () => {
      const outs = await created();
      const error = await thrownBy(removed({ ...outs, clusterUuid: "another" }));
      expect(error.message).to.match(/was created on the cluster with uuid another/);
      expect(await ownKeys()).to.have.property("seeds");
    });

    it("is done all the same where it is forced, and says what pauses", async () => {
      const outs = await created({ force: true });
      await replicating("copy", "eu");
      await newProcess().delete?.("eu", outs);
      expect(await ownKeys()).to.deep.equal({});
      expect(life.warnings.join()).to.match(
        /still used by the replications into "copy", but is removed/,
      );
    });

    it("is not removed by a replacement under its alias, which changes it in place", async () => {
      const outs = { ...(await created()), __urn: "urn:eu" };
      const process = newProcess();
      const news = { ...(await checked({ skipUnavailable: true })), __urn: "urn:eu" };
      await process.check?.({}, news);
      await process.delete?.("eu", outs);
      expect(await ownKeys()).to.have.property("seeds");
      const { outs: changed } = await process.create(news);
      expect(changed).to.include({ connected: true, skipUnavailable: true });
      expect(await ownKeys()).to.include({ skip_unavailable: "true" });
    });

    it("leaves alone what was taken over in the same deployment, by another name or a replacement", async () => {
      const outs = await created();
      const handler = newProcess();
      const news = { ...(await checked()), __urn: "urn:new" };
      await handler.check?.({}, news);
      await handler.create(news);
      await handler.delete?.("eu", outs);
      expect(await ownKeys()).to.have.property("seeds");
      expect(life.warnings.at(-1)).to.match(/^Connection "eu" was not removed/);
    });
  });
});
