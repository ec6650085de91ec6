// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { execFileSync } from "node:child_process";
import { createPrivateKey, X509Certificate } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { inspect } from "node:util";
import { trustedAuthorities } from "../../../provider/opensearch/network/authorities";
import { readClientCertificate } from "../../../provider/opensearch/network/tls";
import { readPem } from "../../../provider/opensearch/network/pem-setting";
import { type Authority, newAuthority, type Pair } from "../../sandbox/clusters/certificates";
import { json, startServer } from "../../support/loopback-server";
import { clientOf, ping, problemsOf } from "../../support/resolved";

const base64 = (text: string): string => Buffer.from(text).toString("base64");

/** The ways in which a PEM text comes out of variables, files of settings and secret stores. */
const forms: Readonly<Record<string, (pem: string) => string>> = {
  "as it is": (pem) => pem,
  "with \\n spelled out": (pem) => pem.replaceAll("\n", "\\n"),
  "with \\r\\n spelled out": (pem) => pem.replaceAll("\n", "\\r\\n"),
  "with Windows' line ends": (pem) => pem.replaceAll("\n", "\r\n"),
  "on one line, with spaces": (pem) => pem.trim().replaceAll("\n", " "),
  "on one line, with nothing": (pem) => pem.replaceAll("\n", ""),
  indented: (pem) => pem.replaceAll("\n", "\n    "),
  "in quotes": (pem) => `"${pem.replaceAll("\n", "\\n")}"`,
  "in base64": base64,
  "in base64 with line breaks": (pem) => base64(pem).replace(/(.{76})/g, "$1\n"),
  "after what openssl prints about it": (pem) => `Certificate:\n    Data: Version: 3 (0x2)\n${pem}`,
};

describe("a PEM text", () => {
  let authority: Authority;
  let pair: Pair;
  let folder: string;
  before(async () => {
    authority = await newAuthority();
    pair = await authority.client("CN=me,O=test");
    folder = mkdtempSync(join(tmpdir(), "pem-"));
  });
  after(() => rmSync(folder, { recursive: true }));

  const file = (name: string, content: string | Buffer): string => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  const certificates = (value: string): string[] =>
    readPem({ name: "caCert", value }).map((pem) => new X509Certificate(pem).fingerprint256);
  const fingerprint = (pem: string): string => new X509Certificate(pem).fingerprint256;

  for (const [how, written] of Object.entries(forms)) {
    it(`is understood ${how}, in a setting and in a file`, () => {
      for (const value of [written(authority.ca), file("ca.pem", written(authority.ca))]) {
        expect(problemsOf({ url: "https://h", caCert: value })).to.deep.equal([]);
        expect(certificates(value)).to.deep.equal([fingerprint(authority.ca)]);
      }
      const read = readClientCertificate({ cert: written(pair.cert), key: written(pair.key) });
      expect(fingerprint(read.cert)).to.equal(fingerprint(pair.cert));
      expect(createPrivateKey(read.key).equals(createPrivateKey(pair.key))).to.equal(true);
    });
  }

  it("may hold several certificates, and a key beside", () => {
    const both = `${authority.ca}${pair.key}${pair.cert}`;
    expect(certificates(forms["on one line, with spaces"]?.(both) ?? "")).to.deep.equal(
      [authority.ca, pair.cert].map(fingerprint),
    );
    const together = `${pair.cert}${pair.key}`;
    expect(readClientCertificate({ cert: together, key: together }).key).to.include("PRIVATE KEY");
  });

  it("may be a certificate in its binary form, in a file", () => {
    expect(certificates(file("ca.der", new X509Certificate(authority.ca).raw))).to.deep.equal([
      fingerprint(authority.ca),
    ]);
  });

  const damaged = (pem: string): string =>
    pem.replace(/(-----\n.{20}).{20}/, "$1AAAAAAAAAAAAAAAAAAAA");
  const locked = (key: string): string =>
    createPrivateKey(key)
      .export({ cipher: "aes-256-cbc", passphrase: "x", type: "pkcs8", format: "pem" })
      .toString();

  for (const [what, name, value, problem] of [
    [
      "of another kind",
      "caCert",
      () => pair.key,
      "caCert contains no certificate, only: private key",
    ],
    [
      "that is a request",
      "clientCert",
      () => pair.cert.replaceAll("CERTIFICATE", "CERTIFICATE REQUEST"),
      "clientCert contains no certificate, only: certificate request",
    ],
    [
      "of another kind",
      "clientKey",
      () => pair.cert,
      "clientKey contains no private key, only: certificate",
    ],
    [
      "that is cut off",
      "caCert",
      () => authority.ca.slice(0, 300),
      "caCert is incomplete: a -----BEGIN line has no matching -----END line",
    ],
    [
      "that is damaged",
      "caCert",
      () => damaged(authority.ca),
      "caCert contains no readable certificate: its PEM text is damaged",
    ],
    [
      "whose second part is damaged",
      "caCert",
      () => `${authority.ca}${damaged(pair.cert)}`,
      "caCert contains no readable certificate: its PEM text is damaged (number 2 of 2)",
    ],
    [
      "that is damaged",
      "clientKey",
      () => damaged(pair.key),
      "clientKey contains no readable private key: its PEM text is damaged",
    ],
    [
      "with a passphrase",
      "clientKey",
      () => locked(pair.key),
      "clientKey is protected by a passphrase, which is not supported: set the key without one (openssl pkey -in key.pem), as a secret",
    ],
  ] as const) {
    it(`${what} is refused by name (${name}), in every form, and not shown`, () => {
      for (const [how, written] of Object.entries(forms)) {
        const text = written(value());
        expect(
          problemsOf({ url: "https://h", caCert: authority.ca, [name]: text }),
          how,
        ).to.include(problem);
        for (const given of [text, file("given.pem", text)]) {
          const thrown = thrownAt(() => readPem({ name, value: given }));
          expect(thrown.message).to.include(problem.slice(name.length + 1));
          expect(thrown.message).to.match(new RegExp(`^${name} `));
          const line = pair.key.split("\n")[1] ?? "";
          expect(inspect(thrown, { depth: 9, showHidden: true })).not.to.include(line);
        }
      }
    });
  }

  it("that is none, and the path of a file that holds none, is refused by name", () => {
    for (const [content, shown] of [
      ["", "x.pem"],
      ["no certificate", "x.pem"],
      [Buffer.from([0x30, 0x82, 1, 2, 3]), "x.p12"],
    ] as const) {
      const path = file(shown, content);
      for (const name of ["caCert", "clientCert", "clientKey"] as const) {
        const { message } = thrownAt(() => readPem({ name, value: path }));
        expect(message).to.match(new RegExp(`^${name} names .*which contains no PEM`));
      }
    }
    const missing = thrownAt(() => readPem({ name: "caCert", value: "./no-such.pem" }));
    expect(missing.message).to.match(/readable file: \.\/no-such\.pem \(ENOENT\)/);
    expect(thrownAt(() => readPem({ name: "caCert", value: folder })).message).to.match(
      /\(EISDIR\)/,
    );
  });

  it("without its first line is not shown, whichever setting it is in", () => {
    const bare = pair.key.replace(/-----[^-]+-----/g, "").trim();
    for (const value of [bare, bare.replace(/\s/g, ""), bare.split("\n")[0] ?? "", "hunter2"]) {
      for (const name of ["caCert", "clientCert", "clientKey"] as const) {
        const thrown = thrownAt(() => readPem({ name, value }));
        expect(thrown.message).to.match(new RegExp(`^${name} is neither a PEM`));
        expect(inspect(thrown, { depth: 9, showHidden: true })).not.to.include(value);
      }
    }
  });
});

