// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import type { Client } from "../../provider/opensearch/client/client";
import { type EngineStack, newStack } from "../support/engine-stack";
import { call, untilCount, write } from "./pair/indexes";
import { variables } from "./pair/provider-settings";
import { siteOfEachTest } from "./pair/site";

const up = ["up", "--yes", "--skip-preview"] as const;

// Without FOLLOWER_SEED the run says that it left this out.
if ((process.env["FOLLOWER_SEED"] ?? "").trim() !== "") {
  describe("a switch of sites on real clusters", function () {
    this.timeout(20 * 60_000);
    const site = siteOfEachTest();
    let stack: EngineStack;

    beforeEach(async () => (stack = await newStack({ environment: variables() })));
    afterEach(() => stack.remove());

    it("there and back -> every document is on the active site, the other takes no writes and has them too", async () => {
      const { leader, follower } = site().pair;
      const index = await site().leader(500);
      site().follower("orders");
      const declare = (active: string): void => stack.program(declaring(active, index));
      const switched = async (active: string, from: Client, to: Client, wanted: number) => {
        declare(active);
        await stack.succeeds(...up);
        const answer = await call(from, "PUT", [index, "_doc", "refused"], {}).catch(
          (error: unknown) => String(error),
        );
        expect(answer).to.match(/blocked/);
        await write(to, index, wanted);
        await untilCount(to, index, wanted);
        await untilCount(from, index, wanted);
      };
      declare("leader");
      await stack.succeeds(...up);
      expect(await stack.succeeds(...up)).to.match(/\d+ unchanged/);
      await write(leader, index, 501);
      await switched("follower", leader, follower, 502);
      expect(await stack.succeeds(...up)).to.match(/\d+ unchanged/);
      await switched("leader", follower, leader, 503);
      expect(await stack.succeeds(...up, "--refresh")).to.match(/\d+ unchanged/);
      await stack.succeeds("destroy", "--yes", "--skip-preview");
      for (const one of [leader, follower]) await write(one, index, 504);
    });

    function declaring(active: string, index: string): string {
      const { surroundings } = site().pair;
      const { leaderSeed, followerSeed, useRoles } = surroundings;
      const text = JSON.stringify;
      // The variables sign in to the follower; the leader has another address and perhaps another sign-in.
      const { signIn, baseUrl } = surroundings.leader;
      const own =
        signIn.kind === "basic" ? { username: signIn.username, password: signIn.password } : {};
      const sites = `{
      leader: { provider: leader, seeds: [${text(leaderSeed)}], alias: ${text(site().alias("l"))} },
      follower: { provider: follower, seeds: [${text(followerSeed)}], alias: ${text(site().alias("f"))} },
    }`;
      return `
      const replication = require("pulumi-opensearch-replication");
      const leader = new replication.Provider("leader", ${text({ url: baseUrl, ...own })});
      const follower = new replication.Provider("follower", {});
      new replication.ReplicatedPair("pair", {
        ...${text(useRoles === undefined ? {} : { useRoles })},
        sites: ${sites}, active: ${text(active)}, indexes: [${text(index)}],
      });`;
    }
  });
}
