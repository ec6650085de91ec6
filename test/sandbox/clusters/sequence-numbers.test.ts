// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { shardOf } from "../../../sandbox/clusters/cluster/routing";
import { rig, type Rig } from "./pair";
import { securedRig } from "./secured-pair";

interface Shard {
  routing: Record<string, unknown>;
  seq_no: { max_seq_no: number; local_checkpoint: number; global_checkpoint: number };
  commit: { user_data: { history_uuid: string } };
  retention_leases: { leases: { id: string }[] };
}

describe("The sequence numbers of an index", () => {
  let pair: Rig;

  beforeEach(async () => {
    pair = await rig();
    pair.leader.addIndex("orders", 50, 3);
  });

  afterEach(() => pair.close());

  const shards = async (url: string, index: string): Promise<Shard[]> => {
    const { body } = await pair.on(url, "GET", `/${index}/_stats?level=shards`);
    const indices = body["indices"] as Record<string, { shards: Record<string, [Shard]> }>;
    return Object.values(indices[index]?.shards ?? {}).map(([shard]) => shard);
  };

  const highest = async (url: string, index: string): Promise<number[]> =>
    (await shards(url, index)).map((shard) => shard.seq_no.max_seq_no);

  const leader = () => highest(pair.leader.url, "orders");
  const follower = () => highest(pair.follower.url, "copy");

  it("go to shards by the hash of the id -> as on a real cluster.", () => {
    const ids = Array.from({ length: 50 }, (_, id) => String(id));
    expect(ids.filter((id) => shardOf(id, 2) === 0)).to.have.length(28);
    expect(["0", "1", "a", "b", "c"].map((id) => shardOf(id, 2))).to.deep.equal([1, 0, 0, 1, 0]);
  });

  it("count writes, changes and deletions of their shard alone -> an empty one has -1.", async () => {
    pair.leader.addIndex("few", 0, 2);
    const { url } = pair.leader;
    expect(await highest(url, "few")).to.deep.equal([-1, -1]);
    const first = await pair.on(url, "PUT", "/few/_doc/a", {});
    expect(first.body["_seq_no"]).to.equal(0);
    await pair.on(url, "PUT", "/few/_doc/a", {});
    expect((await pair.on(url, "DELETE", "/few/_doc/a")).body["_seq_no"]).to.equal(2);
    expect(await highest(url, "few")).to.deep.equal([2, -1]);
  });

  it("of a follower -> its leader's, shard by shard, also while _status sums them.", async () => {
    await pair.running("copy", "orders");
    expect(await follower()).to.deep.equal(await leader());
    const path = "/_plugins/_replication/copy/_status?verbose=true";
    const { body } = await pair.on(pair.follower.url, "GET", path);
    expect(body["syncing_details"]).to.deep.equal({
      leader_checkpoint: 47,
      follower_checkpoint: 47,
      seq_no: 50,
    });
    expect(body["shard_replication_details"]).to.have.length(3);
    expect(JSON.stringify(body)).to.contain('"shard_id":"[copy][2]"');
  });

  it("of a paused follower -> stand still, and after the stop its own writes go on from there.", async () => {
    await pair.running("copy", "orders");
    const before = await follower();
    await pair.post("copy", "_pause");
    pair.leader.addDocuments("orders", 20);
    pair.clock.advance(60_000);
    expect(await follower()).to.deep.equal(before);
    await pair.post("copy", "_stop");
    expect(await follower()).to.deep.equal(before);
    const { body } = await pair.on(pair.follower.url, "PUT", "/copy/_doc/mine", {});
    expect(body["_seq_no"]).to.equal((before[shardOf("mine", 3)] ?? 0) + 1);
  });

  it("come with the started primary, its history and a lease for each follower and shard.", async () => {
    await pair.running("copy", "orders");
    const own = await shards(pair.leader.url, "orders");
    const [first] = own;
    expect(first?.routing).to.include({ state: "STARTED", primary: true, relocating_node: null });
    expect(first?.seq_no.local_checkpoint).to.equal(first?.seq_no.max_seq_no);
    expect(new Set(own.map(({ commit }) => commit.user_data.history_uuid)).size).to.equal(3);
    const leases = own.flatMap(({ retention_leases: { leases: each } }) =>
      each.map(({ id }) => id),
    );
    for (const shard of [0, 1, 2])
      expect(leases).to.include(`replication:follower:${pair.follower.uuid}:[copy][${shard}]`);
    await pair.post("copy", "_stop");
    expect(JSON.stringify(await shards(pair.leader.url, "orders"))).not.to.contain("[copy]");
  });

  it("are added up and compared by a search of one shard -> the same on both sites.", async () => {
    await pair.on(pair.leader.url, "PUT", "/orders/_doc/7", {});
    await pair.on(pair.leader.url, "DELETE", "/orders/_doc/8");
    await pair.running("copy", "orders");
    const aggs = { sum: { sum: { field: "_seq_no" } }, max: { max: { field: "_seq_no" } } };
    const body = { size: 0, track_total_hits: true, aggs };
    const print = async (url: string, index: string, shard: number) => {
      await pair.on(url, "POST", `/${index}/_refresh`);
      const path = `/${index}/_search?preference=_shards:${shard}|_primary`;
      const answer = (await pair.on(url, "POST", path, body)).body;
      const { total } = answer["hits"] as { total: { value: number } };
      return { hits: total.value, ...(answer["aggregations"] as object) };
    };
    let hits = 0;
    for (const shard of [0, 1, 2]) {
      const own = await print(pair.leader.url, "orders", shard);
      expect(await print(pair.follower.url, "copy", shard)).to.deep.equal(own);
      hits += own.hits;
    }
    expect(hits).to.equal(49);
    pair.leader.addIndex("empty");
    expect(await print(pair.leader.url, "empty", 0)).to.deep.equal({
      hits: 0,
      sum: { value: 0 },
      max: { value: null },
    });
    const other = { aggs: { n: { avg: { field: "number" } } } };
    expect((await pair.on(pair.leader.url, "POST", "/orders/_search", other)).status).to.equal(400);
  });

  it("of a red index -> none at all, with status 200.", async () => {
    pair.follower.failBootstrap("copy");
    await pair.start("copy", "orders");
    pair.clock.advance(5_000);
    const { status, body } = await pair.on(pair.follower.url, "GET", "/copy/_stats?level=shards");
    expect([status, body["indices"]]).to.deep.equal([200, {}]);
    expect(body["_shards"]).to.deep.equal({ total: 3, successful: 0, failed: 0 });
  });

  it("are not for who has the two roles of the replication plugin alone -> 403.", async () => {
    const secured = await securedRig();
    try {
      const { status, error } = await secured.as("repl", "GET", "/copy/_stats?level=shards");
      expect([status, error.includes("indices:monitor/stats")]).to.deep.equal([403, true]);
    } finally {
      await secured.close();
    }
  });
});
