// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { removeConnection } from "./pair/connection";
import { Deployment } from "./pair/deployment";
import { write } from "./pair/indexes";
import { untilStatus } from "./pair/look";
import { siteOfEachTest } from "./pair/site";

describe("a connection that is removed from a real cluster", () => {
  const site = siteOfEachTest();

  it("is not taken for the end of a replication, and shows as a pause in the end", async () => {
    const deployment = new Deployment();
    const leaderAlias = await site().connection("second");
    await deployment.up(site().args(await site().leader(100), { leaderAlias }));
    await removeConnection(site().pair, leaderAlias);
    // For some 13 s the plugin says that no replication is in progress.
    await deployment.refresh();
    expect(deployment.isSaved).to.equal(true);
    await untilStatus(site().follower(), "PAUSED");
    await deployment.refresh();
    expect(deployment.outputs).to.include({ status: "PAUSED", leaderAlias });
    expect(deployment.outputs["reason"]).to.match(/^AutoPaused.*no such remote cluster/);
  });

  it("does not stand in the way of a destroy", async () => {
    const deployment = new Deployment();
    const leaderAlias = await site().connection("second");
    await deployment.up(site().args(await site().leader(100), { leaderAlias }));
    await removeConnection(site().pair, leaderAlias);
    await deployment.destroy();
    await write(site().pair.follower, site().follower(), 101);
  });
});
