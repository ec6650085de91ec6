// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { followerMark } from "../../provider/opensearch/api/follower-index";
import { notInProgress } from "../../provider/opensearch/api/status";
import { Deployment } from "./pair/deployment";
import { untilCount, untilDocument, write } from "./pair/indexes";
import { statusOf } from "./pair/look";
import { siteOfEachTest } from "./pair/site";

describe("a destroy on real clusters", () => {
  const site = siteOfEachTest();

  it("stops the replication and keeps the index, open, writable and complete", async () => {
    const deployment = new Deployment();
    const index = site().follower();
    await deployment.up(site().args(await site().leader(5_000)));
    await deployment.destroy();
    expect((await statusOf(index)).status).to.equal(notInProgress);
    await write(site().pair.follower, index, 5_001);
    await untilCount(site().pair.follower, index, 5_001);
    await untilDocument(site().pair.follower, index, 5_000);
  });

  it('deletes the index with onDestroy "deleteIndex"', async () => {
    const deployment = new Deployment();
    const args = site().args(await site().leader(100), { onDestroy: "deleteIndex" });
    await deployment.up(args);
    await deployment.destroy();
    expect((await statusOf(site().follower())).status).to.equal(notInProgress);
    expect(await followerMark(site().pair.follower, site().follower())).to.equal("missing");
  });

  for (const onDestroy of ["keepIndex", "deleteIndex"]) {
    it(`of what is destroyed already succeeds with onDestroy "${onDestroy}"`, async () => {
      const deployment = new Deployment();
      await deployment.up(site().args(await site().leader(100), { onDestroy }));
      await deployment.forgetting(() => deployment.destroy());
      await deployment.destroy();
      expect(deployment.isSaved).to.equal(false);
    });
  }

  it("of a paused replication leaves an index that can be written to", async () => {
    const deployment = new Deployment();
    await deployment.up(site().args(await site().leader(100), { paused: true }));
    await deployment.destroy();
    await write(site().pair.follower, site().follower(), 101);
  });
});
