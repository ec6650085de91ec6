// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { join } from "node:path";
import { stopAllDetached } from "../../sandbox/clusters/detached";
import { stackFacts } from "../../sandbox/cluster-stack/stack-facts";
import { type EngineStack, newStack } from "../support/engine-stack";

describe("the folder examples/cluster-stack", function () {
  this.timeout(20 * 60_000);
  let stack: EngineStack;
  let folder: string;

  beforeEach(async () => {
    stack = await newStack({ project: "examples/cluster-stack" });
    folder = join(stack.stack.directory, "clusters");
    await stack.succeeds("config", "set", "clustersFolder", folder);
  });
  afterEach(async () => {
    await stopAllDetached(folder);
    stack.remove();
  });

  it("is a program as it stands, without configuration: clusters, connection, replications", async () => {
    const output = await stack.succeeds("up", "--yes", "--skip-preview");
    expect(output).to.match(/notice *: "two EMULATED clusters: a stand-in, not OpenSearch"/);
    expect(output).to.match(/caughtUp *: true/);
    const { replications } = await stackFacts(stack.stack);
    expect(replications).to.deep.equal(
      [
        ...[{ index: "orders-copy", documents: 1_000, checkpoints: "999 of 999" }],
        ...[{ index: "customers-copy", documents: 200, checkpoints: "199 of 199" }],
      ].map((facts) => ({ ...facts, status: "SYNCING", isFlowing: true })),
    );
  });

  it("asks for real clusters by their configuration, and makes none of its own then", async () => {
    await stack.succeeds("config", "set", "followerUrl", "https://follower.example.com:9200");
    await stack.succeeds("config", "set", "leaderSeed", "leader.example.com:9300");
    await stack.succeeds("config", "set", "--secret", "password", "s3cret");
    const preview = await stack.succeeds("preview");
    expect(preview).not.to.match(/OpenSearchClusters/);
    expect(preview).to.match(/LeaderConnection replicated-connection create/);
  });
});
