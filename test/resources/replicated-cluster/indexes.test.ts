// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { planIndexes } from "../../../provider/pulumi/replicated-cluster/indexes";

describe("the indexes of a ReplicatedCluster", () => {
  it("have their leader's name, what rename makes of it, or the name they say", () => {
    const listed = ["orders", { leaderIndex: "events", index: "events-copy", paused: true }];
    expect(planIndexes(listed)).to.deep.equal({
      indexes: [
        { leaderIndex: "orders", own: { leaderIndex: "orders", index: "orders" } },
        {
          leaderIndex: "events",
          own: { leaderIndex: "events", index: "events-copy", paused: true },
        },
      ],
    });
    const renamed = planIndexes(listed, (leaderIndex) => `${leaderIndex}-eu`);
    expect("indexes" in renamed && renamed.indexes.map(({ own }) => own.index)).to.deep.equal([
      "orders-eu",
      "events-copy",
    ]);
  });

  for (const [what, listed, rename, problems] of [
    ["a leader that is listed twice", ["a", "b", "a"], undefined, [/"a" more than once/]],
    [
      "two leaders with one follower",
      ["a-1", "a-2"],
      (name: string) => name.slice(0, 1),
      [/gives "a-1" and "a-2" the same follower, "a"/],
    ],
    ["nothing", ["a", { leaderIndex: "b", index: "c" }], undefined, []],
  ] as const) {
    it(`are told when they are not in order: ${what}`, () => {
      const planned = planIndexes(listed, rename);
      const found = "problems" in planned ? planned.problems : [];
      expect(found).to.have.length(problems.length);
      problems.forEach((problem, i) => expect(found[i]).to.match(problem));
    });
  }
});
