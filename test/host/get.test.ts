// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { type ClusterPair, connect, startPair } from "../../sandbox/clusters";
import { ask } from "../support/ask";
import { type ProviderHost, startProviderHost } from "../support/provider-host";
import { thrownBy } from "../support/thrown-by";

const __provider =
  'exports.handler=()=>require("pulumi-opensearch-replication/handlers").startedReplication';
/** All that the engine sends of a resource that a program only reads. */
const bare = { __provider, __urn: "urn:pulumi:test::project::type::name" };

describe("a replication that a program reads and does not own, in the SDK's provider process", () => {
  let pair: ClusterPair;
  let host: ProviderHost;

  beforeEach(async () => {
    pair = await startPair();
    pair.leader.addIndex("orders", 20);
    await connect(pair, "leader");
    host = await startProviderHost();
    await host.configure({ "opensearch:url": pair.follower.url });
  });
  afterEach(async () => {
    await host.close();
    await pair.close();
  });
  const start = () =>
    host.create({ __provider, index: "copy", leaderIndex: "orders", leaderAlias: "leader" });

  it("is read with nothing but its name", async () => {
    await start();
    const { id, properties } = await host.read("copy", bare);
    expect(id).to.equal("copy");
    expect(properties).to.deep.include({
      ...bare,
      index: "copy",
      leaderIndex: "orders",
      leaderAlias: "leader",
      acknowledged: true,
      status: "SYNCING",
      reason: "",
      clusterUuid: pair.follower.uuid,
    });
  });

  it("is read where it is paused", async () => {
    await start();
    await ask(pair.follower, "POST", "/_plugins/_replication/copy/_pause", { reason: "a rest" });
    const { properties } = await host.read("copy", bare);
    expect(properties).to.include({ status: "PAUSED", reason: "a rest", leaderIndex: "orders" });
  });

  it("fails where there is none, by name", async () => {
    const error = await thrownBy(host.read("missing", bare));
    expect(error.message).to.match(/Nothing is replicated into "missing"/);
    pair.follower.addIndex("ordinary", 1);
    expect((await thrownBy(host.read("ordinary", bare))).message).to.match(/into "ordinary"/);
  });

  it("is gone in a refresh after it was stopped", async () => {
    await start();
    const { properties } = await host.read("copy", bare);
    await ask(pair.follower, "POST", "/_plugins/_replication/copy/_stop", {});
    expect((await host.read("copy", properties)).id).to.equal("");
  });
});
