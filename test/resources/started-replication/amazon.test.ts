// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { PartialFailure } from "../../../provider/doors/dynamic/partial-failure";
import { autoFollowRuleHandler } from "../../../provider/resources/auto-follow-rule/handler";
import { leaderConnectionHandler } from "../../../provider/resources/leader-connection/handler";
import { connect } from "../../../sandbox/clusters";
import { beginLife, type Life, writes } from "../../support/handler-life";
import { checkedInputs } from "../../support/replication-inputs";
import { thrownBy } from "../../support/thrown-by";

const inputs = { ...checkedInputs, leaderAlias: "eu" };
const rule = {
  ...{ name: "all", leaderAlias: "eu", pattern: "orders-*", onDestroy: "stopFollowers" },
  ...{ timeouts: { create: "20m", delete: "10m" }, __provider: "text" },
};
/** The pair behind a tunnel that leads to a domain. */
const tunnel = { hostOverride: "search-x.eu-west-1.es.amazonaws.com" };
const start = "PUT /_plugins/_replication/copy/_start";

describe("a domain of Amazon's service", () => {
  let life: Life;
  beforeEach(async () => (life = await beginLife()));
  afterEach(() => life.close());

  /** The connection is there so many milliseconds from now. */
  const connectedIn = (milliseconds: number): void => {
    const at = life.clock.now() + milliseconds;
    const sleep = life.clock.sleep.bind(life.clock);
    let isMade = false;
    life.clock.sleep = async (...args) => {
      await sleep(...args);
      if (isMade || life.clock.now() < at) return;
      isMade = true;
      await connect(life.pair, "eu");
    };
  };
  const replication = () => life.newProcess(tunnel);
  const rules = () => life.processOf(autoFollowRuleHandler, tunnel);

  describe("whose outbound connection is not ACTIVE yet", () => {
    it("is waited for by a start, which says so", async () => {
      connectedIn(240_000);
      const { outs } = await replication().create(inputs);
      expect(outs).to.include({ status: "SYNCING" });
      expect(life.infos.join()).to.match(
        /Connection "eu" does not reach the leader yet: waiting for it, up to 20 min\..*ACTIVE/,
      );
      expect(life.infos).to.have.length(1);
      expect(life.statuses.join()).to.match(/waiting for connection "eu", 3 min/);
    });

    it("is waited for by a rule", async () => {
      connectedIn(240_000);
      const { outs } = await rules().create(rule);
      expect(outs).to.include({ acknowledged: true });
    });

    it("is waited for also where it is there and leads nowhere yet", async () => {
      await connect(life.pair, "eu");
      life.pair.leader.goDown();
      const back = life.clock.now() + 120_000;
      const sleep = life.clock.sleep.bind(life.clock);
      life.clock.sleep = async (...args) => {
        await sleep(...args);
        if (life.clock.now() >= back) life.pair.leader.comeBack();
      };
      expect((await replication().create(inputs)).outs).to.include({ status: "SYNCING" });
    });

    it("is not waited for beyond the limit; nothing is saved then", async () => {
      const begin = life.clock.now();
      const error = await thrownBy(
        replication().create({ ...inputs, timeouts: { ...inputs.timeouts, create: "5m" } }),
      );
      expect(life.clock.now() - begin).to.equal(300_000);
      expect(error).not.to.be.instanceOf(PartialFailure);
      expect(error.message).to.match(
        /no such remote cluster.*aws\.opensearch\.OutboundConnection/s,
      );
      expect(error.message).not.to.match(/LeaderConnection/);
    });

    it("is no matter on a cluster of one's own, which refuses at once", async () => {
      const error = await thrownBy(life.newProcess().create(inputs));
      expect(error.message).to.match(/a LeaderConnection creates one/);
      expect(writes(life.pair)).to.deep.equal([start]);
      expect(life.clock.sleeps).to.deep.equal([]);
    });
  });

  describe("that offers a call to nobody (401)", () => {
    beforeEach(() => connect(life.pair, "eu"));

    it("starts, refreshes and stops without the settings of an index and the cluster state", async () => {
      life.pair.follower.offersNot(/_settings$/);
      life.pair.follower.offersNot(/^\/_cluster\/state/);
      life.pair.follower.offersNot(/^\/$/);
      const { outs = {} } = await replication().create(inputs);
      expect((await replication().read!("copy", outs)).props).to.include({ status: "SYNCING" });
      await replication().delete!("copy", outs);
      expect((await replication().read!("copy", outs)).id).to.equal("");
      expect(life.pair.follower.hasIndex("copy")).to.equal(true);
    });

    it("does not take a rule that it does not show for gone", async () => {
      life.pair.follower.offersNot(/autofollow_stats$/);
      const { id, outs = {} } = await rules().create(rule);
      expect((await rules().read!(id, outs)).id).to.equal(id);
    });

    for (const [what, hide] of [
      ["does not list replications", () => life.pair.follower.offersNot(/^\/_cluster\/state/)],
      [
        "shows a part of the cluster state and of the statistics",
        () => {
          life.pair.follower.cutsDown(/^\/_cluster\/state/, "metadata.replication_metadata");
          life.pair.follower.cutsDown(/follower_stats$/, "num_failed_indices");
        },
      ],
      ["does not list rules", () => life.pair.follower.offersNot(/autofollow_stats$/)],
      [
        "leaves the rules out of their list",
        () => life.pair.follower.cutsDown(/autofollow_stats$/, "autofollow_stats"),
      ],
    ] as const) {
      it(`stops no followers with their rule where it ${what}, and says how to go on`, async () => {
        const { id, outs = {} } = await rules().create(rule);
        hide();
        const error = await thrownBy(rules().delete!(id, outs));
        expect(error.message).to.match(
          /is not known, so none can be stopped with it: .* Set onDestroy to "keepFollowers"/s,
        );
        expect(writes(life.pair)).to.have.length(1);
      });
    }

    it("stops none, and deletes the rule, where its statistics count none", async () => {
      const { id, outs = {} } = await rules().create(rule);
      life.pair.follower.cutsDown(/^\/_cluster\/state/, "metadata.replication_metadata");
      await rules().delete!(id, outs);
      expect(writes(life.pair)).to.have.length(2);
    });

    it("keeps a connection where it does not show what uses it, and says how to go on", async () => {
      life.pair.follower.offersNot(/^\/_cluster\/state/);
      const doomed = { alias: "eu", force: false, waitFor: "connected", clusterUuid: "" };
      const connection = life.processOf(leaderConnectionHandler, tunnel);
      const error = await thrownBy(connection.delete!("eu", doomed));
      expect(error.message).to.match(/"eu" is still used is not known: .* Set `force: true`/s);
    });

    it("says how a connection is made there", async () => {
      life.pair.follower.offersNot(/^\/_remote\/info$/);
      const wanted = { alias: "us", seeds: [life.pair.leader.transportAddress] };
      const connection = {
        ...{ ...wanted, adopt: false, force: false, waitFor: "connected", __provider: "text" },
        timeouts: { create: "2m", update: "2m", delete: "2m" },
      };
      const error = await thrownBy(
        life.processOf(leaderConnectionHandler, tunnel).create(connection),
      );
      expect(error.message).to.match(
        /not allowed \(HTTP 401\).*aws\.opensearch\.OutboundConnection/s,
      );
    });
  });

  it("deletes no copy under a name that it may not be deleted under", async () => {
    await connect(life.pair, "eu");
    const { outs = {} } = await replication().create(inputs);
    life.pair.follower.offersNot(/^\/copy$/);
    const error = await thrownBy(
      replication().delete!("copy", { ...outs, onDestroy: "deleteIndex" }),
    );
    expect(error.message).to.match(/Could not delete index "copy".*is not allowed/s);
    const plugin = "POST /_plugins/_replication/copy";
    const asked = [`${plugin}/_pause`, "DELETE /copy", `${plugin}/_resume`];
    expect(writes(life.pair)).to.deep.equal([start, ...asked]);
  });

  it("that is serverless is refused before it is called", async () => {
    const serverless = { hostOverride: "x.eu-west-1.aoss.amazonaws.com" };
    life.pair.follower.requests.length = 0;
    const error = await thrownBy(life.newProcess(serverless).create(inputs));
    expect(error.message).to.match(/Serverless \(aoss\) has no cross-cluster replication/);
    expect(life.pair.follower.requests).to.deep.equal([]);
  });
});
