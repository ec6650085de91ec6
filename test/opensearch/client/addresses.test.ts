// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import type { Call, Client } from "../../../provider/opensearch/client/client";
import { gatherSettings } from "../../../provider/opensearch/settings/precedence";
import { json, type LoopbackServer, type Reply, startServer } from "../../support/loopback-server";
import { clientOf, problemsOf, resolved } from "../../support/resolved";
import { thrownBy } from "../../support/thrown-by";

const fine = json(200, { acknowledged: true });

describe("several addresses", () => {
  const servers: LoopbackServer[] = [];
  let replies: Reply[] = [];

  beforeEach(async () => {
    replies = [fine, fine, fine];
    for (const index of [0, 1, 2]) servers.push(await startServer(() => replies[index] ?? fine));
  });
  afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

  const client = (more: Record<string, string> = {}): Client =>
    clientOf({ urls: servers.map(({ url }) => url).join(", "), ...more });
  const call = (client: Client, method: Call["method"]) =>
    client.request({
      doing: "ask",
      method,
      segments: ["a"],
      ...(method === "GET" ? {} : { body: {} }),
    });
  /** How often each was called. */
  const arrived = (): string => servers.map((server) => server.arrived.length).join();

  for (const [what, reply] of [
    ["hangs up", "hang up"],
    ["answers 502", { status: 502, body: "<h1>Bad gateway</h1>" }],
    ["answers 503", json(503, { error: { type: "x", reason: "not ready" } })],
    ["answers 504", { status: 504 }],
    ["never answers", "never"],
  ] as [string, Reply][]) {
    it(`lets a read go on where one ${what}`, async () => {
      replies = [reply, reply, fine];
      expect(await call(client({ requestTimeout: "200ms" }), "GET")).to.deep.equal({
        acknowledged: true,
      });
      expect(arrived()).to.equal("1,1,1");
    });

    for (const method of ["PUT", "POST", "DELETE"] as const) {
      it(`does not send a ${method} on where one ${what}`, async () => {
        replies = [reply];
        const error = await thrownBy(call(client({ requestTimeout: "200ms" }), method));
        expect(error).to.have.property("mayHaveHappened", true);
        expect(arrived()).to.equal("1,0,0");
      });
    }
  }

  for (const method of ["GET", "PUT", "POST", "DELETE"] as const) {
    it(`lets a ${method} go on where nobody listens, which it certainly did not reach`, async () => {
      await servers[0]?.close();
      expect(await call(client(), method)).to.deep.equal({ acknowledged: true });
      expect(arrived()).to.equal("0,1,0");
    });

    it(`takes a refusal of a ${method} for an answer`, async () => {
      replies = [json(404, { error: { type: "x", reason: "no" } })];
      expect(await thrownBy(call(client(), method))).to.have.property("status", 404);
      expect(arrived()).to.equal("1,0,0");
    });
  }

  it("remember the one that answered", async () => {
    replies[0] = { status: 503 };
    const remembering = client();
    await call(remembering, "GET");
    replies[0] = fine;
    await call(remembering, "PUT");
    await call(remembering, "GET");
    expect(arrived()).to.equal("1,3,0");
    replies[1] = "hang up";
    await call(remembering, "GET");
    await call(remembering, "POST");
    expect(arrived()).to.equal("1,4,2");
  });

  it("are all named where none works, with what became of each", async () => {
    const [first, second, third] = servers.map(({ url }) => url);
    await servers[0]?.close();
    replies = [fine, { status: 503 }, "hang up"];
    const error = await thrownBy(call(client(), "GET"));
    expect(error.message).to.match(
      new RegExp(
        `^Could not ask on ${first} \\(ECONNREFUSED\\), ${second} \\(503\\), ${third}:\nECONNRESET`,
      ),
    );
    expect(client().host).to.equal([first, second, third].join(", "));
  });
});

describe("urls", () => {
  const urls = ["https://a:9200", "https://b:9200/x"];

  it("are a list with commas, or JSON", () => {
    for (const text of [urls.join(","), ` ${urls.join(" , ")}/ ,`, JSON.stringify(urls)]) {
      expect(resolved({ urls: text })).to.include({ baseUrl: urls[0] });
      expect(resolved({ urls: text }).otherUrls).to.deep.equal([urls[1]]);
    }
  });

  it("are each called once, though named twice", () => {
    expect(resolved({ urls: "https://a,https://b,https://a/" }).otherUrls).to.deep.equal([
      "https://b",
    ]);
  });

  it("may carry the same user, once or in each", () => {
    for (const text of ["https://u:p@a,https://b", "https://u:p@a,https://u:p@b"]) {
      const { signIn, baseUrl } = resolved({ urls: text });
      expect({ ...signIn, baseUrl }).to.include({
        username: "u",
        password: "p",
        baseUrl: "https://a",
      });
    }
  });

  for (const [what, raw, problem] of [
    ["url besides", { url: "https://a", urls: "https://b" }, /url and urls contradict/],
    ["nothing", { urls: " , " }, /url is missing/],
    [
      "something else than URLs",
      { urls: "https://a,s3cret" },
      /^urls must begin with https:\/\/ or/,
    ],
    [
      "mixed schemes",
      { urls: "https://a,http://b" },
      /all begin with https:\/\/, or all with http/,
    ],
    ["different users", { urls: "https://u:p@a,https://u:q@b" }, /must not name different users/],
    ["a query", { urls: "https://a,https://b?x=1" }, /urls must not have a query/],
  ] as const) {
    it(`refuse ${what}`, () => {
      expect(problemsOf(raw).join("; ")).to.match(problem);
      expect(problemsOf(raw).join("; ")).not.to.match(/s3cret|u:/);
    });
  }

  it("that are configured hide the environment's url, and the other way round", () => {
    const environment = { OPENSEARCH_URL: "https://e", OPENSEARCH_URLS: "https://f,https://g" };
    const gather = (configured: Record<string, string>) =>
      gatherSettings((name) => configured[name], environment);
    expect(gather({ urls: "https://a" })).to.deep.equal({ urls: "https://a" });
    expect(gather({ url: "https://a" })).to.deep.equal({ url: "https://a" });
    expect(problemsOf(gather({})).join()).to.match(/contradict/);
  });
});
