// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { type ClusterPair, connect, startPair } from "../../sandbox/clusters";
import { type EngineStack, newStack } from "../support/engine-stack";
import { connection, programOf, replication } from "../support/program-lines";
import { standingOn, type StandingOnFollower } from "../support/standing";

const up = ["up", "--yes", "--skip-preview"] as const;
const prefix = "/_plugins/_replication";

describe("evidence before loss, on the real engine", function () {
  this.timeout(20 * 60_000);
  let pair: ClusterPair;
  let stack: EngineStack;
  let standing: StandingOnFollower;
  /** What happens when the follower gets its next request `METHOD /path`. */
  let onArrival: Map<string, () => void>;

  beforeEach(async () => {
    onArrival = new Map();
    pair = await startPair({
      onRequest(cluster, { method, path }) {
        const request = `${method} ${path}`;
        const happens = cluster === "follower" ? onArrival.get(request) : undefined;
        onArrival.delete(request);
        happens?.();
      },
    });
    pair.leader.addIndex("orders", 20);
    pair.leader.addIndex("other", 3);
    standing = standingOn(pair);
    stack = await newStack({ environment: { OPENSEARCH_URL: pair.follower.url } });
  });
  afterEach(async () => {
    await pair.close();
    stack.remove();
  });

  const declare = (...lines: string[]): void => stack.program(programOf(...lines));
  const of = (index: string, leaderAlias: string, leaderIndex = "orders") => ({
    ...{ index, leaderIndex, leaderAlias },
  });
  const startedAt = (): Record<string, unknown> =>
    Object.fromEntries(
      stack.replications().map(({ id = "", outputs = {} }) => [id, outputs["startedAt"]]),
    );

  const changesReplace = '{ replaceOnChanges: ["*"] }';

  it("replacementTrigger changed, replaceWith and replaceOnChanges -> said in the preview, copied anew; with onReplace refuse -> the preview fails", async () => {
    await connect(pair);
    const triggered = (trigger: number, more = {}): void =>
      declare(
        replication(
          "first",
          { ...of("copy", "leader"), ...more },
          `{ replacementTrigger: ${trigger} }`,
        ),
        replication("second", of("second", "leader"), "{ replaceWith: [first] }"),
      );
    triggered(1);
    await stack.succeeds(...up);
    const before = startedAt();
    triggered(2);
    const output = await stack.succeeds("up", "--yes");
    for (const index of ["copy", "second"]) {
      expect(output).to.match(
        new RegExp(`replication into "${index}" is replaced at the program's wish`),
      );
      expect(startedAt()[index], index).to.be.a("string").and.not.to.equal(before[index]);
      expect(await standing.replication(index)).to.equal("SYNCING of orders");
    }
    triggered(3, { onReplace: "refuse" });
    expect(await stack.fails("preview")).to.match(/"refuse": The copy in "copy" is kept/);
    expect(await standing.replication("copy")).to.equal("SYNCING of orders");
    const timeouts = { timeouts: { create: "19m" } };
    const changing = (more: object): void =>
      declare(replication("first", { ...of("copy", "leader"), ...more }, changesReplace));
    changing({});
    await stack.succeeds(...up);
    changing(timeouts);
    expect(await stack.succeeds("preview")).to.match(
      /replication into "copy" is replaced at the program's wish/,
    );
  });

  it("a replacement, or a cascade, that fails after its stop, then a fail-over -> the same up refuses, with the number where it is known; without a write -> it is finished", async () => {
    for (const alias of ["a", "b"]) await connect(pair, alias);
    const leader = { seeds: [pair.leader.transportAddress], timeouts: { create: "2s" } };
    const declared = (leaderIndex: string, connected: object): void =>
      declare(
        replication("written", of("written", "a", leaderIndex)),
        replication("quiet", of("quiet", "b", leaderIndex)),
        connection("eu", { ...leader, ...connected }, "{ deleteBeforeReplace: true }"),
        replication("cascaded", `{ index: "cascaded", leaderIndex: "orders", leaderAlias: eu }`),
      );
    declared("orders", { alias: "eu" });
    await stack.succeeds(...up);
    for (const [index, alias] of [
      ["written", "a"],
      ["quiet", "b"],
    ] as const)
      onArrival.set(`POST ${prefix}/${index}/_stop`, () => disconnect(alias));
    const elsewhere = { alias: "europe", seeds: ["127.0.0.1:1"] };
    declared("other", elsewhere);
    await stack.fails(...up, "--continue-on-error");
    for (const index of ["written", "quiet", "cascaded"])
      expect(await standing.replication(index), index).to.equal("none");
    for (const alias of ["a", "b"]) await connect(pair, alias);
    await standing.write("written", 2);
    await standing.write("cascaded", 3);
    declared("other", { alias: "europe" });
    const refused = await stack.fails(...up, "--continue-on-error");
    expect(refused).to.match(/"written" is not deleted: .* 2 operations have been written/);
    expect(pair.follower.documentCount("written")).to.equal(22);
    expect(refused).to.match(/"cascaded" already exists|"cascaded" exists/);
    expect(pair.follower.documentCount("cascaded")).to.equal(23);
    expect(await standing.replication("quiet")).to.equal("SYNCING of other");
  });

  function disconnect(alias: string): void {
    const persistent = { [`cluster.remote.${alias}.seeds`]: null };
    void fetch(`${pair.follower.url}/_cluster/settings`, {
      method: "PUT",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ persistent }),
    });
  }
});
