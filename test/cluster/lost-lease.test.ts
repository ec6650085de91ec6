// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { Deployment } from "./pair/deployment";
import { call, createIndex, fill, write } from "./pair/indexes";
import { expectCopy, untilStatus } from "./pair/look";
import { siteOfEachTest } from "./pair/site";
import { until } from "./pair/until";

describe("a replication that cannot be resumed, on real clusters", () => {
  const site = siteOfEachTest();

  it("for a pause beyond the lease is refused with the ways out, and copied anew with forceResume", async () => {
    const deployment = new Deployment();
    const leaderIndex = await site().leader(100);
    const { leader } = site().pair;
    const period = { "index.soft_deletes.retention_lease.period": "1s" };
    await call(leader, "PUT", [leaderIndex, "_settings"], period);
    const args = site().args(leaderIndex);
    await deployment.up(args);
    await deployment.up({ ...args, paused: true });
    await until("the lease is gone", async () => {
      const stats = await leader.request({
        doing: "look for leases",
        method: "GET",
        segments: [leaderIndex, "_stats"],
        query: { level: "shards" },
      });
      return JSON.stringify(stats).includes('"replication:') ? undefined : true;
    });
    await write(leader, leaderIndex, 101);
    expect(await deployment.refusedUp(args)).to.match(
      /cannot be resumed: .*retention lease.*pause was longer than.*Set forceResume to true/s,
    );
    await deployment.up({ ...args, forceResume: true });
    expect(deployment.outputs).to.include({ status: "SYNCING" });
    await expectCopy(leaderIndex, site().follower(), 101);
    expect(await deployment.up({ ...args, forceResume: true })).to.deep.equal(["same copy"]);
  });

  it("for a leader index that was made anew is told to be perhaps the only copy", async () => {
    const deployment = new Deployment();
    const leaderIndex = await site().leader(100);
    const { leader, surroundings } = site().pair;
    const args = site().args(leaderIndex);
    await deployment.up(args);
    await call(leader, "DELETE", [leaderIndex]);
    await createIndex(leader, leaderIndex);
    await fill(surroundings.leader, leaderIndex, 3);
    await untilStatus(site().follower(), "PAUSED");
    await deployment.refresh();
    expect(deployment.outputs).to.include({ status: "PAUSED" });
    expect(await deployment.refusedUp(args)).to.match(
      /was deleted while it was followed.*may be the only copy left/s,
    );
    await deployment.up({ ...args, forceResume: true });
    await expectCopy(leaderIndex, site().follower(), 3);
  });
});
