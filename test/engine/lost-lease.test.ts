// SPDX-License-Identifier: Apache-2.0
import { setTimeout as delay } from "node:timers/promises";
import { expect } from "chai";
import { type ClusterPair, connect, startPair } from "../../sandbox/clusters";
import { ask } from "../support/ask";
import { declaring, type EngineStack, newStack } from "../support/engine-stack";

const copy = { index: "copy", leaderIndex: "orders", leaderAlias: "leader" };
const up = ["up", "--yes", "--skip-preview"] as const;
const period = { "index.soft_deletes.retention_lease.period": "1s" };

describe("a replication whose lease is gone, on the real engine", function () {
  this.timeout(20 * 60_000);
  let pair: ClusterPair;
  let stack: EngineStack;
  afterEach(async () => {
    await pair.close();
    stack.remove();
  });

  const declare = (args: object): void =>
    stack.program(declaring({ orders: { args: { ...copy, ...args } } }));

  for (const version of ["3.4.0", "3.8.0"]) {
    it(`fails an up on ${version} with the ways out; forceResume copies anew, and the next up is unchanged`, async () => {
      pair = await startPair({ version, pace: { leaseCheck: 100 } });
      pair.leader.addIndex("orders", 50);
      await connect(pair, "leader");
      stack = await newStack({ environment: { OPENSEARCH_URL: pair.follower.url } });
      declare({});
      await stack.succeeds(...up);
      await ask(pair.leader, "PUT", "/orders/_settings", period);
      await ask(pair.follower, "POST", "/_plugins/_replication/copy/_pause", {});
      pair.leader.addDocuments("orders", 7);
      await delay(1_500);
      await stack.succeeds("refresh", "--yes", "--skip-preview");

      // A pause by hand is drift of `paused`; a preview promises nothing of what becomes of it.
      const previewed = await stack.succeeds("preview", "--diff");
      expect(previewed)
        .to.match(/paused *: true => false/)
        .and.not.match(/resumes it\./);
      expect(await stack.fails(...up)).to.match(
        /"copy" cannot be resumed: the leader no longer holds the retention lease.*\n\s+Set forceResume to true/,
      );
      expect(pair.follower.documentCount("copy")).to.equal(50);
      expect(await stack.fails(...up)).to.match(/cannot be resumed/);

      declare({ forceResume: true });
      expect(await stack.succeeds(...up)).to.match(/copied again, as forceResume allows/);
      expect(pair.follower.documentCount("copy")).to.equal(57);
      expect(stack.replications()[0]?.outputs).to.include({ status: "SYNCING" });
      expect(await stack.succeeds(...up)).to.match(/2 unchanged/);
    });
  }
});
