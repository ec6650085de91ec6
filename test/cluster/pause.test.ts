// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { Deployment } from "./pair/deployment";
import { write } from "./pair/indexes";
import { expectCopy, statusOf } from "./pair/look";
import { siteOfEachTest } from "./pair/site";

describe("pausing on real clusters", () => {
  const site = siteOfEachTest();

  it("is switched on and off in place, and nothing is lost in between", async () => {
    const deployment = new Deployment();
    const leaderIndex = await site().leader(100);
    const args = site().args(leaderIndex);
    await deployment.up(args);
    expect(await deployment.up({ ...args, paused: true })).to.deep.equal(["update copy"]);
    expect(deployment.outputs).to.include({ status: "PAUSED", paused: true });
    expect((await statusOf(site().follower())).status).to.equal("PAUSED");
    expect(await deployment.up({ ...args, paused: true })).to.deep.equal(["same copy"]);
    await write(site().pair.leader, leaderIndex, 101);
    expect(await deployment.up(args)).to.deep.equal(["update copy"]);
    expect(deployment.outputs).to.include({ status: "SYNCING", reason: "", paused: false });
    await expectCopy(leaderIndex, site().follower(), 101);
  });

  it("can be a part of the create, which copies everything first", async () => {
    const deployment = new Deployment();
    const leaderIndex = await site().leader(5_000);
    await deployment.up(site().args(leaderIndex, { paused: true }));
    expect(deployment.outputs).to.include({ status: "PAUSED" });
    expect((await statusOf(site().follower())).status).to.equal("PAUSED");
    await expectCopy(leaderIndex, site().follower(), 5_000);
  });
});
