// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { followerMark } from "../../provider/opensearch/api/follower-index";
import { Deployment } from "./pair/deployment";
import { siteOfEachTest } from "./pair/site";

describe("a start that real clusters refuse saves nothing, makes nothing and says what to do", () => {
  const site = siteOfEachTest();

  it("about an unknown connection", async () => {
    const args = site().args(await site().leader(1), { leaderAlias: `${site().prefix}-nowhere` });
    await expectRefusal(args, /no such remote cluster.*HTTP 404.*leaderAlias must name/);
  });

  it("about a leader index that is missing", async () => {
    const args = site().args(`${site().prefix}-missing`);
    await expectRefusal(args, /no such index.*HTTP 404.*leaderIndex must exist/);
  });

  it("about a leader that is an alias", async () => {
    const alias = `${site().prefix}-alias`;
    await site().leader(1, "orders", alias);
    await expectRefusal(site().args(alias), /no such index.*alias or a data stream cannot be/);
  });

  it("about a leader index that is closed", async () => {
    const leaderIndex = await site().leader(1);
    await site().close(leaderIndex);
    await expectRefusal(site().args(leaderIndex), /closed.*Open the leader index/);
  });

  async function expectRefusal(args: Record<string, unknown>, said: RegExp): Promise<void> {
    const deployment = new Deployment();
    expect(await deployment.refusedUp(args)).to.match(said);
    expect(deployment.isSaved).to.equal(false);
    expect(await followerMark(site().pair.follower, site().follower())).to.equal("missing");
  }
});
