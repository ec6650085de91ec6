// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { type ClusterPair, connect, startPair } from "../../sandbox/clusters";
import { type EngineStack, newStack } from "../support/engine-stack";
import { writes } from "../support/handler-life";
import { programOf, provider, replication } from "../support/program-lines";
import { standingOn } from "../support/standing";

const up = ["up", "--yes", "--skip-preview"] as const;
const copy = { index: "copy", leaderIndex: "orders", leaderAlias: "leader" };

describe("one name on two clusters, on the real engine", function () {
  this.timeout(20 * 60_000);
  let east: ClusterPair;
  let west: ClusterPair;
  let stack: EngineStack;
  /** West's create takes as long as east's stop has not come: its leader is away until then. */
  let isWestHeld: boolean;
  const arrived = (cluster: string, path: string, pair: ClusterPair): void => {
    if (cluster !== "follower" || !isWestHeld) return;
    if (pair === west && path === "/_plugins/_replication/copy/_status") west.leader.goDown();
    if (pair !== east || path !== "/_plugins/_replication/copy/_stop") return;
    isWestHeld = false;
    west.leader.comeBack();
  };

  beforeEach(async () => {
    isWestHeld = false;
    const started = async (which: () => ClusterPair): Promise<ClusterPair> =>
      startPair({
        pace: { afterOutage: 100 },
        onRequest: (cluster, { path }) => arrived(cluster, path, which()),
      });
    [east, west] = [await started(() => east), await started(() => west)];
    for (const pair of [east, west]) {
      pair.leader.addIndex("orders", 20);
      pair.leader.addIndex("other", 3);
      await connect(pair);
    }
    stack = await newStack();
  });
  afterEach(async () => {
    await Promise.all([east.close(), west.close()]);
    stack.remove();
  });

  const declare = (...lines: string[]): void => stack.program(programOf(...lines));
  const on = (pair: ClusterPair): Promise<string> => standingOn(pair).replication("copy");

  it("one is replaced while the other's long create runs, then removed -> each for itself", async () => {
    const providers = [provider("east", east.follower.url), provider("west", west.follower.url)];
    const of = (name: string, args: object): string =>
      replication(`${name}Orders`, args, `{ provider: ${name} }`);
    declare(...providers, of("east", copy));
    await stack.succeeds(...up);
    const another = { ...copy, leaderIndex: "other" };
    isWestHeld = true;
    const timeouts = { create: "2m" };
    declare(...providers, of("west", { ...copy, timeouts }), of("east", another));
    const replaced = await stack.succeeds(...up);
    expect(isWestHeld).to.equal(false);
    expect(replaced).not.to.match(/owns it|took it over/);
    expect(await on(east)).to.equal("SYNCING of other");
    expect(await on(west)).to.equal("SYNCING of orders");
    declare(...providers, of("west", copy));
    const removed = await stack.succeeds(...up);
    expect(removed).not.to.match(/owns it|took it over/);
    expect(await on(east)).to.equal("none");
    expect(await on(west)).to.equal("SYNCING of orders");
  });

  it("the address changes to another cluster whose uuid is hidden -> refresh and destroy refuse, and name both and the permission", async () => {
    for (const { follower } of [east, west]) follower.offersNot(/^\/$/);
    const addressed = ({ follower }: ClusterPair): void =>
      void (stack.stack.environment["OPENSEARCH_URL"] = follower.url);
    const doomed = { ...copy, onDestroy: "deleteIndex" };
    declare(replication("orders", doomed));
    addressed(east);
    await stack.succeeds(...up);
    await standingOn(west).start("copy", "orders");
    const before = [writes(east), writes(west)];
    addressed(west);
    for (const command of ["refresh", "destroy"]) {
      const refused = await stack.fails(command, "--yes", "--skip-preview");
      for (const { follower } of [east, west])
        expect(refused).to.include(follower.url.replace("http://", ""));
      expect(refused).to.include("cluster:monitor/main");
    }
    expect([writes(east), writes(west)]).to.deep.equal(before);
    expect(stack.replications()).to.have.length(1);
  });

  it("two spellings of one address, and two replications into one index -> told", async () => {
    const spelled = east.follower.url.replace("127.0.0.1", "localhost");
    declare(
      ...[provider("numbers", east.follower.url), provider("name", spelled)],
      replication("one", copy, "{ provider: numbers }"),
      replication("two", copy, "{ provider: name, dependsOn: [one] }"),
    );
    expect(await stack.fails(...up)).to.match(
      /is owned by urn:\S+::one of this program already: 127\.0\.0\.1:\d+ and localhost:\d+ are one cluster/,
    );
    expect(await on(east)).to.equal("SYNCING of orders");
  });
});
