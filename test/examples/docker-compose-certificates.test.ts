// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { X509Certificate } from "node:crypto";
import { mkdtempSync, readFileSync, statSync } from "node:fs";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { connect as connectTls, type TLSSocket } from "node:tls";
import {
  type Administrator,
  newCertificates,
  writeCertificates,
} from "../../examples/docker-compose/certificates";

const example = resolve(__dirname, "../../examples/docker-compose");

describe("the certificates of a pair in Docker", () => {
  let administrator: Administrator;
  let files: Readonly<Record<string, string>>;

  before(async () => {
    ({ administrator, files } = await newCertificates());
  });

  /** What Node says of a node's certificate when it is called by a name, and of the client's. */
  async function handshake(node: string, host: string): Promise<string> {
    const { ca, key, cert } = administrator;
    const server: Server = createServer({
      key: files[`${node}/node-key.pem`],
      cert: files[`${node}/node.pem`],
      ...{ ca, requestCert: true, rejectUnauthorized: true },
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    const { port } = server.address() as AddressInfo;
    const seen = new Promise<string>((resolve) =>
      server.on("secureConnection", (peer: TLSSocket) =>
        resolve(String(peer.getPeerCertificate().subject.CN)),
      ),
    );
    const servername = host === "127.0.0.1" ? "" : host;
    const socket = connectTls({ host: "127.0.0.1", port, servername, ca, key, cert });
    try {
      await new Promise((done, failed) => socket.on("secureConnect", done).on("error", failed));
      return await seen;
    } finally {
      socket.destroy();
      server.close();
    }
  }

  for (const node of ["leader", "follower"]) {
    for (const host of [node, "localhost", "127.0.0.1"]) {
      it(`are good for the ${node} as ${host}, and sign the administrator in`, async () => {
        expect(await handshake(node, host)).to.equal("admin");
      });
    }

    it(`are not good for the ${node} by another name`, async () => {
      const failure = await handshake(node, "example.com").catch((error: unknown) => error);
      expect(String(failure)).to.match(/does not match certificate's altnames/);
    });

    it(`let the ${node} be a client of the other, by the name that the compose file allows`, () => {
      const certificate = new X509Certificate(files[`${node}/node.pem`] ?? "");
      expect(certificate.subject).to.equal(`CN=${node}`);
      expect(certificate.keyUsage).to.include.members(["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"]);
      // The security plugin reads no other form.
      expect(files[`${node}/node-key.pem`]).to.match(/^-----BEGIN PRIVATE KEY-----/);
      const compose = readFileSync(join(example, "compose.yaml"), "utf8");
      expect(compose).to.match(/nodes_dn: CN=leader,CN=follower$/m);
      expect(compose).to.match(/admin_dn: CN=admin$/m);
    });
  }

  it("do not include the authority's key, and are closed to others of this machine", () => {
    const folder = join(mkdtempSync(join(tmpdir(), "certificates-")), "of-the-pair");
    writeCertificates(folder, files);
    expect(Object.keys(files).filter((name) => name.endsWith("key.pem"))).to.deep.equal([
      "leader/node-key.pem",
      "follower/node-key.pem",
    ]);
    const mode = (name: string) => (statSync(join(folder, name)).mode & 0o777).toString(8);
    expect([mode("."), mode("leader"), mode("leader/node-key.pem")]).to.deep.equal([
      "700",
      "755",
      "644",
    ]);
  });
});
