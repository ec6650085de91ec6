// SPDX-License-Identifier: Apache-2.0
import { request } from "node:https";
import { connect as connectSocket } from "node:net";
import { expect } from "chai";
import { connect, startPair, type ClusterPair } from "../../../sandbox/clusters";
import { newAuthority, type Authority, type Pair } from "./certificates";

interface Reply {
  status: number;
  body: Record<string, unknown>;
}

/** A GET over TLS, or the code of the error it ended in. */
const get = (url: string, ca: string, client?: Pair): Promise<Reply | string> =>
  new Promise((resolve) => {
    const sent = request(url, { agent: false, ca, ...client }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => {
        const text = Buffer.concat(chunks).toString();
        const body = text.startsWith("{") ? (JSON.parse(text) as Record<string, unknown>) : {};
        resolve({ status: response.statusCode ?? 0, body });
      });
    });
    sent.on("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    sent.end();
  });

/** Every byte that comes back when plain HTTP is spoken to a port, until it is closed. */
const spokenPlainly = (port: number): Promise<string> =>
  new Promise((resolve) => {
    const socket = connectSocket(port, "127.0.0.1");
    let received = "";
    socket.on("data", (bytes) => (received += bytes.toString("latin1")));
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(received));
    socket.write("GET / HTTP/1.1\r\nhost: localhost\r\n\r\n");
  });

const AUTH_INFO = "/_plugins/_security/authinfo";

describe("Emulated clusters over TLS", () => {
  let authority: Authority;
  let pair: ClusterPair | undefined;

  before(async () => {
    authority = await newAuthority();
  });

  afterEach(() => pair?.close());

  const secured = async () => {
    const adminDns = ["CN=admin,O=test"];
    pair = await startPair({
      tls: { ...authority.server, ca: authority.ca },
      security: { adminDns },
    });
    return pair;
  };

  it("serve HTTPS with their own certificate, with or without the security plugin.", async () => {
    pair = await startPair({ tls: authority.server });
    await connect(pair);
    expect(pair.follower.url).to.match(/^https:/);
    expect(await get(pair.follower.url, authority.ca)).to.have.property("status", 200);
    const stranger = await newAuthority();
    expect(await get(pair.follower.url, stranger.ca)).to.be.a("string");
  });

  it("hang up on plain HTTP without a word.", async () => {
    const { leader, follower } = await secured();
    for (const { url } of [leader, follower])
      expect(await spokenPlainly(Number(new URL(url).port))).to.equal("");
  });

  it("take the common name of a client's certificate for the user.", async () => {
    const { follower } = await secured();
    const client = await authority.client("CN=deployer,O=test");
    const path = `${follower.url}/_cluster/health`;
    expect(await get(path, authority.ca, client)).to.have.property("status", 403);
    follower.security.mapRole("all_access", ["deployer"]);
    expect(await get(path, authority.ca, client)).to.have.property("status", 200);
  });

  it("take a listed subject for an administrator, and another with its name for nobody much.", async () => {
    const { follower } = await secured();
    const path = `${follower.url}/_cluster/health`;
    const admin = await authority.client("CN=admin,O=test");
    expect(await get(path, authority.ca, admin)).to.have.property("status", 200);
    const namesake = await authority.client("CN=admin,O=elsewhere");
    expect(await get(path, authority.ca, namesake)).to.have.property("status", 403);
  });

  it("leave the sign-in to the header where no certificate is shown, or none is asked for.", async () => {
    const { follower } = await secured();
    expect(await get(follower.url, authority.ca)).to.have.property("status", 401);
    const client = await authority.client("CN=deployer,O=test");
    const indifferent = await startPair({ tls: authority.server, security: {} });
    try {
      const answered = await get(indifferent.follower.url, authority.ca, client);
      expect(answered).to.have.property("status", 401);
    } finally {
      await indifferent.close();
    }
  });

  it("turn away a certificate of another authority.", async () => {
    const { follower } = await secured();
    const stranger = await newAuthority();
    const client = await stranger.client("CN=admin,O=test");
    expect(await get(follower.url + AUTH_INFO, authority.ca, client)).to.be.a("string");
  });

  it("name the subject, the narrowest part first.", async () => {
    const { follower } = await secured();
    const client = await authority.client("CN=deployer,O=test,DC=example");
    const answered = await get(follower.url + AUTH_INFO, authority.ca, client);
    expect(answered).to.have.nested.property("body.principal", "CN=deployer,O=test,DC=example");
  });
});
