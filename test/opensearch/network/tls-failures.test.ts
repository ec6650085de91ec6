// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { once } from "node:events";
import { createServer as createPlainServer } from "node:http";
import { createServer as createTlsServer, type ServerOptions } from "node:https";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { generate } from "selfsigned";
import type { OpenSearchError } from "../../../provider/opensearch/answers/errors";
import { readTlsError } from "../../../provider/opensearch/network/tls-error";
import type { RawSettings } from "../../../provider/opensearch/settings/table";
import { type Authority, newAuthority, type Pair } from "../../sandbox/clusters/certificates";
import { clientOf, ping } from "../../support/resolved";
import { thrownBy } from "../../support/thrown-by";

/** Words of OpenSSL's own that help nobody. */
const internals = /error:[0-9A-F]{8}|SSL routines|ssl3_|\.c:\d+|\bdeps\/|SSL alert number/;

describe("TLS that comes to nothing", () => {
  let authority: Authority;
  let other: Authority;
  let shown: Pair;
  let foreign: Pair;
  let server: Server;
  before(async () => {
    authority = await newAuthority();
    other = await newAuthority();
    shown = await authority.client("CN=known,O=test");
    foreign = await other.client("CN=foreign,O=test");
  });
  afterEach(() => {
    server.close();
    if ("closeAllConnections" in server) (server.closeAllConnections as () => void)();
  });

  async function called(at: Server, settings: RawSettings, scheme = "https"): Promise<unknown> {
    server = at
      .on("tlsClientError", () => {})
      .on("clientError", (_, socket: Socket) => void socket.destroy());
    await once(server.listen(0, "127.0.0.1"), "listening");
    const url = `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const client = clientOf({ url, caCert: authority.ca, ...settings });
    return client.request({ ...ping, method: "PUT" });
  }
  /** What a call to this server fails with. */
  async function said(at: Server, settings: RawSettings = {}, scheme?: string) {
    const error = (await thrownBy(called(at, settings, scheme))) as OpenSearchError;
    expect(`${error.message} ${String(error.cause)}`).not.to.match(internals);
    return error;
  }
  const secure = (options: ServerOptions = {}): Server =>
    createTlsServer({ ...authority.server, ...options }, (_, answer) => answer.end("{}"));
  const demanding = (options: ServerOptions): Server =>
    secure({ ca: authority.ca, requestCert: true, rejectUnauthorized: true, ...options });
  const raw = (greet: (socket: Socket) => void): Server =>
    createServer((socket) => greet(socket.on("error", () => {})));

  it("since the server demands a client certificate under TLS 1.3", async () => {
    const { message, mayHaveHappened } = await said(demanding({ minVersion: "TLSv1.3" }));
    expect(message).to.match(
      /ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: the other side broke off TLS with the alert "certificate required"\.\nThe server requires a client certificate, or rejected the one it got: set clientCert/,
    );
    expect(mayHaveHappened).to.equal(false);
  });

  it("since the server demands a client certificate under TLS 1.2", async () => {
    const { message, mayHaveHappened } = await said(demanding({ maxVersion: "TLSv1.2" }));
    expect(message).to.match(
      /ALERT_HANDSHAKE_FAILURE: .*\nEither the server requires a client certificate \(set clientCert/,
    );
    expect(message).not.to.include("http://");
    expect(mayHaveHappened).to.equal(false);
  });

  for (const version of ["TLSv1.2", "TLSv1.3"] as const) {
    it(`since the server hangs up on a client certificate of a stranger under ${version}`, async () => {
      const { message } = await said(demanding({ minVersion: version, maxVersion: version }), {
        clientCert: foreign.cert,
        clientKey: foreign.key,
      });
      expect(message).to.match(/ECONNRESET.*server that requires a client certificate/s);
    });

    it(`is no matter where the client certificate is known under ${version}`, async () => {
      const settings = { clientCert: shown.cert, clientKey: shown.key };
      const answer = called(demanding({ minVersion: version, maxVersion: version }), settings);
      expect(await answer).to.deep.equal({});
    });
  }

  it("since the server knows old versions only", async () => {
    const old = secure({ minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "ALL@SECLEVEL=0" });
    const { message, mayHaveHappened } = await said(old);
    expect(message).to.match(
      /ERR_SSL_\w*(PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL): .*no TLS version in common.*Enable TLS 1\.2/s,
    );
    expect(mayHaveHappened).to.equal(false);
  });

  it("since the port speaks HTTP, or something else", async () => {
    const speaking = [
      raw((socket) => socket.write("220 mail.example.com ESMTP\r\n")),
      raw((socket) => socket.once("data", () => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"))),
    ];
    for (const one of speaking) {
      const { message, mayHaveHappened } = await said(one);
      expect(message).to.match(
        /ERR_SSL_\w+: TLS failed: [a-z ]+\.\nThe url says https:\/\/, but the port does not serve TLS: check the port/,
      );
      expect(mayHaveHappened).to.equal(false);
      server.close();
    }
    const web = createPlainServer((_, answer) => answer.end("{}"));
    expect((await said(web)).message).to.match(/before secure TLS connection|does not serve TLS/);
  });

  it("since the url says http://", async () => {
    expect((await said(secure(), {}, "http")).message).to.match(/(ECONNRESET|HPE_).*https:\/\//s);
    server.close();
    const alert = raw((socket) => socket.end(Buffer.from([21, 3, 3, 0, 2, 2, 70])));
    expect((await said(alert, {}, "http")).message).to.match(
      /HPE_INVALID_CONSTANT|Parse Error.*The port does not answer in HTTP.*https:\/\//,
    );
  });

  for (const [what, hangUp] of [
    ["closes at once", (socket: Socket) => socket.destroy()],
    ["ends at once", (socket: Socket) => socket.end()],
  ] as const) {
    it(`since the server ${what}, so that nothing was sent`, async () => {
      const { message, mayHaveHappened } = await said(raw(hangUp));
      expect(message).to.match(/before secure TLS connection.*Something closed the connection/s);
      expect(mayHaveHappened).to.equal(false);
    });
  }

  const refused =
    /The server requires a client certificate, or rejected the one it got: set clientCert/;
  const broken = /TLS failed between here and the server/;
  for (const [number, name, advice, isBefore] of [
    [10, "unexpected message", broken, false],
    [20, "bad record mac", broken, false],
    [22, "record overflow", broken, false],
    [40, "handshake failure", /Either the server requires a client certificate/, true],
    [42, "bad certificate", refused, true],
    [43, "unsupported certificate", refused, true],
    [44, "certificate revoked", refused, true],
    [45, "certificate expired", refused, true],
    [46, "certificate unknown", refused, true],
    [47, "illegal parameter", broken, false],
    [48, "unknown ca", refused, true],
    [49, "access denied", refused, true],
    [50, "decode error", broken, false],
    [51, "decrypt error", refused, true],
    [70, "protocol version", /no TLS version in common/, true],
    [71, "insufficient security", /offers no cipher/, true],
    [80, "internal error", broken, false],
    [86, "inappropriate fallback", /no TLS version in common/, true],
    [90, "user cancelled", broken, false],
    [109, "missing extension", broken, true],
    [110, "unsupported extension", broken, true],
    [112, "unrecognized name", /no certificate for that host name.*hostOverride/, true],
    [113, "bad certificate status response", broken, true],
    [115, "unknown psk identity", broken, true],
    [116, "certificate required", refused, true],
    [120, "no application protocol", broken, true],
  ] as const) {
    it(`since the server sends the alert “${name}”`, async () => {
      const alert = Buffer.from([21, 3, 3, 0, 2, 2, number]);
      const error = await said(raw((socket) => socket.once("data", () => socket.end(alert))));
      expect(error.message).to.include(
        `: the other side broke off TLS with the alert "${name}".\n`,
      );
      expect(error.message).to.match(advice);
      expect(error.mayHaveHappened).to.equal(!isBefore);
    });
  }

  const selfSigned = async (from: string, until: string): Promise<Pair> => {
    const altNames = [{ type: 7 as const, ip: "127.0.0.1" }];
    const made = await generate([{ name: "commonName", value: "127.0.0.1" }], {
      ...{ notBeforeDate: new Date(from), notAfterDate: new Date(until) },
      extensions: [{ name: "subjectAltName", altNames }],
    });
    return { key: made.private, cert: made.cert };
  };

  it("since the certificate has expired, or is not valid yet", async () => {
    const old = await selfSigned("2020-01-01", "2021-01-01");
    expect((await said(secure(old), { caCert: old.cert })).message).to.match(
      /CERT_HAS_EXPIRED.*renew it, or correct this machine's clock/s,
    );
    server.close();
    const early = await selfSigned("2099-01-01", "2100-01-01");
    expect((await said(secure(early), { caCert: early.cert })).message).to.match(
      /CERT_NOT_YET_VALID.*renew it, or correct this machine's clock/s,
    );
  });

  it("since another authority signed the certificate, of the same name or not", async () => {
    expect((await said(secure(other.server))).message).to.match(
      /CERT_SIGNATURE_FAILURE.*an authority of the right name, but a different one of the same name/s,
    );
    server.close();
    const own = await selfSigned("2020-01-01", "2099-01-01");
    const { message, mayHaveHappened } = await said(secure(own));
    expect(message).to.match(
      /DEPTH_ZERO_SELF_SIGNED_CERT.*or to the certificate itself if it is self-signed/s,
    );
    expect(message).not.to.match(/insecure/);
    expect(mayHaveHappened).to.equal(false);
  });
});

describe("an error of OpenSSL", () => {
  for (const [code, text, type, reason] of [
    [
      "EPROTO",
      "write EPROTO 40274C:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:../deps/openssl/openssl/ssl/record/ssl3_record.c:354:\n",
      "ERR_SSL_WRONG_VERSION_NUMBER",
      "TLS failed: wrong version number",
    ],
    [
      "EPROTO",
      "write EPROTO 00A1:error:0A000410:SSL routines::ssl/tls alert handshake failure:../deps/openssl/openssl/ssl/record/rec_layer_s3.c:912:SSL alert number 40\n",
      "ERR_SSL_SSL_TLS_ALERT_HANDSHAKE_FAILURE",
      'the other side broke off TLS with the alert "handshake failure"',
    ],
    [
      "ERR_OSSL_X509_KEY_VALUES_MISMATCH",
      "error:05800074:x509 certificate routines::key values mismatch",
      "ERR_OSSL_X509_KEY_VALUES_MISMATCH",
      "TLS failed: key values mismatch",
    ],
    [
      "ERR_SSL_TLSV1_ALERT_UNKNOWN_CA",
      "",
      "ERR_SSL_TLSV1_ALERT_UNKNOWN_CA",
      'the other side broke off TLS with the alert "unknown ca"',
    ],
  ] as const) {
    it(`is told in words: ${type}, as ${code}`, () => {
      expect(readTlsError(code, text)).to.include({ type, reason });
    });
  }

  it("is not seen in another error", () => {
    expect(readTlsError("ECONNRESET", "socket hang up")).to.equal(undefined);
    expect(readTlsError("CERT_HAS_EXPIRED", "certificate has expired")).to.equal(undefined);
  });
});
