// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { type Client, createClient } from "../../../provider/opensearch/client/client";
import { OpenSearchError } from "../../../provider/opensearch/answers/errors";
import { createRule, deleteRule } from "../../../provider/opensearch/api/auto-follow";
import { deleteIndex } from "../../../provider/opensearch/api/follower-index";
import { blockWrites } from "../../../provider/opensearch/api/write-block";
import { changeRemoteSettings } from "../../../provider/opensearch/api/remote-settings";
import * as replication from "../../../provider/opensearch/api/replication";
import { resolveSettings } from "../../../provider/opensearch/settings/resolve-settings";
import { changeEnvironment } from "../../support/change-environment";
import { accessFrom } from "../../../provider/opensearch/access";
import { deadlineIn, systemClock } from "../../../provider/waiting/clock";
import { json, type LoopbackServer, type Reply, startServer } from "../../support/loopback-server";
import { thrownBy } from "../../support/thrown-by";

const password = "s3cret-p%ssword";

describe("the client", () => {
  let server: LoopbackServer | undefined;
  let reply: Reply = json(200, {});

  beforeEach(async () => (server = await startServer(() => reply)));
  afterEach(() => server?.close());

  function client(settings: Record<string, string> = {}): Client {
    const resolved = resolveSettings({ url: server?.url, username: "ann", password, ...settings });
    if (!("settings" in resolved)) throw new Error(resolved.problems.join());
    return createClient(resolved.settings);
  }

  async function failure(settings: Record<string, string> = {}): Promise<OpenSearchError> {
    const error = await thrownBy(
      client(settings).request({
        doing: 'stop "a"',
        method: "POST",
        segments: ["a", "_stop"],
        body: {},
      }),
    );
    expect(error).to.be.instanceOf(OpenSearchError);
    return error as OpenSearchError;
  }

  it("signs in, asks for JSON and returns what was answered", async () => {
    reply = json(200, { acknowledged: true });
    const answer = await client().request({ doing: "x", method: "GET", segments: ["a"] });
    expect(answer).to.deep.equal({ acknowledged: true });
    const headers = server?.arrived[0]?.headers;
    expect(headers?.authorization).to.equal(
      `Basic ${Buffer.from(`ann:${password}`).toString("base64")}`,
    );
    expect(headers?.accept).to.equal("application/json");
  });

  it("encodes every path segment, and sends the body it was given", async () => {
    const segments = ["_plugins", "a%b;c/d naïve#?", "_start"];
    await client().request({
      doing: "x",
      method: "PUT",
      segments,
      body: { a: 1 },
      query: { q: "1" },
    });
    const [request] = server?.arrived ?? [];
    expect(request?.url).to.equal("/_plugins/a%25b%3Bc%2Fd%20na%C3%AFve%23%3F/_start?q=1");
    expect(request?.body).to.equal('{"a":1}');
    expect(request?.headers["content-type"]).to.equal("application/json");
  });

  it("says what was being done, where, what the server said, and what to try", async () => {
    const error = {
      type: "outer",
      reason: "first",
      caused_by: { type: "inner", reason: "no such remote cluster: [x]" },
    };
    reply = json(404, {
      error: { ...error, type: "no_such_remote_cluster_exception" },
      status: 404,
    });
    const thrown = await failure();
    expect(thrown.message).to.equal(
      `Could not stop "a" on ${server?.url}:\nno_such_remote_cluster_exception: first; caused by inner: no such remote cluster: [x] (HTTP 404).\n${thrown.remedy}`,
    );
    expect(thrown).to.include({
      method: "POST",
      path: "/a/_stop",
      status: 404,
      mayHaveHappened: false,
    });
  });

  const cases: [what: string, reply: Reply, message: RegExp, mayHaveHappened: boolean][] = [
    [
      "the security plugin's plain 401",
      { status: 401, body: "Unauthorized" },
      /Unauthorized \(HTTP 401\).*sign-in/s,
      false,
    ],
    [
      "a string as error",
      json(405, { error: "Incorrect HTTP method", status: 405 }),
      /:\nIncorrect HTTP method \(HTTP 405\)/,
      false,
    ],
    [
      "no plugin",
      json(400, { error: "no handler found for uri [/a/_stop]" }),
      /install the plugin/,
      false,
    ],
    [
      "a proxy's HTML",
      {
        status: 502,
        headers: { "content-type": "text/html" },
        body: "<html><style>x{}</style><h1>Bad  Gateway</h1></html>",
      },
      /"Bad Gateway" \(HTTP 502\)\.\nA proxy/,
      true,
    ],
    [
      "HTML with status 200",
      { status: 200, headers: { "content-type": "text/html" }, body: "<p>Sign in" },
      /not OpenSearch's JSON but text\/html: "Sign in" \(HTTP 200\)/,
      true,
    ],
    ["an empty answer", { status: 200 }, /the answer is empty/, true],
    [
      "JSON that is cut off",
      { status: 200, headers: { "content-type": "application/json" }, body: '{"ack' },
      /not OpenSearch's JSON/,
      true,
    ],
    [
      "a redirect",
      { status: 302, headers: { location: "https://u:p@sso.example.com/in" } },
      /redirects to https:\/\/sso\.example\.com\/in/,
      false,
    ],
    [
      "a 500 after the start may have begun",
      json(500, {
        error: {
          type: "illegal_state_exception",
          reason: "Timed out when waiting for persistent task after 30s",
        },
      }),
      /run again, which reads its status first/,
      true,
    ],
    [
      "an unreachable leader",
      json(500, {
        error: { type: "connect_transport_exception", reason: "[][h:1] connect_exception" },
      }),
      /cannot reach the leader/,
      false,
    ],
    ["a lost connection", "hang up", /ECONNRESET.*closed without an answer/s, true],
  ];
  for (const [what, answer, message, mayHaveHappened] of cases) {
    it(`explains ${what}`, async () => {
      reply = answer;
      const thrown = await failure();
      expect(thrown.message).to.match(message);
      expect(thrown.mayHaveHappened).to.equal(mayHaveHappened);
      expect(thrown.message).not.to.match(/undefined|null|\[object/);
    });
  }

  describe("an answer that drips", () => {
    const ask = (more: object, settings = {}): Promise<Error> =>
      thrownBy(client(settings).request({ doing: "x", method: "GET", segments: ["a"], ...more }));
    beforeEach(() => (reply = "dripping"));

    it("-> ends within requestTimeout, and what it was to change may have happened", async () => {
      const error = await failure({ requestTimeout: "100ms" });
      expect(error).to.include({ type: "ETIMEDOUT", mayHaveHappened: true });
      expect(error.message).to.include("no answer within requestTimeout (100 ms)");
    });

    it("-> ends within the limit of the call", async () => {
      expect((await ask({ limit: 100 })).message).to.include("ETIMEDOUT: no answer within 100 ms.");
    });

    it("and a cancel -> a read ends at once, with the reason; a change is waited for", async () => {
      const cancel = new AbortController();
      const { signal } = cancel;
      const read = ask({ signal });
      const change = ask({ signal, method: "POST", body: {} }, { requestTimeout: "300ms" });
      cancel.abort(new Error("The deployment was cancelled."));
      expect((await read).message).to.equal("The deployment was cancelled.");
      expect((await change).message).to.include("no answer within requestTimeout (300 ms)");
    });
  });

  it("a cancel -> a change is sent all the same, signed too: what was begun is left in order", async () => {
    reply = json(200, { acknowledged: true });
    const keys = { awsAccessKey: "a", awsSecretKey: "b", awsRegion: "r", signAwsRequests: "true" };
    const signed = resolveSettings({ url: server?.url, ...keys });
    if (!("settings" in signed)) throw new Error(signed.problems.join());
    for (const one of [client(), createClient(signed.settings)]) {
      const call = { doing: "x", segments: ["a"], signal: AbortSignal.abort(new Error("over")) };
      const answer = await one.request({ ...call, method: "POST", body: {} });
      expect(answer).to.deep.equal({ acknowledged: true });
      expect((await thrownBy(one.request({ ...call, method: "GET" }))).message).to.equal("over");
    }
  });

  it("a block that not every shard has taken -> set by the settings; one that these do not take either -> an error, and no fence", async () => {
    const paths: string[] = [];
    let isTaken = true;
    await server?.close();
    server = await startServer(({ url }) => {
      paths.push(url);
      return json(200, { acknowledged: url.includes("_settings") && isTaken });
    });
    expect(await blockWrites(client(), "a")).to.equal(true);
    isTaken = false;
    const error = (await thrownBy(blockWrites(client(), "a"))) as OpenSearchError;
    expect(error.mayHaveHappened).to.equal(true);
    expect(paths).to.deep.equal([
      "/a/_block/write",
      "/a/_settings",
      "/a/_block/write",
      "/a/_settings",
    ]);
  });

  it("a failure whose text is cut -> no half of a secret is left at the cut", async () => {
    reply = json(405, { error: `${"x".repeat(995)}${password}` });
    expect((await failure()).message).to.not.match(/s3c/);
  });

  it("harmful text of any length, anywhere in a failure -> harmless, and cut", async () => {
    const evil = `<{%x%}>\u001b[31mred\u0000\b\ud800\r\n  forged ${"x".repeat(50_000)}`;
    const cause = { type: evil, reason: evil };
    for (const answer of [
      json(500, { error: { ...cause, caused_by: cause } }),
      { status: 500, headers: { "content-type": evil.slice(0, 7) }, body: evil },
      json(400, { message: evil }),
    ] satisfies Reply[]) {
      reply = answer;
      const error = await failure();
      const lines = error.message.split("\n");
      // eslint-disable-next-line no-control-regex
      expect(JSON.stringify([error, lines])).to.not.match(/<\{%|[\u0000-\u001f]|\\u/);
      expect(lines.filter((line) => /^\s*forged/.test(line))).to.deep.equal([]);
      expect(error.message).to.match(/red/).and.have.length.below(5_000);
    }
  });

  it("megabytes that are made to be read slowly -> read in part", async () => {
    for (const made of ["<script", "<", "<style><"]) {
      reply = { status: 503, headers: { "content-type": "text/html" }, body: made.repeat(700_000) };
      expect((await failure()).message)
        .to.include("(HTTP 503)")
        .and.have.length.below(1_000);
    }
  });

  it("what a success says -> without secrets in its reasons, names and texts harmless and cut", async () => {
    const long = "x".repeat(50_000);
    reply = json(200, { "<{%x%}>": "<{%y%}>", reason: `it was ${password}`, acknowledged: long });
    const answer = await client().request({ doing: "x", method: "GET", segments: [] });
    expect(JSON.stringify(answer)).to.not.match(/<\{%|s3cret/);
    expect(JSON.stringify(answer)).to.have.length.below(2_000);
    expect(answer).to.include({ reason: "it was ***", "<{ %x%}>": "<{ %y%}>" });
  });

  it("which cluster it is, where that drips -> the operation's own limit holds", async () => {
    reply = "dripping";
    const access = accessFrom(() => ({ url: server?.url }));
    const context = {
      clock: systemClock,
      random: Math.random,
      deadline: deadlineIn(50, systemClock),
    };
    const error = await thrownBy(access.identity(context));
    expect(error.message).to.match(/has not said which cluster it is \(GET \/\) within 50 ms/);
  });

  it("OPENSEARCH_REPLICATION_DEBUG -> each request in that file, without a secret", async () => {
    const folder = mkdtempSync(join(tmpdir(), "trace-"));
    const file = join(folder, "requests.log");
    const changed = changeEnvironment({ OPENSEARCH_REPLICATION_DEBUG: file });
    try {
      reply = json(200, { acknowledged: true });
      await client().request({ doing: "x", method: "GET", segments: ["a", password] });
      reply = "hang up";
      await failure();
      expect(readFileSync(file, "utf8")).to.match(
        /^\S+Z \d+ GET http:\/\/127\.0\.0\.1:\d+\/a\/\*\*\* 200 \d+ ms\n\S+Z \d+ POST \S+\/a\/_stop failed \d+ ms\n$/,
      );
    } finally {
      changed();
      rmSync(folder, { recursive: true });
    }
  });

  it("a password that is a common word -> not shown, and what the server says is known all the same", async () => {
    const reason =
      "no permissions for [indices:admin/plugins/replication/index/stop] and User [name=ann]";
    reply = json(403, { error: { type: "security_exception", reason }, status: 403 });
    const error = await failure({ password: "admin" });
    expect(error.message).to.include("indices:***/plugins");
    expect(error.remedy).to.equal((await failure()).remedy);
    expect(error.is("notAllowedToReplicate")).to.equal(true);
    expect(inspect(error) + JSON.stringify(error)).to.not.include("admin");
  });

  const rule = { name: "all", leader_alias: "eu", pattern: "*" };
  const noKeys = { persistent: {}, transient: {} };
  for (const [what, send] of Object.entries<(to: Client) => Promise<void>>({
    start: (to) => replication.start(to, { index: "copy", leaderIndex: "orders" }),
    stop: (to) => replication.stop(to, "copy"),
    pause: (to) => replication.pause(to, "copy", "maintenance"),
    resume: (to) => replication.resume(to, "copy", false),
    "update of the settings": (to) => replication.updateSettings(to, "copy", {}),
    "delete of an index": (to) => deleteIndex(to, "copy"),
    "change of cluster settings": (to) => changeRemoteSettings(to, "eu", noKeys, "connect"),
    "create of an auto-follow rule": (to) => createRule(to, rule),
    "delete of an auto-follow rule": (to) => deleteRule(to, "all", "eu"),
  })) {
    it(`a ${what} that is answered with acknowledged: false -> a failure of what may have happened`, async () => {
      reply = json(200, { acknowledged: false });
      const error = (await thrownBy(send(client()))) as OpenSearchError;
      expect(error).to.be.instanceOf(OpenSearchError);
      expect(error.mayHaveHappened).to.equal(true);
      expect(error.message).to.match(
        /:\nthe server answered "acknowledged": false, so not every node has confirmed it in time \(HTTP 200\)\.\nIt may be done all the same: run again/,
      );
    });
  }

  it("shards_acknowledged: false beside acknowledged: true -> the same failure", async () => {
    reply = json(200, { acknowledged: true, shards_acknowledged: false });
    const error = await failure();
    expect(error.mayHaveHappened).to.equal(true);
    expect(error.message).to.match(
      /"shards_acknowledged": false, so not every shard has confirmed/,
    );
  });

  it("explains a request that takes too long", async () => {
    reply = "never";
    const thrown = await failure({ requestTimeout: "50ms" });
    expect(thrown.message).to.match(/ETIMEDOUT.*requestTimeout/);
    expect(thrown.mayHaveHappened).to.equal(true);
  });

  it("explains a port where nobody listens", async () => {
    await server?.close();
    const thrown = await failure();
    expect(thrown.message).to.match(/ECONNREFUSED.*Nothing listens at that address and port/s);
    expect(thrown.mayHaveHappened).to.equal(false);
  });

  it("explains https:// in front of a plain HTTP port", async () => {
    const thrown = await failure({ url: `https://127.0.0.1:${server?.port}` });
    expect(thrown.message).to.match(
      /ERR_SSL_\w+: TLS failed: [a-z ]+\.\nThe url says https:\/\/, but the port does not serve/,
    );
    expect(thrown.mayHaveHappened).to.equal(false);
  });

  it("explains a host name that cannot be resolved", async () => {
    const thrown = await failure({ url: "http://no-such-host.invalid" });
    expect(thrown.message).to.match(
      /(ENOTFOUND|EAI_AGAIN) no-such-host\.invalid\.\n(DNS does not resolve this host name|The name server did not answer)/,
    );
  });

  it("keeps Retry-After", async () => {
    reply = { status: 429, headers: { "retry-after": "3" } };
    expect((await failure()).retryAfter).to.equal(3_000);
  });

  it("shows no credential: not in messages, not when inspected, not as JSON, even when the server echoes them", async () => {
    const basic = Buffer.from(`ann:${password}`).toString("base64");
    reply = json(400, {
      error: {
        type: "t",
        reason: `Basic ${basic} ${password}`,
        caused_by: { type: "t", reason: password },
      },
    });
    const refused = await failure();
    reply = "hang up";
    const lost = await failure();
    await server?.close();
    const unreachable = await failure({
      url: `http://ann:${encodeURIComponent(password)}@127.0.0.1:1`,
      username: "ann",
    });
    for (const thing of [refused, lost, unreachable, client()]) {
      const shown = [
        inspect(thing, { depth: 20, showHidden: true }),
        JSON.stringify(thing),
        thing instanceof Error ? thing.stack : "",
      ].join();
      for (const secret of [password, encodeURIComponent(password), basic]) {
        expect(shown).not.to.include(secret);
      }
    }
  });

  it("shows no part of a credential where an answer that is no JSON is cut short", async () => {
    for (const status of [200, 401, 500]) {
      reply = { status, body: `${"x".repeat(112)}${password}` };
      expect((await failure()).message).not.to.include(password.slice(0, 3));
    }
  });

  it("says what Amazon's service says in front of a cluster, but not the request that follows", async () => {
    for (const key of ["message", "Message"]) {
      reply = json(403, { [key]: "It is forbidden.\n\nThe Canonical String was\nGET" });
      expect((await failure()).message).to.match(/:\nIt is forbidden \(HTTP 403\)\./);
    }
  });
});
