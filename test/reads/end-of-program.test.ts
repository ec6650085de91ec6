// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { execFile } from "node:child_process";
import { createServer, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { generate } from "selfsigned";

const program = [
  'const { getReplication } = require("pulumi-opensearch-replication");',
  '(async () => { for (const index of ["a", "b"]) console.log((await getReplication({ index })).status); })();',
].join("\n");

/** Answers, and never closes a connection of its own accord. */
async function patient(server: Server): Promise<{ port: number; connections: () => number }> {
  let connections = 0;
  server.keepAliveTimeout = 0;
  server.on("connection", () => connections++);
  server.on("request", (_request, response) => {
    response.writeHead(200, { "content-type": "application/json" }).end('{"status":"RUNNING"}');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { port: (server.address() as AddressInfo).port, connections: () => connections };
}

describe("a program that has made look-ups", () => {
  let server: Server;
  afterEach(() => {
    server.close();
    server.closeAllConnections();
  });

  for (const scheme of ["http", "https"]) {
    it(`ends although its ${scheme} connection is kept alive, over which both went`, async () => {
      if (scheme === "http") server = createServer();
      else {
        const { private: key, cert } = await generate([{ name: "commonName", value: "localhost" }]);
        server = createTlsServer({ key, cert });
      }
      const { port, connections } = await patient(server);
      const { stdout } = await promisify(execFile)(process.execPath, ["-e", program], {
        env: {
          PATH: process.env["PATH"],
          OPENSEARCH_URL: `${scheme}://127.0.0.1:${port}`,
          OPENSEARCH_INSECURE: "true",
        },
      });
      expect(stdout).to.equal("RUNNING\nRUNNING\n");
      expect(connections()).to.equal(1);
    });
  }
});
