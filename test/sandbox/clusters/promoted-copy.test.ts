// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { rig, type Rig } from "./pair";

describe("A copy that was stopped", () => {
  let pair: Rig;

  beforeEach(async () => {
    pair = await rig();
    pair.leader.addIndex("orders", 10);
  });

  afterEach(() => pair.close());

  const onFollower = (method: string, path: string, body?: unknown) =>
    pair.on(pair.follower.url, method, path, body);
  const onLeader = (method: string, path: string, body?: unknown) =>
    pair.on(pair.leader.url, method, path, body);

  it("with a default pipeline that is on the leader only -> 400 until there is one of that name.", async () => {
    const pipeline = { processors: [] };
    await onLeader("PUT", "/_ingest/pipeline/clean", pipeline);
    await onLeader("PUT", "/orders/_settings", { "index.default_pipeline": "clean" });
    expect((await onLeader("PUT", "/orders/_doc/x", {})).status).to.equal(201);
    await pair.running("copy", "orders");
    await pair.post("copy", "_stop");
    const why = "illegal_argument_exception: pipeline with id [clean] does not exist";
    expect((await onFollower("PUT", "/copy/_doc/x", {})).error).to.equal(why);
    const { body } = await onFollower("POST", "/copy/_bulk", '{"index":{}}\n{"n":1}\n');
    expect(JSON.stringify(body)).to.contain("does not exist").and.to.contain('"errors":true');
    expect((await onFollower("DELETE", "/copy/_doc/1")).status).to.equal(200);
    expect(await onFollower("GET", "/_ingest/pipeline/clean")).to.include({ status: 404 });
    expect((await onFollower("PUT", "/_ingest/pipeline/clean", {})).status).to.equal(400);
    await onFollower("PUT", "/_ingest/pipeline/clean", pipeline);
    expect((await onFollower("GET", "/_ingest/pipeline/cl*")).body).to.deep.equal({
      clean: pipeline,
    });
    expect((await onFollower("PUT", "/copy/_doc/mine", {})).status).to.equal(201);
    expect((await onFollower("DELETE", "/_ingest/pipeline/clean")).status).to.equal(200);
    expect((await onFollower("DELETE", "/_ingest/pipeline/clean")).status).to.equal(404);
  });

  it("is looked up by _resolve -> names here, and over a connection with their aliases.", async () => {
    const actions = [{ add: { index: "orders", alias: "all" } }];
    await onLeader("POST", "/_aliases", { actions });
    pair.leader.addIndex("others");
    await onLeader("POST", "/others/_close");
    expect((await onFollower("GET", "/_resolve/index/leader:o*,leader:others")).body).to.deep.equal(
      {
        indices: [
          { name: "leader:orders", aliases: ["all"], attributes: ["open"] },
          { name: "leader:others", attributes: ["closed"] },
        ],
        aliases: [],
        data_streams: [],
      },
    );
    const nothing = { indices: [], aliases: [], data_streams: [] };
    for (const names of ["leader:x*", "leader:x", "nowhere:o*", "o*"])
      expect((await onFollower("GET", `/_resolve/index/${names}`)).body).to.deep.equal(nothing);
    expect((await onFollower("GET", "/_resolve/index/orders")).status).to.equal(404);
    expect((await onLeader("GET", "/_resolve/index/all")).body["aliases"]).to.deep.equal([
      { name: "all", indices: ["orders"] },
    ]);
    pair.leader.goDown();
    expect((await onFollower("GET", "/_resolve/index/leader:o*")).body).to.deep.equal(nothing);
  });
});
