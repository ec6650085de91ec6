// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import type { PartialFailure } from "../../../provider/doors/dynamic/partial-failure";
import { ask } from "../../support/ask";
import { beginLife, type Life, writes } from "../../support/handler-life";
import { checkedInputs as inputs } from "../../support/replication-inputs";
import { thrownBy } from "../../support/thrown-by";

const plugin = "/_plugins/_replication/copy";
type Outs = Record<string, unknown>;
const warning =
  /"copy" is ahead of its leader \(checkpoint 99, the leader is at 2\): .*restored from a snapshot, was recreated/;

for (const version of ["2.19.6", "3.4.0", "3.8.0"]) {
  describe(`a follower of ${version} that is ahead of its leader`, () => {
    let life: Life;
    let olds: Outs;
    afterEach(() => life.close());

    /** The leader index is made anew with three documents of the hundred; the follower pauses itself so much later. */
    async function overtaken(leaderRemade: number): Promise<void> {
      life = await beginLife({ leaderRemade }, { version });
      olds = (await life.newProcess().create(inputs)).outs as Outs;
      await ask(life.pair.leader, "DELETE", "/orders");
      life.pair.leader.addIndex("orders", 3);
      life.pair.follower.requests.length = 0;
    }
    /** A create that takes it over, and waits. */
    const taken = async (news: Outs = inputs) => (await life.newProcess().create(news)).outs;
    const warned = (): string[] => life.warnings.filter((text) => !text.includes("adopted"));

    it("does not count as caught up: a wait warns of it once, and gives up after a minute", async () => {
      await overtaken(600_000);
      const before = life.clock.now();
      const error = (await thrownBy(taken())) as PartialFailure;
      expect(error.message)
        .to.match(/"copy" does not count as caught up: .*checkpoint 99, the leader is at 2/)
        .and.match(/"copy" may be the only copy left of the old data/)
        .and.match(/give the replication another `index`; to do so under the same name, stop it/);
      expect(error.properties).to.include({ status: "SYNCING" });
      expect(life.clock.now() - before).to.be.within(60_000, 70_000);
      expect(warned()).to.have.length(1);
      expect(warned()[0]).to.match(warning);
      expect(life.statuses.join()).to.match(/follower checkpoint 99, ahead of the leader's 2/);
      expect(writes(life.pair)).to.deep.equal([`PUT ${plugin}/_start`]);
    });

    it("is said to be so where the time limit comes first, and not to go on by itself", async () => {
      await overtaken(600_000);
      const timeouts = { ...inputs.timeouts, create: "30s" };
      const error = await thrownBy(taken({ ...inputs, timeouts }));
      expect(error.message).to.match(/does not count as caught up/);
      expect(error.message).not.to.match(/continues by itself/);
    });

    it("is not caught up when the leader has come as far, since what it wrote before did not arrive", async () => {
      await overtaken(600_000);
      const sleep = life.clock.sleep.bind(life.clock);
      life.clock.sleep = (...args) => {
        life.pair.leader.addDocuments("orders", 10);
        return sleep(...args);
      };
      expect((await thrownBy(taken())).message).to.match(/does not count as caught up/);
      expect(life.pair.leader.documentCount("orders")).to.be.above(100);
    });

    it("ends a wait as soon as it has paused itself, with what that means", async () => {
      await overtaken(14_000);
      const error = (await thrownBy(taken())) as PartialFailure;
      expect(error.message)
        .to.match(/paused itself because its leader index was deleted/)
        .and.match(/set forceResume to true and run again/);
      expect(error.properties).to.include({ status: "PAUSED" });
      const { outs } = await life.newProcess().update!("copy", error.properties, {
        ...inputs,
        forceResume: true,
      });
      expect(outs).to.include({ status: "SYNCING" });
      expect(life.pair.follower.documentCount("copy")).to.equal(3);
    });

    it("is syncing all the same, which a wait for that says with the warning", async () => {
      await overtaken(600_000);
      expect(await taken({ ...inputs, waitFor: "syncing" })).to.include({ status: "SYNCING" });
      expect(warned()).to.have.length(1);
      expect(warned()[0]).to.match(warning);
    });

    it("is warned of by a refresh", async () => {
      await overtaken(600_000);
      const { props } = await life.newProcess().read!("copy", olds);
      expect(props).to.include({ status: "SYNCING" });
      expect(warned()).to.have.length(1);
      expect(warned()[0]).to.match(warning);
    });

    it("is made good by the way that the warning names", async () => {
      await overtaken(600_000);
      await ask(life.pair.follower, "POST", `${plugin}/_stop`, {});
      await ask(life.pair.follower, "DELETE", "/copy");
      expect((await life.newProcess().read!("copy", olds)).id).to.equal("");
      await life.newProcess().create(inputs);
      expect(life.pair.follower.documentCount("copy")).to.equal(3);
    });
  });
}

describe("a follower that is not ahead", () => {
  it("is not warned of by wait or refresh, and costs a refresh one request for its status", async () => {
    const life = await beginLife();
    const { outs } = await life.newProcess().create(inputs);
    life.pair.follower.requests.length = 0;
    await life.newProcess().read!("copy", outs);
    const asked = life.pair.follower.requests.filter(({ path }) => path.includes("/_status"));
    expect(asked).to.have.length(1);
    expect(life.warnings).to.deep.equal([]);
    await life.close();
  });
});
