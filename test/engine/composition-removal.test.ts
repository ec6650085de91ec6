// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { changesIn } from "../support/cli-output";
import { clusterProgram } from "../support/cluster-program";
import { type ComposedStack, composedStack } from "../support/composed-stack";
import { type Follower, followerOf } from "../support/follower";
import { isGone } from "../support/process-end";
import { isWrite } from "../support/requests";

const up = ["up", "--yes", "--skip-preview"] as const;
const mine = "/_plugins/_replication/mine";

// One stack, and each test goes on from where the one before left it.
describe("a connection that is taken out of the program", function () {
  this.timeout(20 * 60_000);
  let stack: ComposedStack;
  let follower: Follower;

  before(async () => {
    stack = await composedStack();
    stack.program(clusterProgram());
    await stack.succeeds(...up);
    const [pair] = stack.pairs();
    if (pair === undefined) throw new Error("There are no clusters.");
    follower = followerOf(pair, String((await stack.outputs())["password"]));
    await follower.request("PUT", `${mine}/_start?wait_for_restore=true`, {
      leader_alias: "leader",
      leader_index: "customers",
      use_roles: { leader_cluster_role: "all_access", follower_cluster_role: "all_access" },
    });
  });
  after(() => stack.close());

  it("while something uses it is kept, with a list of what does, the program's own and others'", async () => {
    stack.newRequests();
    stack.program(clusterProgram({ isUnconnected: true }));
    const output = await stack.fails(...up);
    // The emulated release is 3.4, which does not say which connection a rule is of.
    expect(output).to.match(/Connection "leader" is still used by the replications into .*"mine"/);
    expect(output).to.match(/replications into [^.]*"orders-copy"/);
    expect(changesIn(output)).to.deep.equal([]);
    expect(stack.newRequests().filter(isWrite)).to.deep.equal([]);
    expect(Object.keys(stack.resources())).to.include.members(["leader", "logs", "orders"]);
    expect(await follower.aliases()).to.deep.equal(["leader"]);
    expect(await follower.syncing()).to.equal(4);
  });

  it("together with all that the program has on it is still kept for a replication that the program does not know", async () => {
    // So that the connection goes last again.
    stack.program(clusterProgram());
    await stack.succeeds(...up);
    stack.program(clusterProgram({ isUnconnected: true, isWithoutRule: true, indexes: [] }));
    const output = await stack.fails(...up);
    expect(output).to.match(/Connection "leader" is still used by the replications into "mine"\./);
    expect(changesIn(output)).to.have.members(["deleted orders", "deleted logs"]);
    expect(await follower.statusOf("mine")).to.equal("SYNCING");
    expect(await follower.aliases()).to.deep.equal(["leader"]);
  });

  it("goes once nothing uses it any more, and leaves nothing of itself behind", async () => {
    await follower.request("POST", `${mine}/_stop`, {});
    expect(changesIn(await stack.succeeds(...up))).to.deep.equal(["deleted leader"]);
    expect(await follower.aliases()).to.deep.equal([]);
    expect(await follower.request("GET", "/_remote/info")).to.deep.equal({});
    expect(await follower.syncing()).to.equal(0);
    expect(await follower.count("orders-copy")).to.equal(50);
  });

  it("leaves a stack that can be destroyed, clusters and all", async () => {
    const [pair] = stack.pairs();
    const output = await stack.succeeds("destroy", "--yes", "--skip-preview");
    expect(changesIn(output)).to.deep.equal(["deleted follower", "deleted clusters"]);
    expect(await isGone(pair?.pid ?? 0)).to.equal(true);
  });
});
