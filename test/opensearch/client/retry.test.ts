// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { accessFrom } from "../../../provider/opensearch/access";
import { OpenSearchError } from "../../../provider/opensearch/answers/errors";
import { withRetries } from "../../../provider/opensearch/client/retry";
import { deadlineIn } from "../../../provider/waiting/clock";
import {
  type Arrived,
  json,
  type LoopbackServer,
  type Reply,
  startServer,
} from "../../support/loopback-server";
import { type ManualClock, manualClock } from "../../support/manual-clock";
import { thrownBy } from "../../support/thrown-by";

function failing(failure: Partial<OpenSearchError>): OpenSearchError {
  const call = { doing: "x", method: "GET", path: "/", host: "http://h", mayHaveHappened: true };
  return new OpenSearchError({ ...call, ...failure });
}

function context(clock: ManualClock, limit = 600_000) {
  return { clock, random: () => 1, deadline: deadlineIn(limit, clock) };
}

/** A call that fails so many times, and then returns 5. */
function failsTimes(times: number, error: Error): () => Promise<number> {
  return () => (times-- > 0 ? Promise.reject(error) : Promise.resolve(5));
}

describe("retrying", () => {
  let clock: ManualClock;
  beforeEach(() => (clock = manualClock()));

  for (const failure of [
    { type: "ECONNRESET" },
    { type: "ETIMEDOUT" },
    { status: 429 },
    { status: 503 },
    { status: 200, type: "not_json" },
    { status: 500, type: "exception" },
  ]) {
    it(`makes a read again that failed with ${JSON.stringify(failure)}`, async () => {
      expect(await withRetries(failsTimes(2, failing(failure)), context(clock))).to.equal(5);
      expect(clock.sleeps).to.deep.equal([200, 400]);
    });
  }

  for (const failure of [
    { type: "ENOTFOUND" },
    { type: "DEPTH_ZERO_SELF_SIGNED_CERT" },
    { status: 401 },
    { status: 404 },
    { status: 500, type: "replication_exception" },
    { status: 500, type: "exception", method: "POST" },
  ]) {
    it(`does not make a call again that failed with ${JSON.stringify(failure)}`, async () => {
      const error = failing(failure);
      expect(await thrownBy(withRetries(failsTimes(1, error), context(clock)))).to.equal(error);
      expect(clock.sleeps).to.deep.equal([]);
    });
  }

  it("gives a port that refuses connections up soon, and a busy cluster later", async () => {
    await thrownBy(withRetries(failsTimes(99, failing({ type: "ECONNREFUSED" })), context(clock)));
    expect(clock.sleeps).to.deep.equal([200, 400, 800]);
    clock.sleeps.length = 0;
    await thrownBy(withRetries(failsTimes(99, failing({ status: 503 })), context(clock)));
    expect(clock.sleeps).to.deep.equal([200, 400, 800, 1_600, 3_200, 6_400, 10_000]);
  });

  it("waits at least as long as Retry-After says", async () => {
    const busy = failing({ status: 429, retryAfter: 7_000 });
    await withRetries(failsTimes(1, busy), context(clock));
    expect(clock.sleeps).to.deep.equal([7_000]);
  });

  it("spreads the pauses by full jitter", async () => {
    const some = { ...context(clock), random: () => 0.25 };
    await withRetries(failsTimes(2, failing({ status: 503 })), some);
    expect(clock.sleeps).to.deep.equal([50, 100]);
  });

  it("does not wait past the deadline", async () => {
    const error = failing({ status: 429, retryAfter: 7_000 });
    expect(await thrownBy(withRetries(failsTimes(1, error), context(clock, 5_000)))).to.equal(
      error,
    );
    expect(clock.sleeps).to.deep.equal([]);
  });

  for (const [what, failure, thrown] of [
    ["a read", { type: "ECONNRESET" }, "cancelled"],
    [
      "a write that was not done",
      { status: 429, method: "PUT", mayHaveHappened: false },
      "cancelled",
    ],
    ["a write that may have been done", { status: 503, method: "PUT" }, "Could not x"],
  ] as const) {
    it(`a cancel in the pause after ${what} -> not sent again, and ${thrown === "cancelled" ? "the cancel" : "that failure"} is thrown`, async () => {
      const controller = new AbortController();
      const sleep = clock.sleep.bind(clock);
      clock.sleep = (...args) => {
        controller.abort(new Error("cancelled"));
        return sleep(...args);
      };
      let sent = 0;
      const call = () => {
        sent++;
        return Promise.reject(failing(failure));
      };
      const cancelled = { ...context(clock), signal: controller.signal };
      expect((await thrownBy(withRetries(call, cancelled))).message).to.include(thrown);
      expect(sent).to.equal(1);
    });
  }

  it("asks for evidence before each new try, and is content with it", async () => {
    let asked = 0;
    const settled = () => Promise.resolve(++asked === 2 ? { value: 7 } : undefined);
    const call = failsTimes(99, failing({ status: 503 }));
    expect(await withRetries(call, context(clock), settled)).to.equal(7);
    expect(asked).to.equal(2);
  });
});

