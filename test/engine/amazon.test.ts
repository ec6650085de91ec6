// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { type ClusterPair, connect, startPair } from "../../sandbox/clusters";
import { type EngineStack, newStack } from "../support/engine-stack";

describe("Amazon's service, on the real engine", function () {
  this.timeout(20 * 60_000);
  let pair: ClusterPair;
  let stack: EngineStack;

  beforeEach(async () => {
    pair = await startPair();
    pair.leader.addIndex("orders", 50);
  });
  afterEach(async () => {
    await pair.close();
    stack.remove();
  });

  /** A program of a replication, on the pair as behind a tunnel to that host. */
  async function declare(host: string): Promise<void> {
    const environment = { OPENSEARCH_URL: pair.follower.url, OPENSEARCH_HOST_OVERRIDE: host };
    stack = await newStack({ environment });
    stack.program(
      [
        'const replication = require("pulumi-opensearch-replication");',
        'const inputs = { index: "copy", leaderAlias: "eu", leaderIndex: "orders" };',
        'exports.status = new replication.StartedReplication("orders", inputs).status;',
      ].join("\n"),
    );
  }

  it("is waited for until its outbound connection is there, on the resource's row", async () => {
    await declare("search-x.eu-west-1.es.amazonaws.com");
    const up = stack.succeeds("up", "--yes", "--skip-preview");
    const isRefused = (): boolean =>
      pair.follower.requests.some(({ path }) => path.endsWith("/_start"));
    while (!isRefused()) await new Promise((resolve) => setTimeout(resolve, 50));
    await connect(pair, "eu");
    expect(await up)
      .to.match(/orders.*\n?.*Connection "eu" does not reach the leader yet: waiting for it/)
      .and.to.match(/status *: "SYNCING"/);
  });

  it("is refused at once where it is serverless", async () => {
    await declare("x.eu-west-1.aoss.amazonaws.com");
    expect(await stack.fails("up", "--yes", "--skip-preview")).to.match(
      /Serverless \(aoss\) has no cross-cluster replication/,
    );
    expect(pair.follower.requests).to.deep.equal([]);
  });
});
