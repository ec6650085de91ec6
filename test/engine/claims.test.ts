// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type ClusterPair, connect, startPair } from "../../sandbox/clusters";
import { type EngineStack, newStack } from "../support/engine-stack";
import { writes } from "../support/handler-life";
import { followRule, programOf, replication } from "../support/program-lines";
import { standingOn, type StandingOnFollower } from "../support/standing";

const up = ["up", "--yes", "--skip-preview"] as const;

const copy = { index: "copy", leaderIndex: "orders", leaderAlias: "leader" };
const second = { index: "second", leaderIndex: "orders", leaderAlias: "leader" };
const broken = { index: "broken", leaderIndex: "missing", leaderAlias: "leader" };
const logs = {
  ...{ name: "logs", leaderAlias: "leader", pattern: "logs-*" },
  onDestroy: "stopFollowers",
};
const events = { ...logs, name: "events", pattern: "events-*" };

describe("whose it is, on the real engine", function () {
  this.timeout(20 * 60_000);
  let pair: ClusterPair;
  let stack: EngineStack;
  let standing: StandingOnFollower;

  beforeEach(async () => {
    pair = await startPair({ pace: { autoFollowFirst: 50 } });
    for (const name of ["orders", "logs-1", "events-1"]) pair.leader.addIndex(name, 5);
    standing = standingOn(pair);
    stack = await newStack({ environment: { OPENSEARCH_URL: pair.follower.url } });
  });
  afterEach(async () => {
    await pair.close();
    stack.remove();
  });

  const declare = (...lines: string[]): void => stack.program(programOf(...lines));
  const stops = (): string[] => writes(pair).filter((one) => one.endsWith("_stop"));
  const all = async (): Promise<void> => {
    for (const index of ["copy", "second"])
      expect(await standing.replication(index)).to.equal("SYNCING of orders");
    for (const index of ["logs-1", "events-1"])
      expect(await standing.replication(index)).to.match(new RegExp(` of ${index}$`));
    expect(await standing.rules()).to.deep.equal(["events: events-*", "logs: logs-*"]);
    expect(stops()).to.deep.equal([]);
  };
  const left = (output: string, ...names: string[]): void => {
    for (const name of names)
      expect(output).to.match(new RegExp(`was not (stopped|deleted): urn:\\S+::${name} `));
  };

  it("renamed, and kept from being checked by --exclude, a failed dependency or --target -> left running, which is said; destroy --run-program removes all", async () => {
    await connect(pair);
    declare(
      ...[replication("a", copy), replication("b", second)],
      ...[followRule("c", logs), followRule("d", events)],
    );
    await stack.succeeds(...up);
    const waiting = "{ dependsOn: [broken] }";
    declare(
      replication("broken", broken),
      ...[replication("a1", copy), replication("b1", second, waiting)],
      ...[followRule("c1", logs), followRule("d1", events, waiting)],
    );
    const excluding = ["--exclude", "**::a1", "--exclude", "**::c1", "--continue-on-error"];
    const excluded = await stack.fails(...up, ...excluding);
    expect(excluded).to.match(/no such index \[missing\]/);
    await all();
    left(excluded, "a1", "b1", "c1", "d1");

    const names = (at: string): string[] => [
      ...[replication(`a${at}`, copy), replication(`b${at}`, second)],
      ...[followRule(`c${at}`, logs), followRule(`d${at}`, events)],
    ];
    declare(...names("1"));
    await stack.succeeds(...up);
    await all();
    declare(...names("2"));
    const targeted = await stack.succeeds(...up, "--target", "**::a1", "--target", "**::c1");
    await all();
    left(targeted, "a2", "c2");
    await stack.succeeds(...up);
    await all();

    const folder = join(stack.stack.directory, "home/opensearch-replication");
    rmSync(folder, { recursive: true, force: true });
    writeFileSync(folder, "");
    declare(...names("2").slice(1, 3));
    const refused = await stack.fails(...up);
    expect(refused).to.match(
      /cannot share their notes\.\n +They need the folder \S+home\/opensearch-replication/,
    );
    await all();
    rmSync(folder);
    await stack.succeeds(...up);
    expect(await standing.replication("copy")).to.equal("none");
    expect(await standing.replication("events-1")).to.equal("none");
    expect(await standing.replication("second")).to.equal("SYNCING of orders");

    declare(replication("b2", second), followRule("c3", logs));
    await stack.succeeds("destroy", "--yes", "--skip-preview", "--run-program");
    for (const index of ["second", "logs-1"])
      expect(await standing.replication(index)).to.equal("none");
    expect(await standing.rules()).to.deep.equal([]);
  });

  it("destroy --exclude-protected, --exclude, protect and retainOnDelete beside a rule that stops followers, in a component, too -> what stays goes on running", async () => {
    const covered = (index: string) => ({ ...copy, index, leaderIndex: index });
    for (const name of ["logs-protected", "logs-retained", "logs-excluded", "app-1", "app-listed"])
      pair.leader.addIndex(name, 3);
    await connect(pair);
    const component = {
      connection: { alias: "eu", seeds: [pair.leader.transportAddress] },
      indexes: ["app-listed"],
      autoFollow: { apps: { pattern: "app-*" } },
    };
    const protecting = `{ transforms: [({ type, props, opts }) =>
      type.endsWith(":StartedReplication") ? { props, opts: { ...opts, protect: true } } : undefined] }`;
    declare(
      followRule("rule", logs),
      replication("kept", covered("logs-protected"), "{ protect: true }"),
      replication("retained", covered("logs-retained"), "{ retainOnDelete: true }"),
      replication("excluded", covered("logs-excluded")),
      `new replication.ReplicatedCluster("eu", ${JSON.stringify(component)}, ${protecting});`,
    );
    await stack.succeeds(...up);
    const output = await stack.succeeds(
      ...["destroy", "--yes", "--skip-preview", "--exclude-protected", "--exclude", "**::excluded"],
    );
    for (const index of ["logs-protected", "logs-retained", "logs-excluded", "app-listed"])
      expect(await standing.replication(index), index).to.equal(`SYNCING of ${index}`);
    for (const index of ["logs-1", "app-1"])
      expect(await standing.replication(index), index).to.equal("none");
    expect(await standing.rules()).to.deep.equal([]);
    for (const index of ["logs-protected", "logs-retained", "logs-excluded", "app-listed"])
      expect(output).to.match(new RegExp(`Followers that continue.*${index}`));
  });

  it("deletedWith its connection -> destroy works; adopted, and stopped by somebody else in the same deployment -> told", async () => {
    await connect(pair);
    await standing.start("copy", "orders");
    const seeds = [pair.leader.transportAddress];
    const own = [
      `const eu = new replication.LeaderConnection("eu", ${JSON.stringify({ alias: "eu", seeds })});`,
      replication(
        "withIt",
        `{ index: "second", leaderIndex: "orders", leaderAlias: eu }`,
        "{ deletedWith: eu }",
      ),
    ];
    const url = `${pair.follower.url}/_plugins/_replication/copy/_stop`;
    const somebody = `class Somebody extends pulumi.dynamic.Resource {
      constructor(name) {
        super({
          create: async () => ({ id: "copy", outs: {} }),
          delete: async () => {
            const headers = { "content-type": "application/json" };
            await fetch(${JSON.stringify(url)}, { method: "POST", headers, body: "{}" });
          },
        }, name, {});
      }
    }
    new Somebody("somebody");`;
    declare(...own, somebody);
    await stack.succeeds(...up);
    declare(...own, replication("adopting", copy));
    const output = await stack.succeeds(...up);
    expect(output).to.match(/that replication is adopted/);
    expect(await standing.replication("copy")).to.equal("none");
    expect(output).to.match(/which this deployment adopted, has been stopped since/);
    await stack.succeeds("destroy", "--yes", "--skip-preview");
    expect(await standing.replication("second")).to.equal("none");
    expect(await standing.connections()).to.deep.equal(["leader"]);
  });
});
