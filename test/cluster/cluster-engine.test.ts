// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { followerMark } from "../../provider/opensearch/api/follower-index";
import { notInProgress } from "../../provider/opensearch/api/status";
import { type EngineStack, newStack } from "../support/engine-stack";
import { keysOf } from "./pair/cluster-settings";
import { expectCopy, statusOf } from "./pair/look";
import { variables } from "./pair/provider-settings";
import { rulesNamed } from "./pair/rules";
import { siteOfEachTest } from "./pair/site";

const up = ["up", "--yes", "--skip-preview"] as const;

describe("a ReplicatedCluster of the real engine on real clusters", function () {
  this.timeout(20 * 60_000);
  const site = siteOfEachTest();
  let stack: EngineStack;

  beforeEach(async () => (stack = await newStack({ environment: variables() })));
  afterEach(() => stack.remove());

  it("comes up, stays as it is, takes one more index, and goes without a trace", async () => {
    const names = ["orders", "customers"];
    const followed = await site().leader(20, "logs-1");
    for (const name of names) await site().leader(500, name);
    stack.program(declaring(names));
    // The stack, the component, the connection, the rule, the gate and the replications.
    expect(await stack.succeeds(...up)).to.match(/\+ 7 created/);
    for (const name of names) await expectCopy(leader(name), copyOf(name), 500);
    await expectCopy(followed, followed, 20);
    const preview = await stack.succeeds("preview", "--expect-no-changes");
    expect(preview).to.match(/7 unchanged/);
    await site().leader(300, "events");
    stack.program(declaring([...names, "events"]));
    expect(await stack.succeeds(...up)).to.match(/\+ 1 created\s+~ 1 updated\s+.*6 unchanged/);
    await expectCopy(leader("events"), copyOf("events"), 300);
    const refreshed = await stack.succeeds("refresh", "--yes", "--skip-preview");
    expect(refreshed).to.match(/8 unchanged/);
    expect(await stack.succeeds("destroy", "--yes", "--skip-preview")).to.match(/8 deleted/);
    const { follower } = site().pair;
    for (const name of [...names, "events"]) {
      expect((await statusOf(copyOf(name))).status).to.equal(notInProgress);
      expect(await followerMark(follower, copyOf(name))).to.equal("missing");
    }
    expect((await statusOf(followed)).status).to.equal(notInProgress);
    expect(await keysOf(follower, site().alias())).to.deep.equal({});
    expect(await rulesNamed(follower, site().prefix)).to.deep.equal({});
  });

  const leader = (name: string): string => `${site().prefix}-${name}`;
  const copyOf = (name: string): string => site().follower(`${name}-copy`);

  function declaring(names: readonly string[]): string {
    const args = {
      connection: { alias: site().alias(), seeds: [site().pair.surroundings.leaderSeed] },
      indexes: names.map(leader),
      autoFollow: { [site().rule()]: { pattern: `${site().prefix}-logs-*` } },
      onDestroy: "deleteIndex",
      ...site().roles(),
    };
    for (const name of names) copyOf(name);
    return `
      const replication = require("pulumi-opensearch-replication");
      const rename = (leaderIndex) => leaderIndex + "-copy";
      new replication.ReplicatedCluster("europe", { ...${JSON.stringify(args)}, rename });
    `;
  }
});
