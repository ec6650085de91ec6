// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { changesIn } from "../support/cli-output";
import { type ComposedStack, composedStack } from "../support/composed-stack";
import { followerOf } from "../support/follower";
import { isWrite } from "../support/requests";

const up = ["up", "--yes", "--skip-preview"] as const;

function programWith(indexes: readonly string[], name = "europe"): string {
  return `
    const clusters = new EmulatedClusters("clusters", { ...place, indexes: { orders: 50, customers: 7, events: 5, "logs-1": 3 } });
    const provider = new replication.Provider("follower", { url: clusters.followerUrl, username: clusters.username, password: clusters.password });
    const cluster = new replication.ReplicatedCluster("${name}", {
      connection: { alias: "leader", seeds: [clusters.leaderSeed] },
      indexes: ${JSON.stringify(indexes)},
      rename: (leaderIndex) => leaderIndex + "-copy",
      autoFollow: { logs: { pattern: "logs-*" } },
      useRoles,
    }, { provider });
    exports.reached = cluster.gate?.reached;
    exports.password = clusters.password;`;
}

// One stack, and each test goes on from where the one before left it.
describe("a ReplicatedCluster on clusters of the same program", function () {
  this.timeout(20 * 60_000);
  let stack: ComposedStack;

  before(async () => {
    stack = await composedStack();
    stack.program(programWith(["orders", "customers"]));
  });
  after(() => stack.close());

  async function follower() {
    const [pair] = stack.pairs();
    if (pair === undefined) throw new Error("There are no clusters.");
    return followerOf(pair, String((await stack.outputs())["password"]));
  }

  it("comes up from nothing, done when the gate has seen all of the data there", async () => {
    expect(await stack.succeeds("preview")).to.match(/\+ 9 to create/);
    expect(await stack.succeeds(...up)).to.match(/reached *: true/);
    const there = await follower();
    expect(await there.count("orders-copy")).to.equal(50);
    expect(await there.count("customers-copy")).to.equal(7);
    expect(await there.syncing()).to.equal(3);
    expect(await stack.succeeds("preview", "--expect-no-changes")).to.match(/9 unchanged/);
  });

  it("gets one index and loses another, and touches neither connection, rule nor the one that stays", async () => {
    stack.newRequests();
    stack.program(programWith(["customers", "events"]));
    expect(changesIn(await stack.succeeds(...up))).to.have.members([
      "created europe-events",
      "updated europe-gate",
      "deleted europe-orders",
    ]);
    expect(stack.newRequests().filter(isWrite)).to.have.members([
      "follower PUT /_plugins/_replication/events-copy/_start",
      "follower POST /_plugins/_replication/orders-copy/_stop",
    ]);
    expect(await (await follower()).count("events-copy")).to.equal(5);
  });

  it("may be given another name in the program, children and all, and everything goes on", async () => {
    stack.newRequests();
    stack.program(programWith(["customers", "events"], "eu"));
    await stack.succeeds(...up);
    const writes = stack.newRequests().filter(isWrite);
    expect(writes).to.have.members([
      "follower POST /_plugins/_replication/_autofollow",
      "follower PUT /_plugins/_replication/customers-copy/_start",
      "follower PUT /_plugins/_replication/events-copy/_start",
    ]);
    const there = await follower();
    expect(await there.syncing()).to.equal(3);
    expect(await there.aliases()).to.deep.equal(["leader"]);
    expect(await stack.succeeds("preview", "--expect-no-changes")).to.match(/9 unchanged/);
  });

  it("goes with all that is in it, the connection last, and the clusters after it", async () => {
    const order = changesIn(await stack.succeeds("destroy", "--yes", "--skip-preview"));
    const writes = stack.newRequests().filter(isWrite);
    expect(writes.at(-1)).to.equal("follower PUT /_cluster/settings");
    expect(writes.slice(0, -1)).to.have.members([
      "follower DELETE /_plugins/_replication/_autofollow",
      "follower POST /_plugins/_replication/customers-copy/_stop",
      "follower POST /_plugins/_replication/events-copy/_stop",
      "follower POST /_plugins/_replication/logs-1/_stop",
    ]);
    const last = order.filter((change) => /connection|follower|clusters/.test(change));
    expect(last).to.deep.equal(["deleted eu-connection", "deleted follower", "deleted clusters"]);
    const users = order.slice(0, order.indexOf("deleted eu-connection"));
    expect(users).to.include.members([
      "deleted eu-customers",
      "deleted eu-events",
      "deleted eu-logs",
    ]);
    expect(Object.keys(stack.resources())).to.deep.equal([]);
    expect(stack.pairs()).to.deep.equal([]);
  });
});
