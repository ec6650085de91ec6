// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { clusterIdentity } from "../../provider/opensearch/api/cluster";
import { Deployment } from "./pair/deployment";
import { write } from "./pair/indexes";
import { expectCopy, statusOf } from "./pair/look";
import { connectionAlias } from "./pair/pair";
import { siteOfEachTest } from "./pair/site";

const flowing = ["RUNNING", "BOOTSTRAPPING", "SYNCING"];
const promises = {
  acknowledged: flowing,
  syncing: ["SYNCING"],
  caughtUp: ["SYNCING"],
} as const;

describe("a create on real clusters", () => {
  const site = siteOfEachTest();

  for (const count of [0, 5_000]) {
    for (const [waitFor, statuses] of Object.entries(promises)) {
      it(`of a leader index with ${count} documents that waits for ${waitFor} ends, and the copy comes about`, async () => {
        const deployment = new Deployment();
        const leaderIndex = await site().leader(count);
        await deployment.up(site().args(leaderIndex, { waitFor }));
        expect(deployment.outputs["status"]).to.be.oneOf(statuses);
        await expectCopy(leaderIndex, site().follower(), count);
      });
    }
  }

  it("is done only when everything is there, unless it is told otherwise", async () => {
    const deployment = new Deployment();
    await deployment.up(site().args(await site().leader(5_000)));
    const { checkpoints } = await statusOf(site().follower());
    expect(checkpoints).to.include({ leader: 4_999, follower: 4_999 });
  });

  it("returns its inputs, the status, and the cluster that it was made on", async () => {
    const deployment = new Deployment();
    const args = site().args(await site().leader(10));
    await deployment.up(args);
    const { uuid } = await clusterIdentity(site().pair.follower);
    const found = { acknowledged: true, status: "SYNCING", reason: "", clusterUuid: uuid };
    expect(deployment.outputs).to.deep.include({ ...args, ...found });
    const { leader } = await statusOf(site().follower());
    expect(leader).to.deep.equal({ alias: connectionAlias, index: args["leaderIndex"] });
  });

  it("is followed by a refresh that finds nothing and an up that does nothing", async () => {
    const deployment = new Deployment();
    const args = site().args(await site().leader(10));
    await deployment.up(args);
    const { outputs } = deployment;
    await deployment.refresh();
    expect(deployment.outputs).to.deep.equal(outputs);
    expect(await deployment.up(args)).to.deep.equal(["same copy"]);
  });

  it("of what is already running takes it over with a warning", async () => {
    const args = site().args(await site().leader(10));
    await new Deployment().up(args);
    const second = new Deployment();
    await second.up(args);
    expect(second.outputs).to.include({ acknowledged: true, status: "SYNCING" });
    expect(second.warnings).to.have.length(1);
    expect(second.warnings[0]).to.match(/already replicates.*adopted/);
  });

  it("and then an update of how to wait changes nothing on the clusters", async () => {
    const deployment = new Deployment();
    const args = site().args(await site().leader(10));
    await deployment.up(args);
    const { outputs } = deployment;
    expect(await deployment.up({ ...args, waitFor: "syncing" })).to.deep.equal(["update copy"]);
    expect(deployment.outputs).to.deep.equal({ ...outputs, waitFor: "syncing" });
  });

  it("goes on after its end: what is written to the leader later arrives", async () => {
    const leaderIndex = await site().leader(10);
    await new Deployment().up(site().args(leaderIndex));
    await write(site().pair.leader, leaderIndex, 11);
    await expectCopy(leaderIndex, site().follower(), 11);
  });

  for (const name of ["a%b", "naïve"]) {
    it(`works, refreshes and ends with the index name "${name}" on both sides`, async () => {
      const deployment = new Deployment();
      const leaderIndex = await site().leader(20, name);
      const index = site().follower(name);
      await deployment.up(site().args(leaderIndex, { index }));
      await expectCopy(leaderIndex, index, 20);
      await deployment.refresh();
      expect(deployment.outputs).to.include({ index, leaderIndex, status: "SYNCING" });
      await deployment.destroy();
      await write(site().pair.follower, index, 21);
    });
  }
});
