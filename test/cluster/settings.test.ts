// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { Deployment } from "./pair/deployment";
import { settingOf } from "./pair/indexes";
import { expectCopy } from "./pair/look";
import { siteOfEachTest } from "./pair/site";
import { until } from "./pair/until";

const replicas = "index.number_of_replicas";

describe("settings on real clusters", () => {
  const site = siteOfEachTest();

  it("go with the start, a change is acknowledged, and the follower has it after the plugin's next sync", async () => {
    const deployment = new Deployment();
    const leaderIndex = await site().leader(10);
    const args = site().args(leaderIndex, { settings: { number_of_replicas: 1 } });
    await deployment.up(args);
    expect(deployment.outputs["settings"]).to.deep.equal({ number_of_replicas: 1 });
    await untilReplicas("1");
    expect(await settingOf(site().pair.leader, leaderIndex, replicas)).to.equal("0");
    const changed = { ...args, settings: { number_of_replicas: 2 } };
    expect(await deployment.up(changed)).to.deep.equal(["update copy"]);
    expect(deployment.outputs).to.deep.include({
      settings: { number_of_replicas: 2 },
      status: "SYNCING",
    });
    await untilReplicas("2");
    await deployment.refresh();
    expect(await deployment.up(changed)).to.deep.equal(["same copy"]);
    await expectCopy(leaderIndex, site().follower(), 10);
  });

  it("that the server does not know are refused before anything is made", async () => {
    const deployment = new Deployment();
    const args = site().args(await site().leader(10), { settings: { nope: 1 } });
    expect(await deployment.refusedUp(args)).to.match(
      /unknown setting \[index\.nope\].*Correct the name in `settings`/s,
    );
    expect(deployment.isSaved).to.equal(false);
  });

  it("that the server does not know are refused by an update, and the replication goes on", async () => {
    const deployment = new Deployment();
    const leaderIndex = await site().leader(10);
    const args = site().args(leaderIndex);
    await deployment.up(args);
    expect(await deployment.refusedUp({ ...args, settings: { nope: 1 } })).to.match(
      /unknown setting \[index\.nope\].*Correct the name in `settings`/s,
    );
    await deployment.up(args);
    expect(deployment.outputs).to.include({ status: "SYNCING" });
  });

  function untilReplicas(wanted: string): Promise<true> {
    const { follower } = site().pair;
    return until(`the follower has ${wanted} replicas`, async () =>
      (await settingOf(follower, site().follower(), replicas)) === wanted ? true : undefined,
    );
  }
});
