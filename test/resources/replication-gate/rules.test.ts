// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import type { PartialFailure } from "../../../provider/doors/dynamic/partial-failure";
import { replicationGateHandler } from "../../../provider/resources/replication-gate/handler";
import { ask } from "../../support/ask";
import { beginLife, type Life } from "../../support/handler-life";
import { thrownBy } from "../../support/thrown-by";

type Properties = Record<string, unknown>;

const urn = "urn:pulumi:test::p::pulumi-nodejs:dynamic/opensearch:ReplicationGate::us-gate";

describe("a gate before a switch, beside the rules of the pair", () => {
  let life: Life;
  beforeEach(async () => {
    life = await beginLife();
    await start("orders");
  });
  afterEach(() => life.close());

  const newProcess = () => life.processOf(replicationGateHandler);

  /** What a rule does with an index that matches. */
  async function start(index: string): Promise<void> {
    if (!life.pair.leader.hasIndex(index)) life.pair.leader.addIndex(index, 5);
    const body = { leader_alias: "leader", leader_index: index };
    const path = `/_plugins/_replication/${index}/_start`;
    expect((await ask(life.pair.follower, "PUT", path, body)).status).to.equal(200);
    life.clock.advance(60_000);
  }

  async function checked(listed: string[], changes: Properties = {}): Promise<Properties> {
    const news = {
      ...{ replications: listed.map((index) => ({ index })), waitFor: "promotable" },
      rules: { leaderAlias: "leader", patterns: ["logs-*"], indexes: listed },
      ...{ __provider: "text", __urn: urn, ...changes },
    };
    const { inputs, failures } = (await newProcess().check?.({}, news)) ?? {};
    expect(failures).to.deep.equal([]);
    return inputs as Properties;
  }

  const switched = async (news: Properties): Promise<Properties | undefined> => {
    const olds = { ...(await checked(["orders"], { waitFor: "caughtUp" })), reached: true };
    return (await newProcess().update?.("us-gate", olds, news))?.outs;
  };

  it("a rule follows what is not listed -> closed, with its name, before anything is waited for; open once it is listed", async () => {
    await start("logs-1");
    const error = (await thrownBy(
      newProcess().create(await checked(["orders"])),
    )) as PartialFailure;
    expect(error.message).to.match(/leaves "logs-1" behind.*Add it to `indexes`/s);
    expect(error.properties).to.include({ reached: false });
    const { outs } = await newProcess().create(await checked(["orders", "logs-1"]));
    expect(outs).to.include({ reached: true });
  });

  it("what only matches, followed not yet or not at all -> closed where the roles change, of no account where they do not", async () => {
    life.pair.leader.addIndex("logs-2", 5);
    const error = await thrownBy(switched(await checked(["orders"])));
    expect(error.message).to.match(/leaves "logs-2" behind/);
    const { outs } = await newProcess().create(await checked(["orders"]));
    expect(outs).to.include({ reached: true });
  });

  it("what matches no rule -> open", async () => {
    await start("drill");
    expect(await switched(await checked(["orders"]))).to.include({ reached: true });
  });

  it("the other site is lost, and may be -> a warning with the name, and open", async () => {
    await start("logs-1");
    life.pair.leader.goDown();
    const news = await checked(["orders"], { whenUnreachable: "defer" });
    expect(await switched(news)).to.include({ reached: true });
    expect(life.warnings.join("\n")).to.match(/leaves "logs-1" behind/);
  });

  it("a refresh of the active site's gate -> warns of what the other site has, and leaves the gate open", async () => {
    const inputs = await checked(["orders"]);
    const { outs } = await newProcess().create(inputs);
    life.pair.leader.addIndex("logs-3", 5);
    const read = await newProcess().read?.("us-gate", outs);
    expect(read?.props).to.include({ reached: true });
    expect(life.warnings.join("\n")).to.match(/leaves "logs-3" behind/);
  });
});
