// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { inspect } from "node:util";
import { isTransient } from "../../provider/opensearch/transient";
import { startPair } from "../../sandbox/clusters";
import { type Authority, newAuthority } from "../sandbox/clusters/certificates";
import { json, type LoopbackServer, startServer } from "../support/loopback-server";
import { clientOf, ping } from "../support/resolved";
import { thrownBy } from "../support/thrown-by";
import { startProxy, type TunnelProxy } from "../support/tunnel-proxy";

describe("a proxy", () => {
  let authority: Authority;
  let plain: LoopbackServer;
  let secure: LoopbackServer;
  let proxy: TunnelProxy;
  before(async () => (authority = await newAuthority()));
  beforeEach(async () => {
    plain = await startServer(() => json(200, { acknowledged: true }));
    secure = await startServer(() => json(200, { acknowledged: true }), authority.server);
    proxy = await startProxy();
  });
  afterEach(() => Promise.all([plain, secure, proxy].map((one) => one.close())));

  it("passes on requests to a plain HTTP address", async () => {
    const client = clientOf({ url: plain.url, proxy: proxy.url, username: "u", password: "p" });
    await client.request({ ...ping, segments: ["a%b"] });
    expect(proxy.asked).to.deep.equal([`${plain.url}/a%25b`]);
    expect(plain.arrived[0]?.url).to.equal("/a%25b");
    expect(plain.arrived[0]?.headers.host).to.equal(new URL(plain.url).host);
    expect(plain.arrived[0]?.headers.authorization).to.match(/^Basic /);
  });

  it("gives a tunnel to an HTTPS address, whose certificate is checked through it", async () => {
    const trusting = clientOf({ url: secure.url, proxy: proxy.url, caCert: authority.ca });
    expect(await trusting.request(ping)).to.deep.equal({ acknowledged: true });
    expect(proxy.asked).to.deep.equal([new URL(secure.url).host]);
    const untrusting = clientOf({ url: secure.url, proxy: proxy.url });
    expect((await thrownBy(untrusting.request(ping))).message).to.match(/set caCert/);
    const careless = clientOf({ url: secure.url, proxy: proxy.url, insecure: "true" });
    expect(await careless.request(ping)).to.deep.equal({ acknowledged: true });
  });

  it("lets the client certificate through its tunnel", async () => {
    const pair = await startPair({
      tls: { ...authority.server, ca: authority.ca },
      security: { adminDns: ["CN=admin,O=test"] },
    });
    try {
      const { cert: clientCert, key: clientKey } = await authority.client("CN=admin,O=test");
      const client = clientOf({
        ...{ url: pair.follower.url, proxy: proxy.url, caCert: authority.ca },
        ...{ clientCert, clientKey },
      });
      const info = await client.request({
        ...ping,
        segments: ["_plugins", "_security", "authinfo"],
      });
      expect(info["principal"]).to.equal("CN=admin,O=test");
      expect(proxy.asked).to.have.length(1);
    } finally {
      await pair.close();
    }
  });

  it("is signed in to with the userinfo of its URL, which the cluster never sees", async () => {
    const strict = await startProxy({ password: "p@ss w" });
    try {
      const url = `http://ann:${encodeURIComponent("p@ss w")}@${strict.host}`;
      await clientOf({ url: plain.url, proxy: url }).request(ping);
      await clientOf({ url: secure.url, proxy: url, caCert: authority.ca }).request(ping);
      expect(strict.signIns).to.deep.equal(
        Array(2).fill(`Basic ${Buffer.from("ann:p@ss w").toString("base64")}`),
      );
      for (const { headers } of [...plain.arrived, ...secure.arrived]) {
        expect(headers).not.to.have.property("proxy-authorization");
      }
    } finally {
      await strict.close();
    }
  });

  it("that refuses the sign-in is named, without its userinfo, and with what to try", async () => {
    const strict = await startProxy({ password: "right" });
    try {
      for (const url of [plain.url, secure.url]) {
        const client = clientOf({
          url,
          proxy: `http://ann:wr0ng@${strict.host}`,
          insecure: "true",
        });
        const error = await thrownBy(client.request(ping));
        expect(error.message).to.include(`through the proxy http://${strict.host}`);
        expect(error.message).to.match(
          /HTTP 407.*Put the user name and password in the proxy's URL/,
        );
        expect(inspect(error, { depth: 20 })).not.to.match(/wr0ng|ann:/);
      }
    } finally {
      await strict.close();
    }
  });

  it("keeps its tunnel open for further requests", async () => {
    const client = clientOf({ url: secure.url, proxy: proxy.url, caCert: authority.ca });
    for (let time = 0; time < 3; time++) await client.request(ping);
    expect(proxy.asked).to.have.length(1);
    expect(secure.arrived).to.have.length(3);
  });

  it("passes on that the cluster hung up", async () => {
    const rude = await startServer(() => "hang up", authority.server);
    try {
      const client = clientOf({ url: rude.url, proxy: proxy.url, caCert: authority.ca });
      const error = await thrownBy(client.request({ ...ping, method: "PUT", body: {} }));
      expect(error).to.include({ type: "ECONNRESET", mayHaveHappened: true });
    } finally {
      await rude.close();
    }
  });

  it("may itself be reached over HTTPS, under the same authority", async () => {
    const safe = await startProxy({ tls: authority.server });
    try {
      for (const { url } of [plain, secure]) {
        const client = clientOf({ url, proxy: safe.url, caCert: authority.ca });
        expect(await client.request(ping)).to.deep.equal({ acknowledged: true });
        const untrusting = clientOf({ url, proxy: safe.url });
        expect((await thrownBy(untrusting.request(ping))).message).to.match(/set caCert/);
      }
      expect(safe.asked).to.have.length(2);
    } finally {
      await safe.close();
    }
  });

  for (const [status, type, isPassing] of [
    [403, "PROXY_REFUSED", false],
    [502, "PROXY_UNAVAILABLE", true],
    [503, "PROXY_UNAVAILABLE", true],
  ] as const) {
    it(`that answers ${status} opens no tunnel, so that nothing can have happened`, async () => {
      const strict = await startProxy({ refuse: status });
      try {
        const client = clientOf({ url: secure.url, proxy: strict.url, insecure: "true" });
        const error = await thrownBy(client.request({ ...ping, method: "PUT", body: {} }));
        expect(error).to.include({ type, status: undefined, mayHaveHappened: false });
        expect(error.message).to.match(
          new RegExp(`the proxy answered HTTP ${status} instead.*check the proxy's rules`),
        );
        expect(isTransient(error)).to.equal(isPassing);
        expect(secure.arrived).to.deep.equal([]);
      } finally {
        await strict.close();
      }
    });
  }

  it("that does not answer is given up after requestTimeout", async () => {
    const silent = await startProxy({ refuse: "never" });
    try {
      for (const { url } of [plain, secure]) {
        const settings = { url, proxy: silent.url, insecure: "true", requestTimeout: "50ms" };
        expect((await thrownBy(clientOf(settings).request(ping))).message).to.match(/ETIMEDOUT/);
      }
    } finally {
      await silent.close();
    }
  });

  it("where nobody listens is named", async () => {
    await proxy.close();
    for (const url of [plain.url, secure.url]) {
      const error = await thrownBy(
        clientOf({ url, proxy: proxy.url, insecure: "true" }).request(ping),
      );
      expect(error.message).to.match(
        /through the proxy http:\/\/127\.0\.0\.1:\d+\): connect ECONNREFUSED/,
      );
      expect(error).to.have.property("mayHaveHappened", false);
    }
  });

  it("of the environment is used where none is set, unless NO_PROXY names the host", async () => {
    const environment = { HTTP_PROXY: proxy.url, HTTPS_PROXY: proxy.url };
    await clientOf({ url: plain.url }, { environment }).request(ping);
    await clientOf({ url: secure.url, caCert: authority.ca }, { environment }).request(ping);
    expect(proxy.asked).to.have.length(2);
    const excepted = { ...environment, NO_PROXY: "localhost,127.0.0.1" };
    await clientOf({ url: plain.url }, { environment: excepted }).request(ping);
    expect(proxy.asked).to.have.length(2);
  });
});
