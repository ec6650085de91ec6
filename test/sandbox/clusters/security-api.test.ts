// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { startPair } from "../../../sandbox/clusters";
import { ask } from "./pair";
import { securedRig, type SecuredRig } from "./secured-pair";

const API = "/_plugins/_security/api";

describe("The security plugin's API", () => {
  let pair: SecuredRig;

  beforeEach(async () => {
    pair = await securedRig();
  });

  afterEach(() => pair.close());

  const put = (path: string, body: object) => pair.as("admin", "PUT", `${API}/${path}`, body);

  const may = async (user: string, path: string) =>
    (await pair.as(user, "GET", path)).status !== 403;

  it("makes users and roles, and gives roles to users.", async () => {
    const user = await put("internalusers/eve", { password: "x", backend_roles: ["watchers"] });
    expect([user.status, user.body]).to.deep.equal([
      201,
      { status: "CREATED", message: "'eve' created." },
    ]);
    expect(await may("eve", "/_cluster/health")).to.equal(false);
    const role = { cluster_permissions: ["cluster:monitor/health"] };
    expect((await put("roles/watcher", role)).status).to.equal(201);
    expect((await put("rolesmapping/watcher", { backend_roles: ["watchers"] })).status).to.equal(
      201,
    );
    expect(await may("eve", "/_cluster/health")).to.equal(true);
  });

  it("replaces what is there, all but a password that is not given.", async () => {
    const role = { cluster_permissions: ["cluster:monitor/*"] };
    await put("internalusers/eve", { password: "x" });
    await put("roles/watcher", role);
    await put("rolesmapping/watcher", { users: ["eve"] });
    const again = await put("internalusers/eve", { backend_roles: [] });
    expect([again.status, again.body["message"]]).to.deep.equal([200, "'eve' updated."]);
    expect(await may("eve", "/_cluster/health")).to.equal(true);
    await put("rolesmapping/watcher", { users: ["repl"] });
    expect(await may("eve", "/_cluster/health")).to.equal(false);
  });

  it("keeps roles of the server's own, but lets anybody be mapped to them.", async () => {
    const name = "cross_cluster_replication_leader_full_access";
    expect((await put(`roles/${name}`, {})).body).to.deep.equal({
      status: "FORBIDDEN",
      message: `Resource '${name}' is reserved.`,
    });
    const removed = await pair.as("admin", "DELETE", `${API}/roles/${name}`);
    expect(removed.status).to.equal(403);
    expect((await put(`rolesmapping/${name}`, { users: ["repl"] })).status).to.equal(201);
  });

  it("removes, and says so where there is nothing to remove.", async () => {
    await put("roles/watcher", {});
    const path = `${API}/roles/watcher`;
    expect((await pair.as("admin", "DELETE", path)).body["message"]).to.equal("'watcher' deleted.");
    const { status, body } = await pair.as("admin", "DELETE", path);
    expect([status, body["message"]]).to.deep.equal([404, "role 'watcher' not found."]);
  });

  it("is for administrators.", async () => {
    const { status, body } = await pair.as("repl", "PUT", `${API}/internalusers/eve`, {});
    expect(status).to.equal(403);
    expect(body["message"]).to.contain("User repl with Security roles");
  });

  it("is not there without the plugin.", async () => {
    const open = await startPair();
    try {
      const { error } = await ask(open.follower.url, "GET", "/_plugins/_security/authinfo");
      expect(error).to.contain("no handler found");
      expect(open.follower.isSecured).to.equal(false);
      expect(() => open.follower.security).to.throw("follower has no security plugin");
    } finally {
      await open.close();
    }
  });
});
