// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { followerMark } from "../../provider/opensearch/api/follower-index";
import { Deployment } from "./pair/deployment";
import { write } from "./pair/indexes";
import { expectCopy, statusOf } from "./pair/look";
import { siteOfEachTest } from "./pair/site";

describe("a replacement on real clusters", () => {
  const site = siteOfEachTest();

  it("by another leader index under the same name ends with its documents", async () => {
    const deployment = new Deployment();
    const args = site().args(await site().leader(5_000));
    await deployment.up(args);
    const leaderIndex = await site().leader(300, "other");
    const steps = await deployment.up({ ...args, leaderIndex });
    expect(steps).to.deep.equal(["delete copy", "create copy"]);
    expect(deployment.outputs).to.include({ leaderIndex, status: "SYNCING" });
    await expectCopy(leaderIndex, site().follower(), 300);
    expect(await deployment.up({ ...args, leaderIndex })).to.deep.equal(["same copy"]);
  });

  it("of a replication that is paused works as well", async () => {
    const deployment = new Deployment();
    const args = site().args(await site().leader(50), { paused: true });
    await deployment.up(args);
    const leaderIndex = await site().leader(30, "other");
    await deployment.up({ ...args, leaderIndex, paused: false });
    await expectCopy(leaderIndex, site().follower(), 30);
  });

  it("that the cluster refuses leaves the old replication running with all its documents", async () => {
    const deployment = new Deployment();
    const first = await site().leader(100);
    const args = site().args(first);
    await deployment.up(args);
    const missing = { ...args, leaderIndex: `${site().prefix}-missing` };
    expect(await deployment.refusedUp(missing)).to.match(/no such index.*leaderIndex must exist/s);
    const seen = await statusOf(site().follower());
    expect(seen.status).to.equal("SYNCING");
    expect(seen.leader?.index).to.equal(first);
    await write(site().pair.leader, first, 101);
    await expectCopy(first, site().follower(), 101);
    expect(await deployment.up(args)).to.deep.equal(["same copy"]);
  });

  it("under another name starts the new one and keeps the old index", async () => {
    const deployment = new Deployment();
    const leaderIndex = await site().leader(100);
    await deployment.up(site().args(leaderIndex));
    const index = site().follower("copy-2");
    await deployment.up(site().args(leaderIndex, { index }));
    await expectCopy(leaderIndex, index, 100);
    await write(site().pair.follower, site().follower(), 101);
  });

  it('under another name deletes the old index with onDestroy "deleteIndex"', async () => {
    const deployment = new Deployment();
    const leaderIndex = await site().leader(100);
    const args = site().args(leaderIndex, { onDestroy: "deleteIndex" });
    await deployment.up(args);
    const index = site().follower("copy-2");
    await deployment.up({ ...args, index });
    await expectCopy(leaderIndex, index, 100);
    expect(await followerMark(site().pair.follower, site().follower())).to.equal("missing");
  });
});
