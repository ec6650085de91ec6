// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { REPLICATION_ROLES } from "../../../sandbox/clusters";
import { securedRig, type SecuredRig } from "./secured-pair";

const CALL = "/_plugins/_replication";
const AUTO_FOLLOW = `${CALL}/_autofollow`;

const forbidden = (action: string, user = "repl") =>
  `security_exception: no permissions for [${action}] and ` +
  `User [name=${user}, backend_roles=[], requestedTenant=null]`;

describe("A user with the replication plugin's own roles", () => {
  let pair: SecuredRig;

  beforeEach(async () => {
    pair = await securedRig({ users: { nobody: { password: "x" } } });
  });

  afterEach(() => pair.close());

  it("may do everything in the life of a replication, and ask who the cluster is.", async () => {
    expect((await pair.start("repl")).status).to.equal(200);
    pair.clock.advance(2_000);
    const steps: [string, string, unknown?][] = [
      ["GET", `${CALL}/copy/_status`],
      ["POST", `${CALL}/copy/_pause`, {}],
      ["POST", `${CALL}/copy/_resume`, {}],
      ["PUT", `${CALL}/copy/_update`, { settings: { "index.number_of_replicas": 0 } }],
      ["POST", `${CALL}/copy/_stop`, {}],
      ["GET", "/"],
      [
        "POST",
        AUTO_FOLLOW,
        { leader_alias: "leader", name: "all", pattern: "x-*", use_roles: REPLICATION_ROLES },
      ],
      ["DELETE", AUTO_FOLLOW, { leader_alias: "leader", name: "all" }],
    ];
    for (const [method, path, body] of steps)
      expect((await pair.as("repl", method, path, body)).status, path).to.equal(200);
  });

  const refused: [string, string, string, unknown?][] = [
    ["GET", "/copy/_settings", "indices:monitor/settings/get"],
    ["PUT", "/copy/_settings", "indices:admin/settings/update", {}],
    ["GET", "/copy", "indices:admin/get"],
    ["PUT", "/other", "indices:admin/create"],
    ["DELETE", "/copy", "indices:admin/delete"],
    ["POST", "/copy/_close", "indices:admin/close"],
    ["GET", "/copy/_count", "indices:data/read/search"],
    ["GET", "/copy/_doc/1", "indices:data/read/get"],
    ["PUT", "/copy/_doc/1", "indices:data/write/index", {}],
    ["POST", "/copy/_bulk", "indices:data/write/bulk[s]", '{"index":{}}\n{}\n'],
    ["GET", "/_remote/info", "cluster:monitor/remote/info"],
    ["GET", "/_cluster/state/metadata", "cluster:monitor/state"],
    ["GET", "/_cluster/settings", "cluster:monitor/state"],
    ["GET", "/_cluster/health", "cluster:monitor/health"],
    ["PUT", "/_cluster/settings", "cluster:admin/settings/update", {}],
    ["GET", `${CALL}/leader_stats`, "indices:admin/plugins/replication/index/stats"],
    ["GET", `${CALL}/follower_stats`, "indices:admin/plugins/replication/follower/stats"],
    ["GET", `${CALL}/autofollow_stats`, "indices:admin/plugins/replication/autofollow/stats"],
  ];

  for (const [method, path, action, body] of refused)
    it(`may not ${method} ${path}, which an administrator may.`, async () => {
      const { status, error } = await pair.as("repl", method, path, body);
      expect([status, error]).to.deep.equal([403, forbidden(action)]);
      expect((await pair.as("admin", method, path, body)).status).not.to.equal(403);
    });

  it("is told nothing by a HEAD but the status.", async () => {
    expect((await pair.as("repl", "HEAD", "/copy")).status).to.equal(403);
    expect((await pair.as("admin", "HEAD", "/copy")).status).to.equal(404);
  });

  it("is needed: without a role every call of the plugin is refused by name.", async () => {
    const at = (action: string) => `indices:admin/plugins/replication/index/${action}`;
    expect((await pair.start("nobody")).error).to.equal(forbidden(at("start"), "nobody"));
    for (const [method, call, action] of [
      ["GET", "_status", "status_check"],
      ["POST", "_stop", "stop"],
      ["POST", "_pause", "pause"],
      ["POST", "_resume", "resume"],
      ["PUT", "_update", "update"],
    ] as const) {
      const body = method === "GET" ? undefined : {};
      const { error } = await pair.as("nobody", method, `${CALL}/copy/${call}`, body);
      expect(error).to.equal(forbidden(at(action), "nobody"));
    }
  });

  it("has its mistakes pointed out before its rights are looked at.", async () => {
    const start = await pair.as("nobody", "PUT", `${CALL}/copy/_start`, { leader_index: "orders" });
    expect(start.error).to.contain("Mandatory params [leader_alias]");
    for (const [method, call] of [
      ["POST", "_stop"],
      ["POST", "_pause"],
      ["POST", "_resume"],
    ] as const)
      expect((await pair.as("nobody", method, `${CALL}/copy/${call}`, { x: 1 })).error).to.contain(
        "unknown field [x]",
      );
    const parameter = await pair.as("nobody", "GET", `${CALL}/copy/_status?x=1`);
    expect(parameter.error).to.contain("unrecognized parameter: [x]");
    expect((await pair.as("nobody", "POST", AUTO_FOLLOW, { name: "x" })).status).to.equal(500);
  });
});
