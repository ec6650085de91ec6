// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import type { Client } from "../../provider/opensearch/client/client";
import { type EngineStack, newStack } from "../support/engine-stack";
import { call, untilCount, write } from "./pair/indexes";
import { variables } from "./pair/provider-settings";
import { siteOfEachTest } from "./pair/site";
import { switchedPair } from "./pair/switched";

const up = ["up", "--yes", "--skip-preview"] as const;

// Without FOLLOWER_SEED the run says that it left this out.
if ((process.env["FOLLOWER_SEED"] ?? "").trim() !== "") {
  describe("a switch of sites on real clusters", function () {
    this.timeout(20 * 60_000);
    let stack: EngineStack;
    beforeEach(async () => (stack = await newStack({ environment: variables() })));
    // Before the site is cleared: what still follows cannot be deleted.
    afterEach(async () => {
      await stack.run(["destroy", "--yes", "--skip-preview"]);
      stack.remove();
    });
    const site = siteOfEachTest();

    it("there and back -> every document is on the active site, the other takes no writes and has them too", async () => {
      const { leader, follower } = site().pair;
      const index = await site().leader(500);
      site().follower("orders");
      const declare = (active: "leader" | "follower"): void =>
        stack.program(switchedPair(site(), { active, index }));
      const switched = async (
        active: "leader" | "follower",
        from: Client,
        to: Client,
        wanted: number,
      ) => {
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
  });
}
