// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { REPLICATION_ROLES } from "../../../sandbox/clusters";
import { securedRig, type SecuredRig } from "./secured-pair";

const VALIDATE = "indices:admin/plugins/replication/index/setup/validate";
const CHANGES = "indices:data/read/plugins/replication/changes";
const FILE_CHUNK = "indices:data/read/plugins/replication/file_chunk";
const REPLAY = "indices:data/write/plugins/replication/changes";
const START = "indices:admin/plugins/replication/index/start";
const LEADER = REPLICATION_ROLES.leader_cluster_role;
const FOLLOWER = REPLICATION_ROLES.follower_cluster_role;

describe("The roles that a replication is to use", () => {
  let pair: SecuredRig;

  beforeEach(async () => {
    pair = await securedRig();
  });

  afterEach(() => pair.close());

  const running = async () => {
    expect((await pair.start("repl")).status).to.equal(200);
    pair.clock.advance(2_000);
    expect((await pair.status()).body["status"]).to.equal("SYNCING");
  };

  it("must be given, also by an administrator, but after the alias was found.", async () => {
    for (const user of ["repl", "admin"])
      expect((await pair.start(user, {})).error).to.equal(
        "security_exception: Follower roles are mandatory for replication",
      );
    expect((await pair.start("repl", {}, "nope")).error).to.contain("no such remote cluster");
  });

  it("must be mapped to the user that names them, which is looked at before the leader index.", async () => {
    expect((await pair.start("admin")).error).to.equal(
      "security_exception: No mapping for User [name=admin, backend_roles=[admin], " +
        `requestedTenant=null] on roles [${FOLLOWER}]`,
    );
    await pair.onLeader("DELETE", "/orders");
    expect((await pair.start("admin")).error).to.contain("No mapping");
    expect((await pair.start("repl")).status).to.equal(404);
  });

  it("are looked at after the user's own rights on the follower.", async () => {
    pair.follower.security.setRole("starter", {
      index_permissions: [{ index_patterns: ["*"], allowed_actions: [START] }],
    });
    pair.follower.security.setUser("starter", { password: "x", roles: ["starter"] });
    pair.leader.security.mapRole("all_access", ["starter"]);
    expect((await pair.start("starter")).error).to.contain(`no permissions for [${VALIDATE}]`);
  });

  it("leave no trace when they are refused.", async () => {
    pair.leader.security.unmapRole(LEADER);
    const { status, error } = await pair.start("repl");
    expect([status, error]).to.deep.equal([
      403,
      `security_exception: no permissions for [${VALIDATE}] and ` +
        "User [name=repl, backend_roles=[], requestedTenant=null]",
    ]);
    expect((await pair.status()).body["status"]).to.equal("REPLICATION NOT IN PROGRESS");
    expect(pair.follower.hasIndex("copy")).to.equal(false);
  });

  it("make a start fail after its acknowledgement where they may not copy files.", async () => {
    pair.leader.security.revoke(LEADER, FILE_CHUNK);
    expect((await pair.start("repl")).status).to.equal(200);
    expect((await pair.status()).body["status"]).to.equal("RUNNING");
    pair.clock.advance(2_000);
    expect((await pair.status()).body).to.include({
      status: "FAILED",
      reason: "shard could not be allocated to any of the nodes",
    });
    const health = await pair.as("admin", "GET", "/_cluster/health/copy");
    expect(health.body["status"]).to.equal("red");
  });

  it("pause a replication when the right to read is taken, until it is back and resumed.", async () => {
    await running();
    pair.leader.addDocuments("orders", 1);
    pair.leader.security.revoke(LEADER, CHANGES);
    pair.clock.advance(5_000);
    expect((await pair.status()).body["status"]).to.equal("SYNCING");
    pair.clock.advance(8_000);
    expect((await pair.status()).body).to.include({
      status: "PAUSED",
      reason:
        "AutoPaused:  + [[copy][0] - org.opensearch.OpenSearchSecurityException - " +
        `"no permissions for [${CHANGES}] and associated roles [${LEADER}]"], `,
    });
    expect(pair.follower.documentCount("copy")).to.equal(10);

    pair.leader.security.setRole(LEADER, {
      index_permissions: [{ index_patterns: ["*"], allowed_actions: [CHANGES] }],
    });
    pair.clock.advance(60_000);
    expect((await pair.status()).body["status"]).to.equal("PAUSED");
    const resumed = await pair.as("repl", "POST", "/_plugins/_replication/copy/_resume", {});
    expect(resumed.status).to.equal(200);
    pair.clock.advance(1_000);
    expect((await pair.status()).body["status"]).to.equal("SYNCING");
    expect(pair.follower.documentCount("copy")).to.equal(11);
  });

  it("pause a replication when the right to write is missed, which takes a write.", async () => {
    await running();
    pair.follower.security.revoke(FOLLOWER, REPLAY);
    pair.clock.advance(60_000);
    expect((await pair.status()).body["status"]).to.equal("SYNCING");
    pair.leader.addDocuments("orders", 1);
    await pair.status();
    pair.clock.advance(13_000);
    const { body } = await pair.status();
    expect(body["status"]).to.equal("PAUSED");
    expect(body["reason"]).to.contain(`[${REPLAY}] and associated roles [${FOLLOWER}]`);
  });

  it("are what counts later, not the user that named them.", async () => {
    await running();
    for (const { security } of [pair.leader, pair.follower]) {
      security.removeUser("repl");
      security.unmapRole(LEADER);
      security.unmapRole(FOLLOWER);
    }
    pair.leader.addDocuments("orders", 1);
    pair.clock.advance(60_000);
    expect((await pair.status()).body["status"]).to.equal("SYNCING");
    expect(pair.follower.documentCount("copy")).to.equal(11);
  });

  it("are asked of an auto-follow rule when it is made, and act in its starts.", async () => {
    const path = "/_plugins/_replication/_autofollow";
    const rule = { leader_alias: "leader", name: "r", pattern: "ord*" };
    expect((await pair.as("repl", "POST", path, rule)).error).to.contain("roles are mandatory");
    const named = { ...rule, use_roles: { ...REPLICATION_ROLES, leader_cluster_role: "nope" } };
    expect((await pair.as("repl", "POST", path, named)).error).to.contain("on roles [nope]");
    const right = { ...rule, use_roles: REPLICATION_ROLES };
    expect((await pair.as("repl", "POST", path, right)).status).to.equal(200);
    pair.follower.security.revoke(FOLLOWER, START);
    pair.clock.advance(1_000);
    const stats = await pair.as("admin", "GET", "/_plugins/_replication/autofollow_stats");
    expect(stats.body).to.include({ num_failed_start_replication: 1 });
    expect(pair.follower.hasIndex("orders")).to.equal(false);
  });
});
