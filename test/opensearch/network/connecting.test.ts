// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import dns from "node:dns";
import { Socket } from "node:net";
import type { OpenSearchError } from "../../../provider/opensearch/answers/errors";
import { readNetworkError } from "../../../provider/opensearch/network/network-error";
import { isTransient } from "../../../provider/opensearch/client/retry";
import { newAuthority } from "../../sandbox/clusters/certificates";
import { json, startServer } from "../../support/loopback-server";
import { clientOf, ping } from "../../support/resolved";
import { thrownBy } from "../../support/thrown-by";
import { startProxy } from "../../support/tunnel-proxy";

/** How long each address of a host is tried, of every connection that `work` makes. */
async function attemptsOf(work: () => Promise<unknown>): Promise<unknown[]> {
  const attempts: unknown[] = [];
  const own = Object.getOwnPropertyDescriptor(Socket.prototype, "connect") as {
    value: (...args: unknown[]) => Socket;
  };
  Socket.prototype.connect = function (this: Socket, ...args: unknown[]) {
    const [first] = [args[0]].flat() as { autoSelectFamilyAttemptTimeout?: number }[];
    attempts.push(first?.autoSelectFamilyAttemptTimeout);
    return own.value.apply(this, args);
  };
  try {
    await work();
  } finally {
    Object.defineProperty(Socket.prototype, "connect", own);
  }
  return attempts;
}

describe("connecting to a host with several addresses", () => {
  it("gives each address five seconds, with and without TLS and a proxy", async () => {
    const authority = await newAuthority();
    const plain = await startServer(() => json(200, {}));
    const secure = await startServer(() => json(200, {}), authority.server);
    try {
      for (const { url } of [plain, secure]) {
        const direct = clientOf({ url, caCert: authority.ca });
        expect(await attemptsOf(() => direct.request(ping))).to.deep.equal([5_000]);
      }
      // In the process of a proxy of ours there is one connection more, the proxy's own.
      const proxy = await startProxy();
      try {
        for (const { url } of [plain, secure]) {
          const through = clientOf({ url, caCert: authority.ca, proxy: proxy.url });
          expect((await attemptsOf(() => through.request(ping)))[0]).to.equal(5_000);
        }
      } finally {
        await proxy.close();
      }
    } finally {
      await Promise.all([plain.close(), secure.close()]);
    }
  });

  it("that all refuse names each once", async () => {
    const { lookup } = dns;
    const addresses = ["127.0.0.1", "127.0.0.2"].map((address) => ({ address, family: 4 }));
    Object.assign(dns, {
      lookup: (_host: string, _options: unknown, done: (error: null, found: unknown) => void) =>
        done(null, addresses),
    });
    try {
      const error = await thrownBy(clientOf({ url: "http://several.test:1" }).request(ping));
      expect(error.message).to.match(
        /:\nconnect ECONNREFUSED 127\.0\.0\.1:1, connect ECONNREFUSED 127\.0\.0\.2:1\.\nNothing listens/,
      );
      expect(error).to.have.property("mayHaveHappened", false);
    } finally {
      Object.assign(dns, { lookup });
    }
  });
});

describe("the time limit that ended a call is the one that is named", () => {
  const connectError = (code: string, address: string): Error =>
    Object.assign(new Error(`connect ${code} ${address}`), { code, syscall: "connect" });

  it("a refused or unknown address -> nothing is there; a lost connection, or no route -> that is not known", () => {
    const isSilent = (error: Error) => readNetworkError(error, (text) => text).failure.isSilent;
    for (const code of ["ECONNREFUSED", "ENOTFOUND", "EHOSTUNREACH", "ETIMEDOUT"])
      expect(isSilent(connectError(code, "192.0.2.1:443")), code).to.equal(true);
    for (const code of ["ECONNRESET", "ENETUNREACH", "EAI_AGAIN"])
      expect(isSilent(connectError(code, "192.0.2.1:443")), code).to.equal(false);
    expect(
      isSilent(Object.assign(new Error("no answer within 1 s"), { code: "ETIMEDOUT" })),
    ).to.equal(false);
  });

  it("where no address took the connection in time", () => {
    const errors = [
      connectError("ETIMEDOUT", "192.0.2.1:443"),
      connectError("ENETUNREACH", "2001:db8::1:443"),
    ];
    const all = Object.assign(new AggregateError(errors), { code: "ETIMEDOUT" });
    expect(readNetworkError(all, (text) => text).failure).to.deep.equal({
      type: "ETIMEDOUT",
      reason: "connect ETIMEDOUT 192.0.2.1:443, connect ENETUNREACH 2001:db8::1:443",
      // Nothing can be said of the address that has no route from here.
      isSilent: false,
      mayHaveHappened: false,
    });
  });

  it("where no answer within requestTimeout", async () => {
    const silent = await startServer(() => "never");
    try {
      const client = clientOf({ url: silent.url, requestTimeout: "50ms" });
      const error = (await thrownBy(client.request(ping))) as OpenSearchError;
      expect(error.message).to.match(
        /:\nETIMEDOUT: no answer within requestTimeout \(50 ms\)\.\nCheck the network path/,
      );
      expect(error.mayHaveHappened).to.equal(true);
      expect(isTransient(error)).to.equal(true);
    } finally {
      await silent.close();
    }
  });

  it("where the name server did not answer", () => {
    const error = Object.assign(new Error("getaddrinfo EAI_AGAIN a"), { code: "EAI_AGAIN" });
    expect(readNetworkError(error, (text) => text).failure).to.include({ mayHaveHappened: false });
  });
});
