// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { autoFollowRuleHandler } from "../../provider/resources/auto-follow-rule/handler";
import { ask } from "../support/ask";
import { beginLife, type Life, writes } from "../support/handler-life";
import { checkedInputs as inputs } from "../support/replication-inputs";
import { thrownBy } from "../support/thrown-by";

const stop = "POST /_plugins/_replication/copy/_stop";

for (const real of ["2.19.6", "3.8.0"]) {
  describe(`a cluster of ${real} that poses as Elasticsearch 7.10.2`, () => {
    let life: Life;
    beforeEach(async () => {
      life = await beginLife();
      life.pair.leader.version = real;
      life.pair.follower.version = real;
      await ask(life.pair.follower, "PUT", "/_cluster/settings", {
        persistent: { "compatibility.override_main_response_version": true },
      });
    });
    afterEach(() => life.close());
    const created = async () => (await life.newProcess().create(inputs)).outs!;

    it("is replicated to, paused, resumed and stopped", async () => {
      const outs = await created();
      expect(outs).to.include({ status: "SYNCING" });
      const { outs: paused } = await life.newProcess().update!("copy", outs, {
        ...inputs,
        paused: true,
      });
      expect(paused).to.include({ status: "PAUSED" });
      await life.newProcess().delete!("copy", paused!);
      expect(life.pair.follower.hasIndex("copy")).to.equal(true);
    });

    it("gets no stop of an index whose block may not be looked at", async () => {
      const outs = await created();
      await ask(life.pair.follower, "POST", "/_plugins/_replication/copy/_stop", {});
      life.pair.follower.offersNot(/^\/_cluster\/state/);
      const before = writes(life.pair).filter((write) => write === stop).length;
      await life.newProcess().delete!("copy", outs);
      expect(writes(life.pair).filter((write) => write === stop)).to.have.length(before);
    });

    it("copies anew what cannot be resumed, the way that its release takes", async () => {
      const outs = await created();
      const pause = "/_plugins/_replication/copy/_pause";
      await ask(life.pair.follower, "POST", pause, {});
      life.clock.advance(13 * 3_600_000);
      const news = { ...inputs, forceResume: true };
      const { props = {} } = await life.newProcess().read!("copy", outs);
      const { outs: anew } = await life.newProcess().update!("copy", props, news);
      expect(anew).to.include({ status: "SYNCING" });
      // The server says in its refusal whether it can.
      const isForced = life.pair.follower.requests.some(({ body }) =>
        body.includes("force_resume"),
      );
      expect(isForced).to.equal(real === "3.8.0");
    });

    it("is asked for what may have come with a later release, and answers for itself", async () => {
      const rule = {
        ...{ name: "all", leaderAlias: "leader", pattern: "orders-*", onDestroy: "keepFollowers" },
        ...{ followerIndexPattern: "{{leader_index}}-f", __provider: "text" },
        timeouts: { create: "2m", delete: "2m" },
      };
      const made = life.processOf(autoFollowRuleHandler).create(rule);
      if (real === "3.8.0") expect((await made).outs).to.include({ acknowledged: true });
      else
        expect((await thrownBy(made)).message).to.match(/unknown field \[follower_index_pattern\]/);
    });
  });
}
