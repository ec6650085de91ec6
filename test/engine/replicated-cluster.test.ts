// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { type ClusterPair, startPair } from "../../sandbox/clusters";
import { type EngineStack, newStack } from "../support/engine-stack";

const up = ["up", "--yes", "--skip-preview"] as const;

describe("a ReplicatedCluster on the real engine", function () {
  this.timeout(20 * 60_000);
  let pair: ClusterPair;
  let stack: EngineStack;

  beforeEach(async () => {
    pair = await startPair({ pace: { copy: 1_500 } });
    stack = await newStack({ environment: { OPENSEARCH_URL: pair.follower.url } });
  });
  afterEach(async () => {
    await pair.close();
    stack.remove();
  });

  const names = (count: number): string[] =>
    Array.from({ length: count }, (_, at) => `index-${at + 1}`);

  function declare(indexes: readonly unknown[]): void {
    const connection = { alias: "eu", seeds: [pair.leader.transportAddress] };
    stack.program(
      [
        'const replication = require("pulumi-opensearch-replication");',
        `const eu = new replication.ReplicatedCluster("eu", {
           connection: ${JSON.stringify(connection)},
           indexes: ${JSON.stringify(indexes)},
           rename: (leaderIndex) => leaderIndex + "-eu",
         });`,
        "exports.reached = eu.gate.reached;",
      ].join("\n"),
    );
  }

  it("waits for more copies than the engine has places, together, and is idle after that", async () => {
    for (const name of names(12)) pair.leader.addIndex(name, 10);
    declare(names(12));
    expect(await stack.succeeds("preview")).to.match(/\+ 16 to create/);
    const output = await stack.succeeds(...up);
    expect(output)
      .to.match(/eu-gate .*12 of 12 caught up/)
      .and.to.match(/reached: true/);
    for (const name of names(12)) {
      expect(pair.follower.documentCount(`${name}-eu`), name).to.equal(10);
    }
    expect(await stack.succeeds("preview", "--expect-no-changes")).to.match(/16 unchanged/);
    await stack.succeeds("refresh", "--yes", "--skip-preview", "--expect-no-changes");
    await stack.succeeds("destroy", "--yes", "--skip-preview");
  });

  it("touches only what changes: an index that comes, one that goes, one that is paused", async () => {
    for (const name of names(4)) pair.leader.addIndex(name, 10);
    declare(["index-1", "index-2", { leaderIndex: "index-3", index: "third" }]);
    await stack.succeeds(...up);
    const before = pair.follower.requests.length;
    declare(["index-1", "index-4", { leaderIndex: "index-3", index: "third", paused: true }]);
    expect(await stack.succeeds(...up)).to.match(/\+ 1 created\s+~ 2 updated\s+- 1 deleted/);
    const touched = pair.follower.requests
      .slice(before)
      .filter(({ method, path }) => method !== "GET" && !path.endsWith("/_refresh"))
      .map(({ path }) => path.replace("/_plugins/_replication/", ""));
    expect(touched).to.have.members(["index-4-eu/_start", "third/_pause", "index-2-eu/_stop"]);
    expect(await stack.succeeds("preview", "--expect-no-changes")).to.match(/7 unchanged/);
  });

  it("names each failure of its copies, saves what there is, and the next up goes on", async () => {
    for (const name of names(3)) pair.leader.addIndex(name, 10);
    pair.follower.failBootstrap("index-2-eu");
    declare(names(3));
    const output = await stack.fails(...up);
    expect(output).to.match(/Only 2 of 3 caught up, 1 failed\..*"index-2-eu" has failed/s);
    expect(output).to.match(/Run `pulumi up --refresh`/);
    expect(await stack.succeeds(...up, "--refresh")).to.match(/3 of 3 caught up/);
    expect(await stack.succeeds("preview", "--expect-no-changes")).to.match(/7 unchanged/);
  });
});
