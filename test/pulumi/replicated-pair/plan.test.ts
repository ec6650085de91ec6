// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import type { PairSite, ReplicatedPairArgs } from "../../../provider";
import { isPending } from "../../../provider/pulumi/arguments";
import { planPair } from "../../../provider/pulumi/replicated-pair/plan";

const site = (more: Partial<PairSite> = {}): PairSite =>
  ({ provider: {} as PairSite["provider"], seeds: ["h:9300"], ...more }) satisfies PairSite;
const args: ReplicatedPairArgs = {
  sites: { eu: site(), us: site({ alias: "america" }) },
  active: "eu",
  indexes: ["orders", { eu: "events-eu", us: "events-us" }],
};
const problems = (change: object): string => {
  const plan = planPair({ ...args, ...change }, isPending);
  return "problems" in plan ? plan.problems.join("; ") : "none";
};

describe("the plan of a pair", () => {
  it("two sites and a list -> who leads, who follows, and what each index is called there", () => {
    const plan = planPair(args, isPending);
    if ("problems" in plan) throw new Error(plan.problems.join());
    const { active, passive } = plan;
    expect([active.name, active.alias, active.indexes]).to.deep.equal([
      "eu",
      "eu",
      ["orders", "events-eu"],
    ]);
    expect([passive.name, passive.alias, passive.indexes]).to.deep.equal([
      "us",
      "america",
      ["orders", "events-us"],
    ]);
  });

  const rows: [string, object, RegExp][] = [
    ["one site", { sites: { eu: site() } }, /exactly two sites/],
    ["three sites", { sites: { eu: site(), us: site(), ap: site() } }, /exactly two sites/],
    ["a misspelt site", { active: "ue" }, /active must be one of the sites, "eu" or "us"/],
    [
      "an active site that is not known yet",
      { active: Promise.resolve("eu") },
      /known in the program/,
    ],
    [
      "a number for an index that is not listed",
      { discard: { order: 5 } },
      /discard names "order"/,
    ],
    ["a misspelt choice", { whenUnreachable: "Defer" }, /"fail" or "defer"/],
    ["no indexes", { indexes: [] }, /not empty/],
    ["an index without a name on a site", { indexes: [{ eu: "orders" }] }, /a name on site "us"/],
    ["an index twice", { indexes: ["orders", "orders"] }, /"orders" more than once/],
    [
      "no way for the other site",
      { sites: { eu: { provider: {} }, us: site() } },
      /sites\.eu needs either seeds or proxyAddress/,
    ],
    [
      "two ways",
      { sites: { eu: site({ proxyAddress: "h:9300" }), us: site() } },
      /either seeds or proxyAddress/,
    ],
    [
      "no provider",
      { sites: { eu: { seeds: ["h:9300"] }, us: site() } },
      /sites\.eu\.provider is missing/,
    ],
  ];
  for (const [title, change, said] of rows)
    it(`${title} -> refused in the program`, () => {
      expect(problems(change)).to.match(said);
    });
});
