// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { leaderConnectionHandler } from "../../../provider/resources/leader-connection/handler";
import { ask } from "../../support/ask";
import { beginLife, type Life } from "../../support/handler-life";
import { thrownBy } from "../../support/thrown-by";

type Properties = Record<string, unknown>;

describe("a LeaderConnection that waits", () => {
  let life: Life;
  beforeEach(async () => (life = await beginLife()));
  afterEach(() => life.close());

  const inputs = (changes: Properties = {}): Properties => ({
    ...{ alias: "eu", seeds: ["10.0.0.1:9300"], adopt: false, force: false, waitFor: "connected" },
    ...{ timeouts: { create: "20m", update: "20m", delete: "2m" }, __provider: "text" },
    ...changes,
  });
  const create = (changes: Properties = {}) =>
    life.processOf(leaderConnectionHandler).create(inputs(changes));
  /** Does something once so much time has passed. */
  const after = (milliseconds: number, event: () => unknown): void => {
    const at = life.clock.now() + milliseconds;
    const sleep = life.clock.sleep.bind(life.clock);
    let isOver = false;
    life.clock.sleep = async (...args) => {
      await sleep(...args);
      if (isOver || life.clock.now() < at) return;
      isOver = true;
      await event();
    };
  };
  const lead = () =>
    ask(life.pair.follower, "PUT", "/_cluster/settings", {
      persistent: { "cluster.remote.eu.seeds": [life.pair.leader.transportAddress] },
    });

  it("goes on when the follower was away for two minutes", async () => {
    after(10_000, () => life.pair.follower.goDown());
    after(130_000, async () => {
      life.pair.follower.comeBack();
      await lead();
    });
    expect((await create()).outs).to.include({ connected: true });
    expect(life.clock.now()).to.be.at.least(130_000);
  });

  it("gives up when the follower has been away for three minutes", async () => {
    const begin = life.clock.now();
    after(10_000, () => life.pair.follower.goDown());
    const error = await thrownBy(create());
    expect(error.message).to.match(/read whether connection "eu" is connected/);
    expect(life.clock.now() - begin).to.be.within(190_000, 215_000);
  });

  it("says what was the matter at last when time is up while the follower is away", async () => {
    after(30_000, () => life.pair.follower.goDown());
    const error = await thrownBy(
      create({ timeouts: { create: "1m", update: "1m", delete: "1m" } }),
    );
    expect(error.message).to.match(
      /not connected within 1 min; the last status call failed: Could not read.*in place: run `pulumi up` again/s,
    );
  });

  it("names the role that the follower's node lacks", async () => {
    life.pair.follower.withoutRemoteRole();
    const limit = { timeouts: { create: "1m", update: "1m", delete: "1m" } };
    const error = await thrownBy(create(limit));
    expect(error.message).to.match(
      /the follower has its settings, but the node that answered does not list it \(GET \/_remote\/info\), since that node lacks the role remote_cluster_client\./,
    );
  });

  it("does not name the role where something has removed the settings", async () => {
    after(20_000, () =>
      ask(life.pair.follower, "PUT", "/_cluster/settings", {
        persistent: { "cluster.remote.eu.seeds": null },
      }),
    );
    const limit = { timeouts: { create: "1m", update: "1m", delete: "1m" } };
    const error = await thrownBy(create(limit));
    expect(error.message).to.match(/something removed its settings meanwhile/);
    expect(error.message).not.to.match(/remote_cluster_client/);
  });

  for (const [version, isWarned] of [
    ["2.6.0", true],
    ["2.7.0", false],
    ["3.4.0", false],
  ] as const) {
    it(`${isWarned ? "warns" : "does not warn"} of proxy mode on ${version}`, async () => {
      life.pair.follower.version = version;
      const proxyAddress = life.pair.leader.transportAddress;
      await create({ seeds: undefined, proxyAddress });
      const warned =
        /in proxy mode, which replication supports from OpenSearch 2\.7 on; this is 2\.6\.0/;
      expect(warned.test(life.warnings.join())).to.equal(isWarned);
    });
  }
});
