// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import type { Role } from "../../../sandbox/clusters";
import { securedRig, type SecuredRig } from "./secured-pair";

const DLS_FLS =
  "security_exception: Cross Cluster Replication is not supported when FLS or DLS or " +
  "Fieldmasking is activated";

const STATUS = "/_plugins/_replication/copy/_status";

describe("Roles of the security plugin", () => {
  let pair: SecuredRig;

  beforeEach(async () => {
    pair = await securedRig({
      roles: {
        watcher: {
          cluster_permissions: ["cluster_monitor"],
          index_permissions: [
            { index_patterns: ["app-*"], allowed_actions: ["read", "indices:monitor/*"] },
          ],
        },
      },
      users: { app: { password: "x", roles: ["watcher"] } },
    });
    for (const name of ["app-1", "other", "app"]) pair.follower.addIndex(name, 1);
  });

  afterEach(() => pair.close());

  const may = async (user: string, method: string, path: string, body?: unknown) =>
    (await pair.as(user, method, path, body)).status !== 403;

  it("reach as far as their index patterns and action groups.", async () => {
    expect(await may("app", "GET", "/app-1/_search")).to.equal(true);
    expect(await may("app", "GET", "/app-1/_settings")).to.equal(true);
    expect(await may("app", "GET", "/other/_search")).to.equal(false);
    expect(await may("app", "PUT", "/app-1/_doc/1", {})).to.equal(false);
    expect(await may("app", "GET", "/_cluster/health")).to.equal(true);
    expect(await may("app", "PUT", "/_cluster/settings", {})).to.equal(false);
  });

  it("give everybody the index of their own name.", async () => {
    expect(await may("app", "PUT", "/app/_doc/1", {})).to.equal(true);
    expect(await may("repl", "PUT", "/app/_doc/1", {})).to.equal(false);
  });

  it("count on the cluster where they are mapped.", async () => {
    const authorization = pair.leader.security.authorization("app");
    pair.leader.security.unmapRole("watcher");
    const asked = await fetch(`${pair.leader.url}/_cluster/health`, { headers: { authorization } });
    expect(asked.status).to.equal(403);
    expect(await may("app", "GET", "/_cluster/health")).to.equal(true);
  });

  it("can be changed, revoked and removed while the cluster runs.", async () => {
    const { security } = pair.follower;
    security.revoke("watcher", "cluster_monitor");
    expect(await may("app", "GET", "/_cluster/health")).to.equal(false);
    expect(await may("app", "GET", "/app-1/_search")).to.equal(true);
    security.setRole("watcher", { cluster_permissions: ["cluster:monitor/health"] });
    expect(await may("app", "GET", "/_cluster/health")).to.equal(true);
    security.removeRole("watcher");
    expect(await may("app", "GET", "/_cluster/health")).to.equal(false);
    security.mapRole("all_access", ["app"]);
    expect(await may("app", "GET", "/_cluster/health")).to.equal(true);
    expect(() => security.revoke("nope", "x")).to.throw("there is no role nope");
  });

  type Restriction = Partial<NonNullable<Role["index_permissions"]>[number]>;
  const restrictions: [string, Restriction][] = [
    ["document", { dls: '{"match_all":{}}' }],
    ["field", { fls: ["~secret"] }],
    ["masking", { masked_fields: ["secret"] }],
  ];
  for (const [kind, restriction] of restrictions)
    it(`keep whoever is under ${kind} rules of an index from replicating it.`, async () => {
      const limited = (pattern: string) =>
        pair.follower.security.setRole("limited", {
          index_permissions: [{ index_patterns: [pattern], allowed_actions: [], ...restriction }],
        });
      pair.follower.security.mapRole("limited", ["repl"]);
      limited("copy");
      expect((await pair.start("repl")).error).to.equal(DLS_FLS);
      expect((await pair.as("repl", "GET", STATUS)).error).to.equal(DLS_FLS);
      limited("elsewhere");
      expect((await pair.as("repl", "GET", STATUS)).status).to.equal(200);
      expect((await pair.start("repl")).status).to.equal(200);
    });
});