describe("the authorities that are trusted", () => {
  it("with caCert are Node's own and those of NODE_EXTRA_CA_CERTS besides", async () => {
    const [own, extra, stranger] = [
      await newAuthority(),
      await newAuthority(),
      await newAuthority(),
    ];
    const folder = mkdtempSync(join(tmpdir(), "extra-"));
    try {
      const path = join(folder, "extra.pem");
      writeFileSync(path, extra.ca);
      const program = `
        const { trustedAuthorities } = require(${JSON.stringify(resolve("provider/opensearch/network/authorities.ts"))});
        const { X509Certificate } = require("node:crypto");
        const list = trustedAuthorities(process.env.OWN).map((pem) => new X509Certificate(pem).fingerprint256);
        console.log(JSON.stringify(list));`;
      const output = execFileSync(process.execPath, ["--import=tsx", "-e", program], {
        env: { ...process.env, NODE_EXTRA_CA_CERTS: path, OWN: own.ca },
      });
      const trusted = JSON.parse(output.toString()) as string[];
      const has = (pem: string): boolean =>
        trusted.includes(new X509Certificate(pem).fingerprint256);
      expect([own, extra, stranger].map(({ ca }) => has(ca))).to.deep.equal([true, true, false]);
      expect(trusted.length).to.be.above(50);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("are Node's own, untouched, where caCert is not set", () => {
    expect(trustedAuthorities(undefined)).to.equal(undefined);
  });

  it("outlast a file of NODE_EXTRA_CA_CERTS that cannot be read, as they do in Node", async () => {
    const { ca } = await newAuthority();
    expect(trustedAuthorities(ca, { NODE_EXTRA_CA_CERTS: "/no/such.pem" })?.at(-1)).to.equal(
      readPem({ name: "caCert", value: ca })[0],
    );
  });

  it("are asked for a server's certificate, in whatever form caCert came", async () => {
    const { ca, server: certified } = await newAuthority();
    const server = await startServer(() => json(200, { acknowledged: true }), certified);
    try {
      for (const written of Object.values(forms)) {
        const client = clientOf({ url: server.url, caCert: written(ca) });
        expect(await client.request(ping)).to.deep.equal({ acknowledged: true });
      }
    } finally {
      await server.close();
    }
  });
});

function thrownAt(work: () => unknown): Error {
  try {
    work();
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error("Nothing was thrown.");
}
