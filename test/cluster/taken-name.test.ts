// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { Deployment } from "./pair/deployment";
import { untilCount } from "./pair/indexes";
import { expectCopy, statusOf } from "./pair/look";
import { siteOfEachTest } from "./pair/site";

describe("a name that is taken on real clusters", () => {
  const site = siteOfEachTest();

  it("by an ordinary index is refused with the way out, and that index is left alone", async () => {
    const deployment = new Deployment();
    const index = await site().ordinaryIndex(7);
    const args = site().args(await site().leader(100));
    expect(await deployment.refusedUp(args)).to.match(
      /already exists on the follower cluster \(.*\) and follows nothing.*delete it.*"overwrite"/s,
    );
    expect(deployment.isSaved).to.equal(false);
    await untilCount(site().pair.follower, index, 7);
  });

  it('by an ordinary index is made free by ifIndexExists "overwrite"', async () => {
    const deployment = new Deployment();
    const index = await site().ordinaryIndex(7);
    const leaderIndex = await site().leader(100);
    await deployment.up(site().args(leaderIndex, { ifIndexExists: "overwrite" }));
    await expectCopy(leaderIndex, index, 100);
  });

  it('is not made free by ifIndexExists "overwrite" where the start is not possible', async () => {
    const deployment = new Deployment();
    const index = await site().ordinaryIndex(7);
    const args = site().args(`${site().prefix}-missing`, { ifIndexExists: "overwrite" });
    expect(await deployment.refusedUp(args)).to.match(/no such index/);
    await untilCount(site().pair.follower, index, 7);
  });

  it('by the same replication is refused by ifIndexExists "fail"', async () => {
    const args = site().args(await site().leader(100));
    await new Deployment().up(args);
    const second = new Deployment();
    expect(await second.refusedUp({ ...args, ifIndexExists: "fail" })).to.match(
      /already replicates.*ifIndexExists is "fail".*"adopt"/s,
    );
    expect(second.isSaved).to.equal(false);
    expect((await statusOf(site().follower())).status).to.equal("SYNCING");
  });

  it("by a replication of another leader is refused, and says which", async () => {
    const other = await site().leader(3, "other");
    await new Deployment().up(site().args(other));
    const second = new Deployment();
    const said = await second.refusedUp(site().args(await site().leader(100)));
    expect(said).to.include(`already replicates leader index "${other}"`);
    expect((await statusOf(site().follower())).leader?.index).to.equal(other);
  });

  it('by a replication of another leader is made free by ifIndexExists "overwrite"', async () => {
    await new Deployment().up(site().args(await site().leader(3, "other")));
    const leaderIndex = await site().leader(100);
    await new Deployment().up(site().args(leaderIndex, { ifIndexExists: "overwrite" }));
    await expectCopy(leaderIndex, site().follower(), 100);
  });
});
