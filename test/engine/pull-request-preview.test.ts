// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { type ClusterPair, connect, startPair } from "../../sandbox/clusters";
import { type EngineStack, newStack } from "../support/engine-stack";

describe("the folder examples/pull-request-preview", function () {
  this.timeout(20 * 60_000);
  let pair: ClusterPair;
  let stack: EngineStack;

  beforeEach(async () => {
    pair = await startPair();
    pair.leader.addIndex("orders", 5);
    await connect(pair, "leader");
    stack = await newStack({ project: "examples/pull-request-preview" });
  });
  afterEach(async () => {
    await pair.close();
    stack.remove();
  });

  /** Runs the CLI where the cluster's address is set only if it is given, as in CI. */
  const run = (url: string, ...args: string[]) => {
    stack.stack.environment["OPENSEARCH_URL"] = url;
    return stack.run(args);
  };

  it("shows what it will make, without an address of a cluster", async () => {
    const { code, output } = await run("", "preview", "--diff");
    expect(code, output).to.equal(0);
    expect(output).to.match(/StartedReplication: \(create\)/);
  });

  it("refuses a change that would copy everything again, without an address of a cluster", async () => {
    const made = await run(pair.follower.url, "up", "--yes", "--skip-preview");
    expect(made.output).to.match(/lag *: 0/);
    await stack.succeeds("config", "set", "leaderIndex", "customers");
    const asked = pair.follower.requests.length;
    const { code, output } = await run("", "preview", "--diff");
    expect(code, output).not.to.equal(0);
    expect(output).to.match(/onReplace/);
    expect(pair.follower.requests).to.have.length(asked);
  });
});
