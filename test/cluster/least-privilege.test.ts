// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { expectCopy, untilStatus } from "./pair/look";
import { connectionAlias } from "./pair/pair";
import { rule } from "./pair/resources";
import { rulesNamed } from "./pair/rules";
import { siteOfEachTest } from "./pair/site";
import { Stack } from "./pair/stack";

// Without such a user the run says that it left this out.
if ((process.env["RESTRICTED_USERNAME"] ?? "").trim() !== "") {
  describe("a user with the plugin's own roles only, on real clusters", () => {
    const site = siteOfEachTest();
    const theirs = () => new Stack(site().pair.surroundings.restricted);
    const logs = (changes: Record<string, unknown> = {}) =>
      rule({
        ...{ name: site().rule(), leaderAlias: connectionAlias },
        ...{ pattern: `${site().prefix}-logs-*`, ...site().roles(), ...changes },
      });

    it("makes, reads and stops a replication", async () => {
      const stack = theirs();
      const copy = site().args(await site().leader(100));
      await stack.up({ copy });
      await expectCopy(String(copy["leaderIndex"]), site().follower(), 100);
      await stack.refresh();
      expect(await stack.up({ copy })).to.deep.equal(["same copy"]);
      await stack.destroy();
      await untilStatus(site().follower(), "REPLICATION NOT IN PROGRESS");
    });

    it("makes a rule, takes it over, reads it, which does not make it gone, and deletes it", async () => {
      const stack = theirs();
      const leaderIndex = await site().leader(20, "logs-1");
      await stack.up({ logs: logs() });
      const second = theirs();
      await second.up({ logs: logs() });
      expect(second.warnings.join()).to.match(/already exists and is adopted/);
      await expectCopy(leaderIndex, leaderIndex, 20);
      const before = stack.outputs("logs");
      await stack.refresh();
      expect(stack.outputs("logs")).to.deep.equal(before);
      expect(await stack.up({ logs: logs() })).to.deep.equal(["same logs"]);
      await stack.destroy();
      expect(await rulesNamed(site().pair.follower, site().prefix)).to.deep.equal({});
      await untilStatus(leaderIndex, "SYNCING");
    });

    it("hears that it may not stop a rule's followers while the rule still stands", async () => {
      const stack = theirs();
      await stack.up({ logs: logs({ onDestroy: "stopFollowers" }) });
      expect(await stack.refusedDestroy()).to.match(/cluster:monitor\/state/);
      const rules = await rulesNamed(site().pair.follower, site().prefix);
      expect(Object.keys(rules)).to.deep.equal([site().rule()]);
    });
  });
}
