// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { rig, type Rig } from "./pair";

describe("The HTTP face of an emulated cluster", () => {
  let pair: Rig;

  beforeEach(async () => {
    pair = await rig();
    pair.leader.addIndex("orders", 1);
  });

  afterEach(() => pair.close());

  it("says that it is a stand-in, in a header and in its banner.", async () => {
    const response = await fetch(pair.follower.url);
    expect(response.headers.get("x-emulated")).to.equal("pulumi-opensearch-replication");
    const banner = (await response.json()) as Record<string, unknown>;
    expect(banner["tagline"]).to.contain("not OpenSearch");
    expect(banner["cluster_uuid"]).to.equal(pair.follower.uuid);
  });

  for (const name of ["a%b", "a;b", "naïve", "100%"])
    it(`takes ${name} as the name of a follower.`, async () => {
      await pair.running(name, "orders");
      expect((await pair.status(name)).body).to.include({
        status: "SYNCING",
        follower_index: name,
      });
      expect(pair.follower.documentCount(name)).to.equal(1);
    });

  it("takes an encoded slash as part of the name.", async () => {
    expect((await pair.start("a/b", "orders")).error).to.contain("Value a/b must not contain");
  });

  it("writes down every request, with its query and its body as they came.", async () => {
    pair.follower.requests.length = 0;
    await pair.on(pair.follower.url, "PUT", "/x/_doc/1?refresh", '{ "a":1 }');
    expect(pair.follower.requests).to.deep.equal([
      {
        method: "PUT",
        path: "/x/_doc/1?refresh",
        body: '{ "a":1 }',
        authorization: undefined,
      },
    ]);
  });

  it("refuses a body of another media type.", async () => {
    const url = `${pair.follower.url}/_plugins/_replication/copy/_start`;
    const headers = { "content-type": "text/plain" };
    const response = await fetch(url, { method: "PUT", headers, body: "x" });
    expect(response.status).to.equal(406);
    expect(await response.json()).to.deep.equal({
      error: "Content-Type header [text/plain] is not supported",
      status: 406,
    });
  });

  it("has no handler for the plugin's paths where the plugin is not installed.", async () => {
    pair.follower.withoutPlugin();
    const path = "/_plugins/_replication/copy/_status";
    const { status, error } = await pair.status("copy");
    expect([status, error]).to.deep.equal([
      400,
      `no handler found for uri [${path}] and method [GET]`,
    ]);
  });

  it("refuses a start when the plugin is missing on the leader.", async () => {
    pair.leader.withoutPlugin();
    expect((await pair.start("copy", "orders")).error).to.equal(
      "unsupported_operation_exception: Replication is not enabled on the remote domain",
    );
  });

  it("refuses a duplicate key, and names an unknown field by line and column.", async () => {
    const path = "/_plugins/_replication/copy/_start";
    const twice = await pair.on(
      pair.follower.url,
      "PUT",
      path,
      '{"leader_alias":"a","leader_alias":"b"}',
    );
    expect(twice.error).to.contain("Duplicate field 'leader_alias'");
    const unknown = await pair.on(pair.follower.url, "PUT", path, '{\n "setting": {}}');
    expect(unknown.error).to.equal(
      "x_content_parse_exception: [2:2] [FollowIndexRequestParser] unknown field [setting] did you mean [settings]?",
    );
  });

  it("poses as the release it is told, and refuses a leader that is newer.", async () => {
    pair.leader.version = "3.8.0";
    expect((await pair.start("copy", "orders")).error).to.contain("is on higher version");
    pair.follower.version = "3.8.0";
    expect((await pair.start("copy", "orders")).status).to.equal(200);
  });
});
