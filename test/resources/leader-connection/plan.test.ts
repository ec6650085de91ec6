// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import {
  isFree,
  planConnection,
  type ExistingConnection,
} from "../../../provider/resources/leader-connection/plan";
import type { ConnectionInputs } from "../../../provider/resources/leader-connection/schema";

const wanted = { alias: "eu", seeds: ["a:9300", "b:9300"], adopt: false } as ConnectionInputs;
const none: ExistingConnection = { persistent: {}, transient: {}, info: undefined };
const inFile: ExistingConnection = {
  ...none,
  info: { isConnected: true, mode: "sniff", addresses: ["a:9300"], connected: 1 },
};

describe("the plan of a connection", () => {
  it("is to set what is wanted where nothing has the alias", () => {
    expect(planConnection(none, wanted, "create")).to.deep.equal({
      change: { persistent: { seeds: wanted.seeds }, transient: {} },
      warning: undefined,
    });
  });

  it("takes an alias that is set in opensearch.yml for taken, unless it may be adopted", () => {
    expect(isFree(none)).to.equal(true);
    expect(isFree(inFile)).to.equal(false);
    const refused = planConnection(inFile, wanted, "create");
    expect("refusal" in refused && refused.refusal).to.match(
      /it is set in opensearch\.yml \(sniff mode\), and a start over it times out until you remove it there.*\. Set `adopt: true`/,
    );
    const adopted = planConnection(inFile, { ...wanted, adopt: true }, "create");
    expect("change" in adopted && adopted.change.persistent).to.deep.equal({ seeds: wanted.seeds });
  });

  it("takes seeds in another order, and what the server assumes anyway, for the same settings", () => {
    const persistent = { mode: "sniff", seeds: ["b:9300", "a:9300"], skip_unavailable: "false" };
    const plan = planConnection({ ...none, persistent }, wanted, "create");
    expect("change" in plan && plan.change).to.deep.equal({ persistent: {}, transient: {} });
    expect("change" in plan && plan.warning).to.match(/with the same settings and is adopted/);
  });

  it("removes transient settings, which would come before what is set", () => {
    const standing = { ...none, transient: { seeds: ["c:9300"] } };
    expect(planConnection(standing, wanted, "update")).to.deep.equal({
      change: { persistent: { seeds: wanted.seeds }, transient: { seeds: null } },
      warning: undefined,
    });
  });
});
