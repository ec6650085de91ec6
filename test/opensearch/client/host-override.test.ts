// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { TLSSocket } from "node:tls";
import { newAuthority } from "../../sandbox/clusters/certificates";
import { json, startServer } from "../../support/loopback-server";
import { clientOf, ping, problemsOf, resolved } from "../../support/resolved";
import { startProxy } from "../../support/tunnel-proxy";
import { thrownBy } from "../../support/thrown-by";

const name = "search.example.com";

describe("hostOverride", () => {
  it("is sent as Host to a plain address, direct or through a proxy", async () => {
    const server = await startServer(() => json(200, { acknowledged: true }));
    const proxy = await startProxy();
    try {
      await clientOf({ url: server.url, hostOverride: `${name}:9200` }).request(ping);
      await clientOf({ url: server.url, hostOverride: name, proxy: proxy.url }).request(ping);
      const hosts = server.arrived.map(({ headers }) => headers.host);
      expect(hosts).to.deep.equal([`${name}:9200`, name]);
    } finally {
      await Promise.all([server.close(), proxy.close()]);
    }
  });

  it("is the name in TLS and in the certificate, direct or through a proxy", async () => {
    const authority = await newAuthority();
    const named = await authority.serverFor(name);
    const seen: (string | false | undefined)[] = [];
    const server = createServer(named, (request, response) => {
      seen.push((request.socket as TLSSocket & { servername?: string | false }).servername);
      seen.push(request.headers.host);
      response.writeHead(200, { "content-type": "application/json" }).end("{}");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const proxy = await startProxy();
    try {
      const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const settings = { url, caCert: authority.ca };
      for (const way of [{}, { proxy: proxy.url }]) {
        await clientOf({ ...settings, ...way, hostOverride: name }).request(ping);
        expect(seen.splice(0)).to.deep.equal([name, name]);
        for (const other of [{}, { hostOverride: "other.example.com" }]) {
          const error = await thrownBy(clientOf({ ...settings, ...way, ...other }).request(ping));
          expect(error.message).to.match(/ERR_TLS_CERT_ALTNAME_INVALID.*hostOverride/s);
        }
      }
    } finally {
      server.close();
      server.closeAllConnections();
      await proxy.close();
    }
  });

  for (const text of [name, `${name}:443`, "localhost", "10.0.0.1", "[::1]:9200"]) {
    it(`may be ${text}`, () =>
      expect(resolved({ url: "https://h", hostOverride: text }).hostOverride).to.equal(text));
  }
  for (const text of ["https://h", "h/x", "u@h", "h:port", "a b", "h?x"]) {
    it(`may not be ${text}`, () =>
      expect(problemsOf({ url: "https://h", hostOverride: text }).join()).to.match(
        /hostOverride must be a host name such as/,
      ));
  }
});
