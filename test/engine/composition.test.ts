// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { changesIn } from "../support/cli-output";
import { clusterProgram } from "../support/cluster-program";
import { type ComposedStack, composedStack } from "../support/composed-stack";
import { followerOf } from "../support/follower";
import { isGone } from "../support/process-end";
import { isWrite } from "../support/requests";

const logged = ["--logtostderr", "-v=1"] as const;
const up = ["up", "--yes", "--skip-preview", ...logged] as const;

// One stack, and each test goes on from where the one before left it.
describe("clusters, connection, rule and replications in one program", function () {
  this.timeout(20 * 60_000);
  let stack: ComposedStack;

  before(async () => {
    stack = await composedStack();
  });
  after(() => stack.close());

  async function follower() {
    const [pair] = stack.pairs();
    if (pair === undefined) throw new Error("There are no clusters.");
    return followerOf(pair, String((await stack.outputs())["password"]));
  }

  it("are previewed while nothing is there, and come up from nothing with the data in place", async () => {
    stack.program(clusterProgram());
    expect(await stack.succeeds("preview", ...logged)).to.match(/\+ 6 to create/);
    expect(stack.pairs()).to.deep.equal([]);
    expect(changesIn(await stack.succeeds(...up))).to.have.members([
      "created clusters",
      "created follower",
      "created leader",
      "created logs",
      "created orders",
    ]);
    const there = await follower();
    expect(await there.count("orders-copy")).to.equal(50);
    expect(await there.statusOf("orders-copy")).to.equal("SYNCING");
    expect(await there.aliases()).to.deep.equal(["leader"]);
    // The rule's two beside it.
    expect(await there.syncing()).to.equal(3);
  });

  it("have nothing more to be done about them afterwards, and a refresh finds nothing either", async () => {
    stack.newRequests();
    const preview = await stack.succeeds("preview", "--expect-no-changes", ...logged);
    expect(preview).to.match(/6 unchanged/);
    const refresh = await stack.succeeds("refresh", "--yes", "--skip-preview", ...logged);
    expect(refresh).to.match(/6 unchanged/);
    const requests = stack.newRequests();
    expect(requests).to.include(
      "follower GET /_plugins/_replication/orders-copy/_status?verbose=true",
    );
    expect(requests.filter(isWrite)).to.deep.equal([]);
  });

  it("let an index be added and another be removed, and nothing else is touched", async () => {
    stack.newRequests();
    stack.program(clusterProgram({ indexes: ["orders", "customers"] }));
    expect(changesIn(await stack.succeeds(...up))).to.deep.equal(["created customers"]);
    expect(others(stack.newRequests(), "customers-copy")).to.deep.equal([]);
    expect(await (await follower()).count("customers-copy")).to.equal(7);

    stack.newRequests();
    stack.program(clusterProgram({ indexes: ["customers"] }));
    expect(changesIn(await stack.succeeds(...up))).to.deep.equal(["deleted orders"]);
    const requests = stack.newRequests();
    expect(others(requests, "orders-copy")).to.deep.equal([]);
    expect(requests.filter(isWrite)).to.deep.equal([
      "follower POST /_plugins/_replication/orders-copy/_stop",
    ]);
  });

  it("may all be given other names in the program: connection, rule and replication are left alone", async () => {
    stack.newRequests();
    stack.program(clusterProgram({ indexes: ["customers"], prefix: "renamed-" }));
    expect(changesIn(await stack.succeeds(...up))).to.have.members([
      ...["created renamed-leader", "created renamed-logs", "created renamed-customers"],
      ...["deleted leader", "deleted logs", "deleted customers"],
    ]);
    // Both are refused, because what they ask for is there; that is how it is found.
    expect(stack.newRequests().filter(isWrite)).to.have.members([
      "follower POST /_plugins/_replication/_autofollow",
      "follower PUT /_plugins/_replication/customers-copy/_start",
    ]);
    const there = await follower();
    expect(await there.aliases()).to.deep.equal(["leader"]);
    expect(await there.syncing()).to.equal(3);
    expect(await stack.succeeds("preview", "--expect-no-changes", ...logged)).to.match(
      /6 unchanged/,
    );
  });

  it("go in the right order, and the clusters' process with them, and the password was never to be seen", async () => {
    const { password } = await stack.outputs();
    const [pair] = stack.pairs();
    stack.newRequests();
    const output = await stack.succeeds("destroy", "--yes", "--skip-preview", ...logged);
    const order = changesIn(output).map((change) => change.replace("deleted renamed-", "deleted "));
    expect(order.slice(0, 2)).to.have.members(["deleted customers", "deleted logs"]);
    expect(order.slice(2)).to.deep.equal([
      "deleted leader",
      "deleted follower",
      "deleted clusters",
    ]);
    const writes = stack.newRequests().filter(isWrite);
    expect(writes.slice(0, -1)).to.have.members([
      "follower POST /_plugins/_replication/customers-copy/_stop",
      "follower DELETE /_plugins/_replication/_autofollow",
      "follower POST /_plugins/_replication/logs-1/_stop",
      "follower POST /_plugins/_replication/logs-2/_stop",
    ]);
    expect(writes.at(-1)).to.equal("follower PUT /_cluster/settings");
    expect(await isGone(pair?.pid ?? 0)).to.equal(true);
    expect(stack.pairs()).to.deep.equal([]);
    expect(Object.keys(stack.resources())).to.deep.equal([]);

    const everything = stack.everythingShown();
    expect(everything).to.match(/a stand-in, not OpenSearch/);
    expect(password).to.be.a("string").with.length.above(20);
    for (const text of [String(password), basic("admin", String(password))]) {
      expect(everything.includes(text), "the password was shown").to.equal(false);
    }
  });
});

function basic(username: string, password: string): string {
  return Buffer.from(`${username}:${password}`).toString("base64");
}

/** The requests that are not about an index; `GET /` asks which cluster it is. */
function others(requests: readonly string[], index: string): string[] {
  return requests.filter((line) => !line.includes(`/${index}`) && line !== "follower GET /");
}
