// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { rig, type Rig } from "./pair";

const RULES = "/_plugins/_replication/_autofollow";

describe("An emulated release", () => {
  let pair: Rig;

  const posing = async (version: string): Promise<void> => {
    pair = await rig({ version });
    pair.leader.addIndex("orders", 10);
  };

  afterEach(() => pair.close());

  it("of 2.19 wants a body for a pause.", async () => {
    await posing("2.19.1");
    await pair.running("copy", "orders");
    const path = "/_plugins/_replication/copy/_pause";
    const bare = await pair.on(pair.follower.url, "POST", path);
    expect(bare.error).to.equal("parse_exception: request body or source parameter is required");
    expect((await pair.post("copy", "_pause")).status).to.equal(200);
  });

  it("of 3.8 makes a follower anew whose lease is gone, if forced.", async () => {
    await posing("3.8.0");
    await pair.running("copy", "orders");
    await pair.post("copy", "_pause");
    pair.clock.advance(13 * 3_600_000);
    expect((await pair.post("copy", "_resume")).error).to.contain("Use force_resume=true");
    expect((await pair.post("copy", "_resume", { force_resume: true })).status).to.equal(200);
    pair.clock.advance(2_000);
    expect((await pair.status("copy")).body["status"]).to.equal("SYNCING");
    expect(pair.follower.documentCount("copy")).to.equal(10);
  });

  it("of any release holds a lease for a follower, for as long as the leader index says.", async () => {
    await posing("2.19.6");
    await pair.running("copy", "orders");
    const { url } = pair.leader;
    const leases = async (): Promise<string> =>
      JSON.stringify((await pair.on(url, "GET", "/orders/_stats?level=shards")).body);
    expect(await leases()).to.contain(`replication:follower:${pair.follower.uuid}:[copy][0]`);
    await pair.post("copy", "_pause");
    const period = { "index.soft_deletes.retention_lease.period": "1m" };
    await pair.on(url, "PUT", "/orders/_settings", period);
    pair.clock.advance(59_000);
    expect(await leases()).to.contain("[copy][0]");
    pair.clock.advance(2_000);
    expect(await leases()).not.to.contain("[copy][0]");
    expect((await pair.post("copy", "_resume")).status).to.equal(404);
  });

  it("of 3.9 ends a rule that is not there -> 200, and earlier ones -> 500.", async () => {
    await posing("3.9.0");
    const end = () =>
      pair.on(pair.follower.url, "DELETE", RULES, { leader_alias: "leader", name: "rule" });
    expect(await end()).to.deep.include({ status: 200, body: { acknowledged: true } });
    pair.follower.version = "3.8.0";
    expect((await end()).error).to.equal(
      "exception: Autofollow replication rule leader:rule does not exist",
    );
  });

  it("of 3.9 stops what has the plugin's block though nothing is known of it -> 200, and without -> 400.", async () => {
    await posing("3.9.0");
    pair.follower.stopRacesWithStart("copy");
    await pair.start("copy", "orders");
    await pair.post("copy", "_stop");
    expect((await pair.on(pair.follower.url, "DELETE", "/copy")).status).to.equal(403);
    expect((await pair.post("copy", "_stop")).status).to.equal(200);
    expect((await pair.on(pair.follower.url, "PUT", "/copy/_doc/x", {})).status).to.equal(201);
    expect((await pair.post("copy", "_stop")).status).to.equal(400);
  });

  it("of 3.8 names auto-followed indexes by a pattern that holds the placeholder.", async () => {
    await posing("3.8.0");
    const rule = { leader_alias: "leader", name: "rule", pattern: "ord*" };
    const create = (name: string) =>
      pair.on(pair.follower.url, "POST", RULES, { ...rule, follower_index_pattern: name });
    expect((await create("copy")).error).to.contain(
      "must contain the {{leader_index}} placeholder",
    );
    expect((await create("{{leader_index}}-copy")).status).to.equal(200);
    pair.clock.advance(5_000);
    expect(pair.follower.documentCount("orders-copy")).to.equal(10);
  });

  it("of 3.4 copies the write flag of an alias, and later ones turn it off.", async () => {
    for (const [version, kept] of [
      ["3.4.0", true],
      ["3.5.0", false],
    ] as const) {
      if (version !== "3.4.0") await pair.close();
      await posing(version);
      const actions = [{ add: { index: "orders", alias: "all", is_write_index: true } }];
      await pair.on(pair.leader.url, "POST", "/_aliases", { actions });
      await pair.running("copy", "orders");
      const { body } = await pair.on(pair.follower.url, "GET", "/copy/_alias");
      expect(body["copy"]).to.deep.equal({ aliases: { all: { is_write_index: kept } } });
      await pair.post("copy", "_stop");
      const { status, error } = await pair.on(pair.follower.url, "PUT", "/all/_doc/x", {});
      expect(status).to.equal(kept ? 201 : 400);
      expect(error).to.contain(kept ? "" : "no write index is defined for alias [all]");
    }
  });

  it("of 3.8 has bulk calls, and earlier ones know no such path.", async () => {
    await posing("3.8.0");
    pair.leader.addIndex("others", 3);
    const path = (action: string) => `/_plugins/_replication/_bulk_${action}`;
    const bulk = (action: string, body: object) =>
      pair.on(pair.follower.url, "POST", path(action), { pattern: "*r*", ...body });
    const filters = { exclude_index: ["others"] };
    expect((await bulk("start", { leader_alias: "leader", filters })).status).to.equal(200);
    pair.clock.advance(2_000);
    const { body } = await pair.on(pair.follower.url, "GET", `${path("status")}?pattern=*`);
    expect(Object.keys(body["indices"] ?? {})).to.deep.equal(["orders"]);
    expect(pair.follower.documentCount("orders")).to.equal(10);
    pair.follower.version = "3.4.0";
    expect((await bulk("pause", {})).error).to.contain("no handler found for uri");
  });

  it("of 3.6 names the connection of a rule in the statistics.", async () => {
    await posing("3.6.0");
    await pair.on(pair.follower.url, "POST", RULES, {
      leader_alias: "leader",
      name: "rule",
      pattern: "x*",
    });
    const path = "/_plugins/_replication/autofollow_stats";
    const { body } = await pair.on(pair.follower.url, "GET", path);
    expect(JSON.stringify(body)).to.contain('"leader_alias":"leader"');
  });
});
