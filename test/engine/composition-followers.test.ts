// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { changesIn } from "../support/cli-output";
import { type ComposedStack, composedStack } from "../support/composed-stack";
import { followerOf } from "../support/follower";
import { isGone } from "../support/process-end";

const up = ["up", "--yes", "--skip-preview"] as const;

/** The same names on either cluster: nothing but the provider tells the two apart. */
function programFor(followers: Readonly<Record<string, number>>): string {
  return Object.entries(followers)
    .map(
      ([name, documents]) => `{
        const clusters = new EmulatedClusters("clusters-${name}", { ...place, indexes: { orders: ${documents} }, password: "password-of-${name}" });
        const provider = new replication.Provider("provider-${name}", { url: clusters.followerUrl, username: "admin", password: clusters.password });
        const leaderAlias = new replication.LeaderConnection("leader-${name}", { alias: "leader", seeds: [clusters.leaderSeed] }, { provider });
        new replication.StartedReplication("orders-${name}", { index: "copy", leaderIndex: "orders", leaderAlias, useRoles }, { provider });
        exports["${name}"] = clusters.followerUrl;
      }`,
    )
    .join("\n");
}

// One stack, and each test goes on from where the one before left it.
describe("two followers with a provider each in one program", function () {
  this.timeout(20 * 60_000);
  let stack: ComposedStack;

  before(async () => {
    stack = await composedStack();
    stack.program(programFor({ east: 5, west: 9 }));
    await stack.succeeds(...up);
  });
  after(() => stack.close());

  async function follower(name: string) {
    const outputs = await stack.outputs();
    const pair = stack.pairs().find(({ followerUrl }) => followerUrl === outputs[name]);
    if (pair === undefined) throw new Error(`There are no clusters ${name}.`);
    return { ...followerOf(pair, `password-of-${name}`), pid: pair.pid };
  }

  it("get each what is theirs, under the same names", async () => {
    const [east, west] = [await follower("east"), await follower("west")];
    expect([await east.count("copy"), await west.count("copy")]).to.deep.equal([5, 9]);
    const { "orders-east": one, "orders-west": other } = stack.resources();
    expect(one?.outputs?.["clusterUuid"]).to.equal(
      (await east.request("GET", "/"))["cluster_uuid"],
    );
    expect(other?.outputs?.["clusterUuid"]).to.equal(
      (await west.request("GET", "/"))["cluster_uuid"],
    );
    expect(one?.outputs?.["clusterUuid"]).not.to.equal(other?.outputs?.["clusterUuid"]);
    expect(await stack.succeeds("preview", "--expect-no-changes")).to.match(/9 unchanged/);
  });

  it("may part: one of them goes with all that it has, and the other's goes on", async () => {
    const [east, west] = [await follower("east"), await follower("west")];
    stack.program(programFor({ west: 9 }));
    expect(changesIn(await stack.succeeds(...up))).to.deep.equal([
      "deleted orders-east",
      "deleted leader-east",
      "deleted provider-east",
      "deleted clusters-east",
    ]);
    expect(await isGone(east.pid)).to.equal(true);
    expect(await west.statusOf("copy")).to.equal("SYNCING");
    expect(await west.aliases()).to.deep.equal(["leader"]);
    await stack.succeeds("destroy", "--yes", "--skip-preview");
    expect(await isGone(west.pid)).to.equal(true);
  });
});
