// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { lookUpLeaderIndexes } from "../../provider/reads/leader-indexes";
import { lookUpReplications } from "../../provider/reads/replications";
import { lookUpRules } from "../../provider/reads/rules";
import { ask } from "../support/ask";
import { beginLookUps, leastPrivileged, type LookUpLife } from "../support/look-up-life";
import { thrownBy } from "../support/thrown-by";

describe("a look-up of rules", () => {
  let life: LookUpLife;
  afterEach(() => life.close());
  const rule = (name: string, pattern: string) =>
    ask(life.pair.follower, "POST", "/_plugins/_replication/_autofollow", {
      ...{ leader_alias: "leader", name, pattern },
    });
  const lookUp = async () => {
    const client = await life.reads();
    return lookUpRules(client, await lookUpReplications(client, { details: true }));
  };

  it("what it has started and skipped, when it looked; a name that is taken, one that is new, a system index", async () => {
    life = await beginLookUps({ version: "3.8.0" });
    for (const index of ["logs-1", "logs-2", ".logs-3"]) life.pair.leader.addIndex(index, 3);
    await ask(life.pair.follower, "PUT", "/logs-2", {});
    await rule("logs", "*logs-*");
    await rule("none", "none-*");
    life.clock.advance(200_000);
    const [logs, none] = await lookUp();
    expect(logs).to.include({
      name: "logs",
      pattern: "*logs-*",
      leaderAlias: "leader",
      started: 1,
    });
    expect(logs?.unfollowed).to.deep.equal(["logs-2"]);
    expect(Date.parse(logs?.lastRun ?? "")).to.be.greaterThan(0);
    expect(none?.unfollowed).to.deep.equal([]);
    life.pair.leader.addIndex("logs-4", 3);
    expect((await lookUp())[0]?.unfollowed).to.deep.equal(["logs-2", "logs-4"]);
  });

  it("before 3.6 no rule tells its connection -> what it skips is not told, rather than guessed", async () => {
    life = await beginLookUps({ version: "3.4.0" });
    await rule("logs", "logs-*");
    const [logs] = await lookUp();
    expect(logs).to.not.have.any.keys("leaderAlias", "unfollowed");
  });

  it("a leader that does not tell what is followed -> not told", async () => {
    life = await beginLookUps({ version: "3.8.0" });
    await life.start("copy");
    await rule("orders", "ord*");
    expect((await lookUp())[0]?.unfollowed).to.deep.equal([]);
    life.pair.leader.goDown();
    expect((await lookUp())[0]).to.not.have.property("unfollowed");
  });
});

describe("a look-up of the leader's indexes", () => {
  let life: LookUpLife;
  afterEach(() => life.close());
  const lookUp = async (alias: string, pattern: string, signIn = {}) =>
    lookUpLeaderIndexes(await life.reads(signIn), { alias, pattern });

  it("a pattern -> what matches and can be followed; nothing matches -> nothing", async () => {
    life = await beginLookUps();
    life.pair.leader.addIndex(".ordered", 1);
    expect(await lookUp("leader", "*ord*")).to.deep.equal(["orders"]);
    expect(await lookUp("leader", "none-*")).to.deep.equal([]);
  });

  it("an unknown connection, one that leads nowhere -> an error and not an empty list", async () => {
    life = await beginLookUps();
    expect(await thrownBy(lookUp("lader", "*"))).to.match(/no connection "lader".*"leader"/);
    life.pair.leader.goDown();
    expect(await thrownBy(lookUp("leader", "*"))).to.match(/not connected/);
    expect(await thrownBy(lookUp("a:b", "*"))).to.match(/alias/);
    expect(await thrownBy(lookUp("leader", ""))).to.match(/pattern must be/);
  });

  it("a user who may not -> an error with the permission", async () => {
    life = await beginLookUps({ security: {} });
    expect(await thrownBy(lookUp("leader", "*", leastPrivileged))).to.match(
      /indices:admin\/resolve\/index/,
    );
  });
});
