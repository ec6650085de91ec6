// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { pause, stop } from "../../provider/opensearch/api/replication";
import { Deployment } from "./pair/deployment";
import { untilCount, write } from "./pair/indexes";
import { expectCopy, untilStatus } from "./pair/look";
import { siteOfEachTest } from "./pair/site";
import { until } from "./pair/until";

const unreadable = "failed to fetch replication status";

describe("drift on real clusters, found by a refresh", () => {
  const site = siteOfEachTest();

  it("a pause from outside is seen with its reason, and undone by the next up", async () => {
    const deployment = new Deployment();
    const leaderIndex = await site().leader(100);
    const args = site().args(leaderIndex);
    await deployment.up(args);
    const { follower } = site().pair;
    // Right after a start the plugin may still take the index for one that is being restored.
    await until("the replication is paused", async () => {
      await pause(follower, site().follower(), "maintenance");
      return true;
    });
    await deployment.refresh();
    expect(deployment.outputs).to.include({ status: "PAUSED", reason: "maintenance" });
    expect(await deployment.up(args)).to.deep.equal(["update copy"]);
    expect(deployment.outputs).to.include({ status: "SYNCING", reason: "" });
    await untilStatus(site().follower(), "SYNCING");
  });

  it("a self-pause after the leader index was closed is seen, and undone by an up once that is open", async () => {
    const deployment = new Deployment();
    const leaderIndex = await site().leader(100);
    const args = site().args(leaderIndex);
    await deployment.up(args);
    await site().close(leaderIndex);
    // For some seconds the status cannot be read, which must not be taken for the end of it.
    const said = (await deployment.triedRefresh()) ?? unreadable;
    expect(said).to.include(unreadable);
    expect(deployment.isSaved).to.equal(true);
    await untilStatus(site().follower(), "PAUSED");
    await deployment.refresh();
    expect(deployment.outputs).to.include({ status: "PAUSED" });
    expect(deployment.outputs["reason"]).to.match(/^AutoPaused/);
    await site().open(leaderIndex);
    expect(await deployment.up(args)).to.deep.equal(["update copy"]);
    expect(deployment.outputs).to.include({ status: "SYNCING", reason: "" });
    await write(site().pair.leader, leaderIndex, 101);
    await expectCopy(leaderIndex, site().follower(), 101);
  });

  it("a replication that was stopped is gone, and the next up leaves alone what is left of it", async () => {
    const deployment = new Deployment();
    const args = site().args(await site().leader(100));
    await deployment.up(args);
    await stop(site().pair.follower, site().follower());
    await write(site().pair.follower, site().follower(), 101);
    await deployment.refresh();
    expect(deployment.isSaved).to.equal(false);
    expect(await deployment.refusedUp(args)).to.match(/follows nothing.*delete it/s);
    await untilCount(site().pair.follower, site().follower(), 101);
  });

  it("another leader under the same name is seen, and replaced by the next up", async () => {
    const deployment = new Deployment();
    const args = site().args(await site().leader(100));
    await deployment.up(args);
    const leaderIndex = await site().leader(3, "other");
    await new Deployment().up({ ...args, leaderIndex, ifIndexExists: "overwrite" });
    await deployment.refresh();
    expect(deployment.outputs).to.include({ leaderIndex, status: "SYNCING" });
    expect(await deployment.up(args)).to.deep.equal(["delete copy", "create copy"]);
    await expectCopy(String(args["leaderIndex"]), site().follower(), 100);
  });
});
