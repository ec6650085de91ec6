// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { openReads, retryLimit } from "../../provider/reads/reads";
import { lookUpReplication } from "../../provider/reads/replication";
import { ConfigurationError } from "../../provider/opensearch/answers/errors";
import { json, type LoopbackServer, type Reply, startServer } from "../support/loopback-server";
import { manualClock } from "../support/manual-clock";
import { thrownBy } from "../support/thrown-by";

const busy = { status: 503, body: '{"error":{"type":"busy","reason":"not now"},"status":503}' };
const running = json(200, { status: "RUNNING" });
const copy = { index: "copy" };

describe("the requests of a look-up", () => {
  let server: LoopbackServer;
  let replies: Reply[];
  beforeEach(async () => {
    replies = [];
    server = await startServer(() => replies.shift() ?? running);
  });
  afterEach(() => server.close());

  it("are made again while they fail for a passing reason", async () => {
    replies = [busy, "hang up", busy];
    const world = { clock: manualClock(), random: () => 1 };
    const client = await openReads({ url: server.url }, world);
    expect(await lookUpReplication(client, copy)).to.include({ status: "RUNNING" });
    expect(server.arrived).to.have.length(4);
  });

  it("are given up where the limit comes before the next try", async () => {
    const seconds = String(retryLimit / 1_000);
    replies = [{ ...busy, headers: { "retry-after": seconds } }];
    const clock = manualClock();
    const client = await openReads({ url: server.url }, { clock, random: () => 1 });
    const error = await thrownBy(lookUpReplication(client, copy));
    expect(error.message).to.match(/HTTP 503/);
    expect(clock.sleeps).to.deep.equal([]);
  });

  it("are not made where the settings are wrong", async () => {
    const error = await thrownBy(openReads({ url: "ftp://x", username: "a" }));
    expect(error).to.be.instanceOf(ConfigurationError);
    expect(error.message).to.match(/url must begin with.*password is missing.*OPENSEARCH_URL/s);
  });

  it("wait for access to a new domain as long as waitForAccess says, once", async () => {
    const refused = json(403, { error: { type: "security_exception", reason: "no" }, status: 403 });
    const root = json(200, { cluster_name: "new", version: { number: "3.4.0" } });
    replies = [refused, refused, root];
    const world = { clock: manualClock(), random: () => 1 };
    const settings = { url: server.url, waitForAccess: "5m" };
    await lookUpReplication(await openReads(settings, world), copy);
    await lookUpReplication(await openReads(settings, world), copy);
    expect(server.arrived.map(({ url }) => url)).to.deep.equal([
      "/",
      "/",
      "/",
      "/_plugins/_replication/copy/_status?verbose=true",
      "/_plugins/_replication/copy/_status?verbose=true",
    ]);
  });

  it("end within requestTimeout", async () => {
    replies = Array.from({ length: 9 }, (): Reply => "never");
    const world = { clock: manualClock(), random: () => 1 };
    const client = await openReads({ url: server.url, requestTimeout: "20ms" }, world);
    const error = await thrownBy(lookUpReplication(client, copy));
    expect(error.message).to.match(/no answer within requestTimeout/);
  });
});
