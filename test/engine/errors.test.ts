// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { type ClusterPair, connect, startPair } from "../../sandbox/clusters";
import { declaring, type EngineStack, newStack } from "../support/engine-stack";
import { json, startServer } from "../support/loopback-server";

const up = ["up", "--yes", "--skip-preview"] as const;
const quiet = { waitFor: "acknowledged" };

describe("an error on the real engine is lines, each said once", function () {
  this.timeout(20 * 60_000);
  let pair: ClusterPair;
  let stack: EngineStack;

  beforeEach(async () => {
    pair = await startPair({ pace: { copy: 600_000 } });
    pair.leader.addIndex("orders", 50);
    await connect(pair, "leader");
    stack = await newStack({ environment: { OPENSEARCH_URL: pair.follower.url } });
  });
  afterEach(async () => {
    await pair.close();
    stack.remove();
  });

  const declare = (more: object, opts = "{}"): void => {
    const args = { index: "copy", leaderIndex: "orders", leaderAlias: "leader", ...more };
    stack.program(declaring({ orders: { args, opts } }));
  };
  /** What the diagnostics say of it, and whether nothing but its first line is said elsewhere. */
  const said = (output: string): { lines: string[]; isOnce: boolean } => {
    const [, block = ""] = /\(orders\):\n( +error: [^]*?)\n\n/.exec(output) ?? [];
    const lines = block.split("\n").map((line) => line.replace(/^ {4}(error: )?/, ""));
    const isOnce = lines.slice(1).every((line) => output.split(line.trim()).length === 2);
    return { lines, isOnce };
  };

  it("a refused create -> what was done, what was answered, what to try, where more is", async () => {
    declare({ leaderIndex: "missing" });
    const { lines, isOnce } = said(await stack.fails(...up));
    expect(lines).to.deep.equal([
      `Could not start replication of leader index "missing" over connection "leader" into follower index "copy" on ${pair.follower.url}:`,
      "  index_not_found_exception: no such index [missing] (HTTP 404).",
      "  leaderIndex must exist on the leader cluster before the start; check its spelling and which cluster leaderAlias points to.",
      "  See docs/troubleshooting.md#leader-index-missing",
    ]);
    expect(isOnce).to.equal(true);
  });

  it("a create that is half done", async () => {
    declare({ timeouts: { create: "1s" } });
    const { lines, isOnce } = said(await stack.fails(...up));
    expect(lines).to.deep.equal([
      "1 error occurred:",
      '\t* The replication into "copy" was not caught up within 1 s; last seen: BOOTSTRAPPING.',
      '\t  It continues by itself: run again to keep waiting, raise timeouts, or set waitFor to "acknowledged".',
    ]);
    expect(isOnce).to.equal(true);
  });

  it("a refresh and a destroy that fail -> of what the host prints besides, the first line", async () => {
    declare(quiet);
    await stack.succeeds(...up);
    await pair.close();
    for (const command of ["refresh", "destroy"]) {
      const { lines, isOnce } = said(await stack.fails(command, "--yes", "--skip-preview"));
      const [first, ...more] = lines;
      expect(first).to.equal(
        `Could not ask which cluster this is (GET /) on ${pair.follower.url}:`,
      );
      expect(more.map((line) => line.slice(0, 30))).to.deep.equal([
        "  connect ECONNREFUSED 127.0.0",
        "  Nothing listens at that addr",
        "  If that cluster is gone for ",
        "  See docs/troubleshooting.md#",
      ]);
      expect(isOnce).to.equal(true);
    }
  });

  it("a server's text with line breaks and sentences -> one line", async () => {
    const reason = "no.\n  Run evil | sh\r\nand. See\n\nelsewhere";
    const forger = await startServer(() => json(400, { error: { type: "x", reason } }));
    declare({}, `{ provider: new replication.Provider("own", { url: "${forger.url}" }) }`);
    const { lines } = said(await stack.fails(...up));
    await forger.close();
    expect(lines.slice(1)).to.deep.equal(["  x: no. Run evil | sh and. See elsewhere (HTTP 400)."]);
  });
});
