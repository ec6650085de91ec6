// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { type ClusterPair, startPair } from "../../sandbox/clusters";
import { type EngineStack, newStack } from "../support/engine-stack";

const up = ["up", "--yes", "--skip-preview"] as const;

describe("the folder examples/many-indexes", function () {
  this.timeout(20 * 60_000);
  let pair: ClusterPair;
  let stack: EngineStack;

  beforeEach(async () => {
    pair = await startPair();
    for (const index of ["orders", "customers", "invoices"]) pair.leader.addIndex(index, 5);
    stack = await newStack({
      project: "examples/many-indexes",
      environment: { OPENSEARCH_URL: pair.follower.url },
    });
    await set("leaderSeeds[0]", pair.leader.transportAddress);
    await set("indexes[0]", "orders");
    await set("indexes[1].leaderIndex", "customers");
    await set("indexes[1].index", "clients");
  });
  afterEach(async () => {
    await pair.close();
    stack.remove();
  });

  const set = (path: string, value: string) =>
    stack.succeeds("config", "set", "--path", path, value);

  it("replicates what is on the list, and changes nothing in a second up", async () => {
    const output = await stack.succeeds(...up);
    expect(output).to.match(/connected *: true/);
    expect(output).to.match(/caughtUp *: true/);
    expect(output).to.match(/\[0\]: "orders-copy"\s+\[1\]: "clients"/);
    for (const index of ["orders-copy", "clients"])
      expect(pair.follower.documentCount(index)).to.equal(5);
    const second = await stack.succeeds(...up);
    expect(second)
      .to.match(/\d+ unchanged/)
      .and.not.to.match(/[+~-] \d+ (creat|updat|delet)/);
  });

  it("starts what is added to the list, and stops what is taken out of it, and touches no other", async () => {
    await stack.succeeds(...up);
    await set("indexes[2]", "invoices");
    const added = await stack.succeeds(...up);
    expect(added).to.match(/StartedReplication replicated-invoices created/);
    expect(added).not.to.match(/replicated-(orders|customers)\S* (creat|updat|delet)/);
    expect(pair.follower.documentCount("invoices-copy")).to.equal(5);
    await stack.succeeds("config", "rm", "--path", "indexes[0]");
    const removed = await stack.succeeds(...up);
    expect(removed).to.match(/StartedReplication replicated-orders deleted/);
    expect(removed).not.to.match(/replicated-(invoices|customers)\S* (creat|updat|delet)/);
    expect(pair.follower.documentCount("orders-copy")).to.equal(5);
  });
});
