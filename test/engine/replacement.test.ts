// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { type ClusterPair, connect, startPair } from "../../sandbox/clusters";
import { type EngineStack, newStack } from "../support/engine-stack";
import { writes } from "../support/handler-life";
import { standingOn, type StandingOnFollower } from "../support/standing";

const up = ["up", "--yes", "--skip-preview"] as const;
const literal = JSON.stringify;
const copy = { index: "copy", leaderIndex: "orders", leaderAlias: "leader" };
const stop = "POST /_plugins/_replication/copy/_stop";

describe("a replacement on the real engine", function () {
  this.timeout(20 * 60_000);
  let pair: ClusterPair;
  let stack: EngineStack;
  let standing: StandingOnFollower;

  beforeEach(async () => {
    pair = await startPair();
    pair.leader.addIndex("orders", 50);
    pair.leader.addIndex("other", 3);
    standing = standingOn(pair);
    stack = await newStack({ environment: { OPENSEARCH_URL: pair.follower.url } });
  });
  afterEach(async () => {
    await pair.close();
    stack.remove();
  });

  const declare = (...lines: string[]): void =>
    stack.program(
      ['const replication = require("pulumi-opensearch-replication");', ...lines].join("\n"),
    );
  const replication = (args: object, opts = "{}"): string =>
    `new replication.StartedReplication("orders", ${literal(args)}, ${opts});`;
  const idle = () => stack.succeeds(...up, "--expect-no-changes");

  it("of a changed name starts the new one first, and deletes the old index after it", async () => {
    await connect(pair);
    const doomed = { ...copy, onDestroy: "deleteIndex" };
    declare(replication(doomed));
    await stack.succeeds(...up);
    pair.follower.requests.length = 0;
    declare(replication({ ...doomed, index: "copy-2" }));
    await stack.succeeds(...up);
    expect(writes(pair)).to.deep.equal([
      "PUT /_plugins/_replication/copy-2/_start",
      "POST /_plugins/_replication/copy/_pause",
      // Refused because of the write block, which shows that it is allowed.
      "DELETE /copy",
      stop,
      "PUT /copy/_block/write",
      "DELETE /copy",
    ]);
    await idle();
  });

  it("of a changed name that is taken leaves the old one running, and changing it back helps", async () => {
    await connect(pair);
    pair.follower.addIndex("taken", 5);
    declare(replication(copy));
    await stack.succeeds(...up);
    declare(replication({ ...copy, index: "taken" }));
    expect(await stack.fails(...up)).to.match(/"taken" already exists/);
    expect(await standing.replication("copy")).to.equal("SYNCING of orders");
    declare(replication(copy));
    await stack.succeeds(...up);
    expect(await standing.replication("copy")).to.equal("SYNCING of orders");
    expect(pair.follower.documentCount("taken")).to.equal(5);
    await idle();
  });

  it("of the leader and the provider together asks before it stops, also where it is refused", async () => {
    await connect(pair);
    const provider = (name: string): string =>
      `const ${name} = new replication.Provider(${literal(name)}, { url: ${literal(pair.follower.url)} });`;
    const both = [provider("first"), provider("second")];
    declare(...both, replication(copy, "{ provider: first }"));
    await stack.succeeds(...up);
    declare(...both, replication({ ...copy, leaderIndex: "missing" }, "{ provider: second }"));
    expect(await stack.fails(...up)).to.match(/no such index \[missing\]/);
    expect(await standing.replication("copy")).to.equal("SYNCING of orders");
    pair.follower.requests.length = 0;
    declare(...both, replication({ ...copy, leaderIndex: "other" }, "{ provider: second }"));
    await stack.succeeds(...up);
    expect(writes(pair)[0]).to.equal("PUT /_plugins/_replication/copy/_start");
    expect(await standing.replication("copy")).to.equal("SYNCING of other");
    await idle();
  });

  for (const [what, opts] of [
    ["after", "{}"],
    ["before, as deleteBeforeReplace wishes,", "{ deleteBeforeReplace: true }"],
  ] as const) {
    it(`of a connection moves its replications; the old one goes ${what} the new one is made`, async () => {
      const seeds = literal([pair.leader.transportAddress]);
      const declared = (alias: string): void =>
        declare(
          `const leader = new replication.LeaderConnection("leader", { alias: ${literal(alias)}, seeds: ${seeds} }, ${opts});`,
          `new replication.StartedReplication("orders", { index: "copy", leaderIndex: "orders", leaderAlias: leader });`,
        );
      declared("eu");
      await stack.succeeds(...up);
      declared("europe");
      await stack.succeeds(...up);
      expect(await standing.connections()).to.deep.equal(["europe"]);
      expect(await standing.replication("copy")).to.equal("SYNCING of orders");
      expect(pair.follower.documentCount("copy")).to.equal(50);
      await idle();
      await stack.succeeds("destroy", "--yes", "--skip-preview");
      expect(await standing.connections()).to.deep.equal([]);
    });
  }

  for (const opts of ["{}", "{ retainOnDelete: true }"]) {
    it(`never deletes a promoted copy, with the options ${opts}, and its ways out work`, async () => {
      await connect(pair);
      declare(replication(copy, opts));
      await stack.succeeds(...up);
      await standing.stop("copy");
      await standing.write("copy", 3);
      const changed = { ...copy, leaderIndex: "other" };
      declare(replication(changed, opts));
      expect(await stack.fails(...up)).to.match(/DELETE \/copy.*ifIndexExists to "overwrite"/);
      expect(pair.follower.documentCount("copy")).to.equal(53);
      declare(replication({ ...changed, ifIndexExists: "overwrite" }, opts));
      await stack.succeeds(...up);
      expect(await standing.replication("copy")).to.equal("SYNCING of other");
      await idle();
    });
  }

  it("of a rename keeps a promoted copy, and so does a destroy that is to delete the index", async () => {
    await connect(pair);
    const doomed = { ...copy, onDestroy: "deleteIndex" };
    declare(replication(doomed));
    await stack.succeeds(...up);
    await standing.stop("copy");
    await standing.write("copy", 3);
    declare(replication({ ...doomed, index: "copy-2" }));
    expect(await stack.succeeds(...up)).to.match(
      /"copy" was not deleted: .* may have been written/,
    );
    expect(pair.follower.documentCount("copy")).to.equal(53);
    await standing.stop("copy-2");
    await standing.write("copy-2", 3);
    const output = await stack.fails("destroy", "--yes", "--skip-preview");
    expect(output).to.match(/set onDestroy to "keepIndex", run `pulumi up`/);
    declare(replication({ ...doomed, index: "copy-2", onDestroy: "keepIndex" }));
    await stack.succeeds(...up);
    await stack.succeeds("destroy", "--yes", "--skip-preview");
    expect(pair.follower.documentCount("copy-2")).to.equal(53);
  });
});
