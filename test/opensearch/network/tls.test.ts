// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generate } from "selfsigned";
import { createClient } from "../../../provider/opensearch/client/client";
import { ConfigurationError } from "../../../provider/opensearch/answers/errors";
import { resolveSettings } from "../../../provider/opensearch/settings/resolve-settings";
import { type Authority, newAuthority } from "../../sandbox/clusters/certificates";
import { json, type LoopbackServer, startServer } from "../../support/loopback-server";
import { thrownBy } from "../../support/thrown-by";

describe("TLS", () => {
  let authority: Authority;
  let server: LoopbackServer;
  before(async () => {
    authority = await newAuthority();
    server = await startServer(() => json(200, { acknowledged: true }), authority.server);
  });
  after(() => server.close());

  async function request(settings: Record<string, string> = {}) {
    const resolved = resolveSettings({ url: server.url, ...settings });
    if (!("settings" in resolved)) throw new Error(resolved.problems.join());
    return createClient(resolved.settings).request({ doing: "x", method: "GET", segments: ["a"] });
  }

  it("refuses a certificate of an unknown authority, and says what to set", async () => {
    const error = await thrownBy(request());
    expect(error.message).to.match(
      /UNABLE_TO_VERIFY_LEAF_SIGNATURE.*; the server's certificate was issued by "[^"]+"\..*set caCert/s,
    );
    const { cert: caCert } = await generate([{ name: "commonName", value: "Another authority" }]);
    expect((await thrownBy(request({ caCert }))).message).to.match(
      /was issued by "[^"]+", and caCert was used, and is of "Another authority"\./,
    );
    expect(error).to.have.property("mayHaveHappened", false);
  });

  it("trusts the authority that caCert gives as text", async () => {
    expect(await request({ caCert: authority.ca })).to.deep.equal({ acknowledged: true });
  });

  it("trusts the authority that caCert gives as a file", async () => {
    const folder = mkdtempSync(join(tmpdir(), "ca-"));
    try {
      const caCert = join(folder, "ca.pem");
      writeFileSync(caCert, authority.ca);
      expect(await request({ caCert })).to.deep.equal({ acknowledged: true });
      writeFileSync(caCert, "no certificate");
      expect((await thrownBy(request({ caCert }))).message).to.match(/contains no PEM certificate/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("names a caCert file that cannot be read", async () => {
    const error = await thrownBy(request({ caCert: "/no/such/ca.pem" }));
    expect(error).to.be.instanceOf(ConfigurationError);
    expect(error.message).to.match(/\/no\/such\/ca\.pem \(ENOENT\)/);
  });

  it("checks nothing with insecure", async () => {
    expect(await request({ insecure: "true" })).to.deep.equal({ acknowledged: true });
  });

  it("refuses a certificate that is made out for another name", async () => {
    const { private: key, cert } = await generate([
      { name: "commonName", value: "other.example.com" },
    ]);
    const other = await startServer(() => json(200, {}), { key, cert });
    try {
      const error = await thrownBy(request({ url: other.url, caCert: cert }));
      expect(error.message).to.match(
        /ERR_TLS_CERT_ALTNAME_INVALID.*use the name that its certificate was issued for/s,
      );
    } finally {
      await other.close();
    }
  });

  it("explains http:// in front of an HTTPS port", async () => {
    const error = await thrownBy(request({ url: `http://127.0.0.1:${server.port}` }));
    expect(error.message).to.match(
      /(ECONNRESET|HPE_INVALID|EPIPE).*(https:\/\/|another protocol)/s,
    );
  });
});
