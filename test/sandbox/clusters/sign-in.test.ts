// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { ask } from "./pair";
import { securedRig, type SecuredRig } from "./secured-pair";

const AUTH_INFO = "/_plugins/_security/authinfo";

describe("Signing in to a cluster with the security plugin", () => {
  let pair: SecuredRig;

  beforeEach(async () => {
    pair = await securedRig({
      adminPassword: "s3cret",
      users: { robot: { tokens: ["t0ken"], backendRoles: ["readall"] } },
    });
  });

  afterEach(() => pair.close());

  const whoIs = async (authorization: string) => {
    const { status, body } = await ask(
      pair.follower.url,
      "GET",
      AUTH_INFO,
      undefined,
      authorization,
    );
    return status === 200 ? body["user_name"] : status;
  };

  const basic = (text: string) => `Basic ${Buffer.from(text).toString("base64")}`;

  it("is asked of everybody, in plain text and with a header that says how.", async () => {
    for (const { url } of [pair.leader, pair.follower]) {
      const response = await fetch(url);
      expect(response.status).to.equal(401);
      expect(response.headers.get("www-authenticate")).to.equal(
        'Basic realm="OpenSearch Security"',
      );
      expect(response.headers.get("content-type")).to.contain("text/plain");
      expect(await response.text()).to.equal("Unauthorized");
    }
  });

  it("takes a user's own password and no other.", async () => {
    expect(await whoIs(basic("admin:s3cret"))).to.equal("admin");
    expect(await whoIs(basic("repl:secret"))).to.equal("repl");
    for (const wrong of ["admin:secret", "repl:", "repl", "ghost:secret", "robot:", ":", ""])
      expect(await whoIs(basic(wrong)), wrong).to.equal(401);
  });

  it("takes a password with a colon in it.", async () => {
    pair.follower.security.setUser("colon", { password: "a:b" });
    expect(await whoIs(basic("colon:a:b"))).to.equal("colon");
  });

  it("takes a token as a bearer's and as an API key.", async () => {
    expect(await whoIs("Bearer t0ken")).to.equal("robot");
    expect(await whoIs("ApiKey t0ken")).to.equal("robot");
    for (const wrong of ["Bearer other", "Bearer", "Basic t0ken", "t0ken", "Digest t0ken"])
      expect(await whoIs(wrong), wrong).to.equal(401);
  });

  it("tells who signed in and what is mapped to them.", async () => {
    const { body } = await ask(pair.follower.url, "GET", AUTH_INFO, undefined, "Bearer t0ken");
    expect(body).to.deep.include({
      user: "User [name=robot, backend_roles=[readall], requestedTenant=null]",
      backend_roles: ["readall"],
      roles: ["own_index", "readall"],
      principal: null,
      peer_certificates: "0",
    });
  });

  it("ends with the user.", async () => {
    const authorization = pair.follower.security.authorization("repl");
    pair.follower.security.removeUser("repl");
    expect(await whoIs(authorization)).to.equal(401);
    expect(() => pair.follower.security.authorization("repl")).to.throw("no user with a password");
  });

  it("comes before everything that a request says.", async () => {
    const path = "/_plugins/_replication/copy/_start?nonsense";
    expect((await ask(pair.follower.url, "PUT", path, "{")).status).to.equal(401);
  });
});
