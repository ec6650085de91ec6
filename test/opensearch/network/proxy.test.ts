// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { type AddressInfo, createServer } from "node:net";
import { inspect } from "node:util";
import { getProxyForUrl } from "proxy-from-env";
import { isTransient } from "../../../provider/opensearch/client/retry";
import { startPair } from "../../../sandbox/clusters";
import { type Authority, newAuthority } from "../../sandbox/clusters/certificates";
import { changeEnvironment } from "../../support/change-environment";
import { json, type LoopbackServer, startServer } from "../../support/loopback-server";
import { clientOf, ping } from "../../support/resolved";
import { thrownBy } from "../../support/thrown-by";
import { startProxy, type TunnelProxy } from "../../support/tunnel-proxy";

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
          /HTTP 407.*Put the user name and password in the proxy's URL/s,
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
        expect((await thrownBy(untrusting.request(ping))).message).to.match(
          /This is the proxy's own certificate: set caCert/,
        );
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
          new RegExp(`the proxy answered HTTP ${status} instead.*check the proxy's rules`, "s"),
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
        expect((await thrownBy(clientOf(settings).request(ping))).message).to.match(
          /ETIMEDOUT: the proxy cannot be used: no answer within requestTimeout \(50 ms\)\.\nThe proxy did not answer/,
        );
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
        /through the proxy http:\/\/127\.0\.0\.1:\d+\):\nthe proxy cannot be used: connect ECONNREFUSED .*Check the proxy's URL/s,
      );
      expect(error).to.have.property("mayHaveHappened", false);
    }
  });

  it("of the environment is used where none is set, unless NO_PROXY names the host", async () => {
    const named = { HTTP_PROXY: proxy.url, HTTPS_PROXY: proxy.url, NO_PROXY: "elsewhere" };
    const restore = changeEnvironment({ ...lowerCase, ...named });
    try {
      const context = { proxyOf: getProxyForUrl };
      await clientOf({ url: plain.url }, context).request(ping);
      await clientOf({ url: secure.url, caCert: authority.ca }, context).request(ping);
      expect(proxy.asked).to.have.length(2);
      process.env["NO_PROXY"] = "localhost,127.0.0.1";
      await clientOf({ url: plain.url }, context).request(ping);
      expect(proxy.asked).to.have.length(2);
    } finally {
      restore();
    }
  });

  it("is signed in to with a password without a user, and with a user without a password", async () => {
    for (const [userinfo, pair] of [
      [":s3cret", ":s3cret"],
      ["t0ken@", "t0ken:"],
      ["t0ken:", "t0ken:"],
    ] as const) {
      const asked = await startProxy();
      try {
        const at = `http://${userinfo.replace("@", "")}@${asked.host}`;
        await clientOf({ url: plain.url, proxy: at }).request(ping);
        await clientOf({ url: secure.url, proxy: at, caCert: authority.ca }).request(ping);
        expect(asked.signIns).to.deep.equal(
          Array(2).fill(`Basic ${Buffer.from(pair).toString("base64")}`),
        );
      } finally {
        await asked.close();
      }
    }
  });

  it("may be named by an IPv6 address", async () => {
    const six = await startProxy({ host: "::1" }).catch(() => undefined);
    if (six === undefined) {
      // A machine without IPv6 has no way to the address, but understands it.
      const settings = { url: plain.url, proxy: "http://[::1]:3128" };
      const error = await thrownBy(clientOf(settings).request(ping));
      expect(error.message).to.match(/the proxy cannot be used: .*::1/);
      expect(error.message).not.to.include("ENOTFOUND");
      return;
    }
    try {
      for (const { url } of [plain, secure]) {
        const client = clientOf({ url, proxy: `http://[::1]:${six.port}`, caCert: authority.ca });
        expect(await client.request(ping)).to.deep.equal({ acknowledged: true });
      }
      expect(six.asked).to.have.length(2);
    } finally {
      await six.close();
    }
  });

  it("that speaks no TLS, though its URL says https://, is told from the cluster", async () => {
    for (const { url } of [plain, secure]) {
      const wrong = proxy.url.replace("http:", "https:");
      const error = await thrownBy(clientOf({ url, proxy: wrong, insecure: "true" }).request(ping));
      expect(error.message).to.match(
        /ERR_SSL_\w+: the proxy cannot be used: TLS failed: [a-z ]+\.\nThe proxy's URL says https:\/\//,
      );
      expect(error).to.have.property("mayHaveHappened", false);
    }
  });

  it("is shown neither the client certificate nor the cluster's own name, and is itself checked with insecure", async () => {
    const { cert: clientCert, key: clientKey } = await authority.client("CN=admin,O=test");
    const safe = await startProxy({ tls: authority.server });
    try {
      const settings = { url: secure.url, proxy: safe.url, clientCert, clientKey };
      const careless = clientOf({ ...settings, insecure: "true" });
      const error = await thrownBy(careless.request(ping));
      expect(error.message).to.match(
        /the proxy cannot be used: .*This is the proxy's own certificate/s,
      );
      const client = clientOf({ ...settings, caCert: authority.ca, hostOverride: "localhost" });
      expect(await client.request(ping)).to.deep.equal({ acknowledged: true });
      expect(safe.shown).to.deep.equal([{ certificate: undefined, name: false }]);
    } finally {
      await safe.close();
    }
  });

  it("that opens a tunnel and hangs up, or speaks no HTTP, is told from the cluster", async () => {
    for (const said of ["", "220 smtp.example.com ESMTP\r\n\r\n"]) {
      const odd = createServer((socket) => socket.on("error", () => {}).end(said));
      await new Promise<void>((resolve) => odd.listen(0, "127.0.0.1", resolve));
      try {
        const at = `http://127.0.0.1:${(odd.address() as AddressInfo).port}`;
        for (const { url } of [plain, secure]) {
          const error = await thrownBy(
            clientOf({ url, proxy: at, insecure: "true" }).request(ping),
          );
          const isTunnelled = url === secure.url;
          if (isTunnelled) expect(error).to.have.property("mayHaveHappened", false);
          if (isTunnelled && said === "") expect(isTransient(error)).to.equal(true);
          expect(error.message).to.match(
            /the proxy cannot be used: .*(check the proxy's|Check the proxy's)|instead of opening a tunnel/s,
          );
        }
      } finally {
        odd.close();
      }
    }
  });

  it("keeps no connection open to a request that was given up", async () => {
    const silent = await startProxy({ refuse: "never" });
    try {
      const settings = { url: secure.url, proxy: silent.url, insecure: "true" };
      await thrownBy(clientOf({ ...settings, requestTimeout: "50ms" }).request(ping));
      await silent.emptied();
    } finally {
      await silent.close();
    }
  });
});

const lowerCase = Object.fromEntries(
  ["http_proxy", "https_proxy", "all_proxy", "no_proxy", "ALL_PROXY"].map((name) => [
    name,
    undefined,
  ]),
);
