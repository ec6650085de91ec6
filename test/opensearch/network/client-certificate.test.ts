// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { createPrivateKey } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import type { RawSettings } from "../../../provider/opensearch/settings/table";
import { type ClusterPair, startPair } from "../../../sandbox/clusters";
import { type Authority, newAuthority, type Pair } from "../../sandbox/clusters/certificates";
import { clientOf, problemsOf } from "../../support/resolved";
import { thrownBy } from "../../support/thrown-by";

describe("a client certificate", () => {
  let authority: Authority;
  let admin: Pair;
  let pair: ClusterPair;
  let folder: string;
  before(async () => {
    authority = await newAuthority();
    admin = await authority.client("CN=admin,O=test");
    folder = mkdtempSync(join(tmpdir(), "client-"));
    pair = await startPair({
      tls: { ...authority.server, ca: authority.ca },
      security: { adminDns: ["CN=admin,O=test"], users: { robot: { tokens: ["t0ken"] } } },
    });
  });
  after(async () => {
    rmSync(folder, { recursive: true });
    await pair.close();
  });

  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const whoAmI = async (settings: RawSettings) => {
    const client = clientOf({ url: pair.follower.url, caCert: authority.ca, ...settings });
    const segments = ["_plugins", "_security", "authinfo"];
    const answer = await client.request({ doing: "ask who I am", method: "GET", segments });
    return answer["user_name"];
  };
  const refusal = async (settings: RawSettings): Promise<string> => {
    const error = await thrownBy(Promise.resolve().then(() => whoAmI(settings)));
    expect(error.name).to.be.oneOf(["ConfigurationError", "Error"]);
    return error.message;
  };

  it("given as text signs in by itself", async () => {
    expect(await whoAmI({ clientCert: admin.cert, clientKey: admin.key })).to.equal(
      "CN=admin,O=test",
    );
  });

  it("given as files signs in by itself", async () => {
    const clientCert = file("client.pem", admin.cert);
    const clientKey = file("client.key", admin.key);
    expect(await whoAmI({ clientCert, clientKey })).to.equal("CN=admin,O=test");
    expect(await whoAmI({ clientCert, clientKey: admin.key })).to.equal("CN=admin,O=test");
  });

  it("may be followed by its chain", async () => {
    const clientCert = `${admin.cert}\n${authority.ca}`;
    expect(await whoAmI({ clientCert, clientKey: admin.key })).to.equal("CN=admin,O=test");
  });

  it("goes with a user name and with a token, which a proxy in front may want", async () => {
    const shown = { clientCert: admin.cert, clientKey: admin.key };
    expect(await whoAmI({ ...shown, username: "admin", password: "admin" })).to.match(/^CN=/);
    expect(await whoAmI({ ...shown, token: "t0ken" })).to.match(/^CN=/);
    expect(
      pair.follower.requests.slice(-2).map(({ authorization }) => authorization),
    ).to.deep.equal([`Basic ${Buffer.from("admin:admin").toString("base64")}`, "Bearer t0ken"]);
  });

  it("needs its key, and the key needs it", () => {
    const url = "https://h";
    expect(problemsOf({ url, clientCert: "a" })).to.deep.equal([
      "clientKey is missing, but clientCert is set: set both in one place (the Provider or the stack's configuration, or else the environment)",
    ]);
    expect(problemsOf({ url, clientKey: "a" })).to.deep.equal([
      "clientCert is missing, but clientKey is set: set both in one place (the Provider or the stack's configuration, or else the environment)",
    ]);
  });

  it("with another one's key is refused before any call", async () => {
    const other = await authority.client("CN=other,O=test");
    expect(await refusal({ clientCert: admin.cert, clientKey: other.key })).to.match(
      /clientCert and clientKey do not match/,
    );
  });

  it("that cannot be read is named, with the way out", async () => {
    const { key } = admin;
    expect(await refusal({ clientCert: "/no/such.pem", clientKey: key })).to.match(
      /clientCert is neither a PEM certificate nor a readable file: \/no\/such\.pem \(ENOENT\)\. Paste/,
    );
    expect(await refusal({ clientCert: file("empty.pem", ""), clientKey: key })).to.match(
      /clientCert names the file .*empty\.pem, which contains no PEM certificate/,
    );
    const broken = "-----BEGIN CERTIFICATE-----\nbroken\n-----END CERTIFICATE-----";
    expect(await refusal({ clientCert: broken, clientKey: key })).to.match(
      /^clientCert contains no readable certificate: its PEM text is damaged$/,
    );
  });

  it("whose key cannot be read is named, and the key not shown", async () => {
    const clientCert = admin.cert;
    const bare = admin.key.replace(/-----[^-]+-----|\s/g, "");
    for (const clientKey of [bare, "/no/such.key"]) {
      const settings = { url: pair.follower.url, clientCert, clientKey };
      const error = await thrownBy(Promise.resolve().then(() => clientOf(settings)));
      expect(error.message).to.match(
        /clientKey is neither a PEM private key nor a readable file \((ENOENT|ENAMETOOLONG)\)/,
      );
      expect(inspect(error, { depth: 20, showHidden: true })).not.to.include(clientKey);
    }
    const broken = "-----BEGIN PRIVATE KEY-----\nbroken\n-----END PRIVATE KEY-----";
    expect(await refusal({ clientCert, clientKey: broken })).to.match(
      /clientKey contains no readable private key/,
    );
    const passphrase = {
      cipher: "aes-256-cbc",
      passphrase: "x",
      type: "pkcs8",
      format: "pem",
    } as const;
    const locked = createPrivateKey(admin.key).export(passphrase).toString();
    expect(await refusal({ clientCert, clientKey: locked })).to.match(/protected by a passphrase/);
  });

  it("of an authority that the cluster does not know fails without a secret", async () => {
    const { cert: clientCert, key: clientKey } = await (await newAuthority()).client("CN=x,O=y");
    const error = await thrownBy(whoAmI({ clientCert, clientKey }));
    expect(error.name).to.equal("OpenSearchError");
    const shown = inspect(error, { depth: 20, showHidden: true });
    expect(shown).not.to.include(clientKey.split("\n")[1]);
  });
});