describe("the identity of the cluster", () => {
  let server: LoopbackServer | undefined;
  afterEach(() => server?.close());

  async function connection(reply: (request: Arrived, count: number) => Reply, settings = {}) {
    let count = 0;
    server = await startServer((request) => reply(request, ++count));
    const raw = { url: server.url, ...settings };
    return accessFrom(() => raw);
  }
  const version = { number: "3.4.0", distribution: "opensearch" };
  const found = json(200, { cluster_uuid: "u", cluster_name: "n", version });
  const refused: Reply = { status: 401, body: "Unauthorized" };

  it("is asked for once", async () => {
    const { identity } = await connection(() => found);
    const all = [1, 2, 3].map(() => identity(context(manualClock())));
    for (const one of await Promise.all(all)) {
      expect(one).to.deep.equal({ uuid: "u", name: "n", version: "3.4.0" });
    }
    expect(server?.arrived).to.have.length(1);
  });

  it("is asked for again after a failure", async () => {
    const { identity } = await connection((_request, count) => (count === 1 ? refused : found));
    expect((await thrownBy(identity(context(manualClock())))).message).to.match(/HTTP 401/);
    expect(await identity(context(manualClock()))).to.include({ uuid: "u" });
  });

  it("may be hidden, as some services do", async () => {
    const { identity } = await connection(() => json(403, { message: "not authorized" }));
    expect(await identity(context(manualClock()))).to.deep.equal({
      uuid: "",
      name: "",
      version: "",
    });
  });

  for (const [what, answer] of Object.entries({
    "poses as Elasticsearch": { number: "7.10.2" },
    "is another distribution": { number: "4.1.0", distribution: "elsewhere" },
    "hides it": {},
  })) {
    it(`has no version where the cluster ${what}`, async () => {
      const { identity } = await connection(() =>
        json(200, { cluster_name: "n", version: answer }),
      );
      expect(await identity(context(manualClock()))).to.include({ name: "n", version: "" });
    });
  }

  it("may be offered to nobody, which is not waited for", async () => {
    const clock = manualClock();
    const { identity } = await connection(
      () => json(401, { Message: "Your request: '/' is not allowed." }),
      { waitForAccess: "5m" },
    );
    expect(await identity(context(clock))).to.deep.equal({ uuid: "", name: "", version: "" });
    expect(clock.sleeps).to.deep.equal([]);
  });

  const page = { headers: { "content-type": "text/html" }, body: "<h1>nothing here</h1>" };
  for (const [what, refusal] of Object.entries({
    "does not know its users": refused,
    "lets nobody in": json(403, { Message: "User: anonymous is not authorized to perform: es:x" }),
    "has no security plugin yet": { status: 503, body: "OpenSearch Security not initialized." },
    "has not read its state yet": json(503, {
      error: { type: "cluster_block_exception", reason: "blocked by: [SERVICE_UNAVAILABLE/1/x];" },
    }),
    "is behind a balancer that finds it not (502)": { status: 502, ...page },
    "is behind a balancer that has nobody (503)": { status: 503, ...page },
    "is behind a balancer that waits in vain (504)": { status: 504, ...page },
    "is behind a router that does not know it (404)": { status: 404, ...page },
    "hangs up": "hang up",
  } satisfies Record<string, Reply>)) {
    it(`of a cluster that ${what} is waited for, when asked`, async () => {
      const clock = manualClock();
      const begin = clock.now();
      const { identity } = await connection(
        () => (clock.now() - begin < 200_000 ? refusal : found),
        { waitForAccess: "5m" },
      );
      const heard: unknown[] = [];
      const patient = { ...context(clock), deadline: deadlineIn(600_000, clock) };
      expect(await identity(patient, ({ status, type }) => heard.push(status ?? type))).to.include({
        uuid: "u",
      });
      expect(clock.now() - begin).to.be.within(200_000, 300_000);
      const said = typeof refusal === "object" ? refusal.status : "ECONNRESET";
      expect(heard, "who waits is told what for").to.include(said);
    });
  }

  it("is waited for by each caller within its own limit: a short one ends alone", async () => {
    const clock = manualClock();
    const begin = clock.now();
    const { identity } = await connection(() => (clock.now() - begin < 60_000 ? refused : found), {
      waitForAccess: "5m",
    });
    const short = thrownBy(identity(context(clock, 5_000)));
    const long = identity(context(clock));
    expect((await short).message).to.match(/HTTP 401/);
    expect(await long).to.include({ uuid: "u" });
  });

  it("is waited for by each caller until its own signal: one that is aborted ends alone", async () => {
    const clock = manualClock();
    const controller = new AbortController();
    let count = 0;
    const { identity } = await connection(
      () => {
        if (++count === 3) controller.abort(new Error("cancelled"));
        return count < 6 ? refused : found;
      },
      { waitForAccess: "5m" },
    );
    const aborted = thrownBy(identity({ ...context(clock), signal: controller.signal }));
    const other = identity(context(clock));
    expect((await aborted).message).to.equal("cancelled");
    expect(await other).to.include({ uuid: "u" });
  });

  it("is asked for once at a time while many wait, and told to all by one success", async () => {
    const clock = manualClock();
    const { identity } = await connection((_request, count) => (count < 5 ? refused : found), {
      waitForAccess: "5m",
    });
    const all = Array.from({ length: 20 }, () => identity(context(clock)));
    for (const one of await Promise.all(all)) expect(one).to.include({ uuid: "u" });
    expect(server?.arrived).to.have.length(5);
  });

  it("is not taken for hidden by all where one could not wait as long as is wanted", async () => {
    const clock = manualClock();
    const hidden = json(403, { message: "not authorized" });
    const { identity } = await connection((_request, count) => (count < 9 ? hidden : found), {
      waitForAccess: "5m",
    });
    expect(await identity(context(clock, 2_000))).to.include({ uuid: "" });
    expect(await identity(context(clock))).to.include({ uuid: "u" });
  });

  it("is waited for once where it stays hidden", async () => {
    const clock = manualClock();
    const { identity } = await connection(() => json(403, { message: "not authorized" }), {
      waitForAccess: "1m",
    });
    await identity(context(clock));
    const asked = server?.arrived.length;
    expect(await identity(context(clock))).to.include({ uuid: "" });
    expect(server?.arrived).to.have.length(asked ?? 0);
  });

  it("is not waited for longer than was asked", async () => {
    const clock = manualClock();
    const begin = clock.now();
    const { identity } = await connection(() => refused, { waitForAccess: "1m" });
    expect((await thrownBy(identity(context(clock)))).message).to.match(
      /HTTP 401.*Set the sign-in/s,
    );
    expect(clock.now() - begin).to.equal(60_000);
  });
});
