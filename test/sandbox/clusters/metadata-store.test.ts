// SPDX-License-Identifier: Apache-2.0
import { request } from "node:https";
import { expect } from "chai";
import { connect, REPLICATION_ROLES, startPair, type ClusterPair } from "../../../sandbox/clusters";
import { manualClock, type ManualClock } from "../../support/manual-clock";
import { newAuthority, type Pair } from "./certificates";

interface Found {
  hits: { hits: { _id: string }[] };
}

describe("The replication plugin's metadata store", () => {
  let pair: ClusterPair;
  let clock: ManualClock;
  let ca: string;
  let admin: Pair;

  beforeEach(async () => {
    const authority = await newAuthority();
    ({ ca } = authority);
    admin = await authority.client("CN=admin,O=test");
    clock = manualClock();
    pair = await startPair({
      clock,
      tls: { ...authority.server, ca },
      security: { adminDns: ["CN=admin,O=test"] },
    });
    await connect(pair);
    pair.leader.addIndex("orders", 1);
  });

  afterEach(() => pair.close());

  const asAdmin = (method: string, path: string, body: object = {}): Promise<Found> =>
    new Promise((resolve, reject) => {
      const headers = { "content-type": "application/json" };
      const options = { method, headers, agent: false, ca, ...admin };
      const sent = request(pair.follower.url + path, options, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => resolve(JSON.parse(Buffer.concat(chunks).toString()) as Found));
      });
      sent.on("error", reject);
      sent.end(method === "GET" ? undefined : JSON.stringify(body));
    });

  const stored = async () =>
    (await asAdmin("GET", "/.replication-metadata-store/_search")).hits.hits.map(({ _id }) => _id);

  it("shows an administrator's certificate what was written last at the end.", async () => {
    for (const name of ["a", "b"])
      await asAdmin("PUT", `/_plugins/_replication/${name}/_start`, {
        leader_alias: "leader",
        leader_index: "orders",
        use_roles: REPLICATION_ROLES,
      });
    clock.advance(2_000);
    expect(await stored()).to.deep.equal(["a", "b"]);
    for (const [name, method, call, after] of [
      ["a", "POST", "_pause", ["b", "a"]],
      ["b", "PUT", "_update", ["a", "b"]],
      ["a", "POST", "_resume", ["b", "a"]],
    ] as const) {
      await asAdmin(method, `/_plugins/_replication/${name}/${call}`);
      expect(await stored(), call).to.deep.equal(after);
    }
  });
});
