// SPDX-License-Identifier: Apache-2.0
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { PartialFailure } from "../../provider/doors/dynamic/partial-failure";
import { compareHoldings, mayDelete } from "../../provider/replication/compare-holdings";
import { readAtRest } from "../../provider/replication/recopy/hold";
import { deadlineIn } from "../../provider/waiting/clock";
import { addReplicationUser, connect, REPLICATION_ROLES } from "../../sandbox/clusters";
import { ask } from "../support/ask";
import { beginLife, type Life, writes } from "../support/handler-life";
import { manualClock } from "../support/manual-clock";
import { checkedInputs as inputs } from "../support/replication-inputs";
import { thrownBy } from "../support/thrown-by";

const plugin = "/_plugins/_replication/copy";
const stop = `POST ${plugin}/_stop`;
const remove = "DELETE /copy";
const other = { ...inputs, leaderIndex: "other" };
type Props = Record<string, unknown>;
type Handler = ReturnType<Life["newProcess"]>;

/** What the engine asks before it deletes for a replacement. */
async function plannedAsReplacement(handler: Handler, olds: Props, news: Props): Promise<void> {
  await handler.check!(olds, news);
  await handler.diff!("copy", olds, news);
  await handler.check!({}, news);
}

describe("evidence before loss", () => {
  let life: Life;
  let olds: Props;
  /** What happens when the follower gets its next request of that kind. */
  let onArrival: { readonly request: string; readonly happens: () => void } | undefined;
  const arrived = (cluster: string, { method, path }: { method: string; path: string }): void => {
    if (cluster !== "follower" || onArrival === undefined) return;
    if (!`${method} ${path}`.startsWith(onArrival.request)) return;
    const { happens } = onArrival;
    onArrival = undefined;
    happens();
  };
  const at = (request: string, happens: () => void): void =>
    void (onArrival = { request, happens });
  const begin = async (options = {}): Promise<void> => {
    onArrival = undefined;
    life = await beginLife({}, { version: "3.4.0", onRequest: arrived, ...options });
    life.pair.leader.addIndex("other", 3);
  };
  beforeEach(async () => {
    await begin();
    olds = (await life.newProcess().create(inputs)).outs as Props;
  });
  afterEach(() => life.close());

  /** The engine's calls of a replacement; what the create says. */
  const replace = async (news: Props = other, before: Props = olds): Promise<PartialFailure> => {
    const handler = life.newProcess();
    await plannedAsReplacement(handler, before, news);
    await handler.delete!("copy", before);
    return (await thrownBy(handler.create(news))) as PartialFailure;
  };
  /** The delete of a replacement, alone. */
  const replaced = async (): Promise<void> => {
    const handler = life.newProcess();
    await plannedAsReplacement(handler, olds, other);
    await handler.delete!("copy", olds);
  };
  const update = (state: unknown, news: Props = other): Promise<unknown> =>
    life.newProcess().update!("copy", state as Props, news).then(({ outs }) => outs);
  const promote = async (): Promise<void> => {
    await ask(life.pair.follower, "POST", `${plugin}/_stop`, {});
    await write();
  };
  const write = async (): Promise<void> => {
    const { status } = await ask(life.pair.follower, "PUT", "/copy/_doc/mine", {});
    expect(status).to.equal(201);
  };
  const isThere = async (): Promise<boolean> =>
    (await ask(life.pair.follower, "GET", "/copy/_doc/mine")).status === 200;
  const loseConnection = (): void =>
    void ask(life.pair.follower, "PUT", "/_cluster/settings", {
      persistent: { "cluster.remote.leader.seeds": null },
    });

  it("a replacement that fails after its stop, then a fail-over -> the same up refuses, with the number of operations", async () => {
    at(stop, loseConnection);
    const failure = await replace();
    expect(failure.message).to.match(/no such remote cluster/);
    expect(failure.properties).to.include({ status: "REPLACING" });
    expect(life.warnings.join()).to.match(/had already been stopped; its index is left as it is/);
    await connect(life.pair, "leader");
    await write();
    const refused = await thrownBy(update(failure.properties));
    expect(refused.message).to.match(/not deleted.*1 operation has been written.*another `index`/s);
    expect(await isThere()).to.equal(true);
    // The fence is gone again.
    await write().catch(() => undefined);
    const { status } = await ask(life.pair.follower, "PUT", "/copy/_doc/more", {});
    expect(status).to.equal(201);
  });

  it("the same, and nobody writes -> the next up finishes it", async () => {
    at(stop, loseConnection);
    const failure = await replace();
    await connect(life.pair, "leader");
    expect(await update(failure.properties)).to.include({ status: "SYNCING" });
    expect(life.pair.follower.documentCount("copy")).to.equal(3);
  });

  it("the follower cluster goes away at the stop, and a person promotes by hand and writes -> refused", async () => {
    at(stop, () => life.pair.follower.goDown());
    const handler = life.newProcess();
    await plannedAsReplacement(handler, olds, other);
    await handler.delete!("copy", olds).catch(() => undefined);
    life.pair.follower.comeBack();
    await promote();
    const failure = await thrownBy(handler.create(other));
    expect(failure.message).to.match(/written|follows nothing/);
    await thrownBy(life.newProcess().create(other));
    expect(await isThere()).to.equal(true);
  });

  it("a person promotes while the probe waits for the leader's shards -> refused, and nothing is deleted", async () => {
    const start = `PUT ${plugin}/_start`;
    at(start, () => void promote());
    const handler = life.newProcess();
    await plannedAsReplacement(handler, olds, other);
    const error = await thrownBy(handler.delete!("copy", olds));
    expect(error.message).to.match(/may have been written to since|Run again/);
    expect(await isThere()).to.equal(true);
    expect(writes(life.pair).filter((one) => one === remove)).to.deep.equal([]);
  });

  it("a person promotes between the delete in one process and the create in another -> refused, with the number", async () => {
    const [old, fresh] = life.twoProcesses();
    await plannedAsReplacement(fresh, olds, other);
    await old.delete!("copy", olds);
    await promote();
    const failure = (await thrownBy(fresh.create(other))) as PartialFailure;
    expect(failure.message).to.match(/not deleted.*1 operation has been written/);
    await thrownBy(update(failure.properties));
    expect(await isThere()).to.equal(true);
  });

  it("a cancel between the pause and the stop -> the replication goes on", async () => {
    at("GET /copy/_stats", () => life.cancel());
    await thrownBy(replaced());
    const { body } = await ask(life.pair.follower, "GET", `${plugin}/_status`);
    expect(body).to.include({ status: "SYNCING" });
  });

  it("a cancel at the fence -> it is lifted, and the index stays", async () => {
    at("PUT /copy/_block/write", () => life.cancel());
    await replaced().catch(() => undefined);
    expect(writes(life.pair)).to.include("PUT /copy/_block/write");
    await write();
  });

  it("a consent that is taken back after a create that failed -> what a person had written stays", async () => {
    await promote();
    const consenting = { ...other, ifIndexExists: "overwrite" };
    const failure = await replace({ ...consenting, leaderIndex: "nowhere" });
    await thrownBy(update(failure.properties ?? olds));
    expect(await isThere()).to.equal(true);
  });

  it("a person promotes while forceResume waits for its question, and writes -> kept", async () => {
    for (const cluster of [life.pair.leader, life.pair.follower]) cluster.version = "3.9.0";
    await ask(life.pair.follower, "POST", `${plugin}/_pause`, { reason: "maintenance" });
    await ask(life.pair.follower, "GET", "/");
    life.clock.advance(13 * 3_600_000);
    at(`PUT ${plugin}/_start`, () => void promote());
    const forced = { ...inputs, forceResume: true };
    const failure = (await thrownBy(
      update({ ...olds, status: "PAUSED" }, forced),
    )) as PartialFailure;
    await thrownBy(update(failure.properties ?? olds, forced));
    expect(await isThere()).to.equal(true);
  });

  it("forceResume ends after its stop, a fail-over, forceResume is taken out again -> refused, also with onReplace refuse", async () => {
    await ask(life.pair.follower, "POST", `${plugin}/_pause`, { reason: "maintenance" });
    await ask(life.pair.follower, "GET", "/");
    life.clock.advance(13 * 3_600_000);
    at(stop, loseConnection);
    const paused = { ...olds, status: "PAUSED" };
    const forced = { ...inputs, forceResume: true };
    const failure = (await thrownBy(update(paused, forced))) as PartialFailure;
    expect(failure.properties).to.include({ status: "REPLACING" });
    await connect(life.pair, "leader");
    await write();
    for (const news of [inputs, { ...inputs, onReplace: "refuse" }]) {
      const refused = await thrownBy(update(failure.properties, news));
      expect(refused.message).to.match(/1 operation has been written/);
    }
    expect(await isThere()).to.equal(true);
  });

  it("a writer makes the index anew between the deletion and the start -> it is told, stopped and never deleted", async () => {
    life.pair.follower.writerBetween("copy", 7);
    const failure = await replace();
    expect(failure.message).to.match(
      /made index "copy" anew.*holds 7 operations.*auto_create_index/s,
    );
    expect(failure.properties).to.include({ status: "REPLACING" });
    expect(life.pair.follower.documentCount("copy")).to.equal(7);
    await write();
    expect((await thrownBy(update(failure.properties))).message).to.match(/"copy"/);
    expect(life.pair.follower.documentCount("copy")).to.equal(8);
  });

  it("a destroy with deleteIndex, and somebody writes between the stop and the deletion -> kept, with the number", async () => {
    const deleting = { ...olds, onDestroy: "deleteIndex" };
    const { follower } = life.pair;
    at(stop, () =>
      at("GET /copy/_settings?flat_settings=true", () => follower.addDocuments("copy", 1)),
    );
    const error = await thrownBy(life.newProcess().delete!("copy", deleting));
    expect(error.message).to.match(/not deleted.*1 operation has been written/);
    expect(life.pair.follower.documentCount("copy")).to.equal(101);
  });

  it("a destroy with deleteIndex of what a killed run has stopped and fenced -> refused, and the fence is said", async () => {
    await ask(life.pair.follower, "POST", `${plugin}/_stop`, {});
    await ask(life.pair.follower, "PUT", "/copy/_block/write");
    const deleting = { ...olds, onDestroy: "deleteIndex" };
    const refused = await thrownBy(life.newProcess().delete!("copy", deleting));
    expect(refused.message).to.match(/it is not deleted.*Writes to index "copy" are blocked/s);
  });

  it("a person promotes and writes while the copy is read -> kept, by a destroy and by a replacement", async () => {
    at("GET /copy/_stats", () => void promote());
    const deleting = { ...olds, onDestroy: "deleteIndex" };
    await thrownBy(life.newProcess().delete!("copy", deleting));
    expect(await isThere()).to.equal(true);
  });

  it("the second reading fails although the user may read -> kept, however fresh the stop is", async () => {
    const { follower } = life.pair;
    at(stop, () => at("PUT /copy/_block/write", () => follower.cutsDown(/_stats/, "indices")));
    const deleting = { ...olds, onDestroy: "deleteIndex" };
    const error = await thrownBy(life.newProcess().delete!("copy", deleting));
    expect(error.message).to.match(/is not known/);
    expect(follower.hasIndex("copy")).to.equal(true);
  });

  it("the server copies again by force, and a writer makes the index anew -> it is told, and never deleted", async () => {
    for (const cluster of [life.pair.leader, life.pair.follower]) cluster.version = "3.9.0";
    await ask(life.pair.follower, "POST", `${plugin}/_pause`, { reason: "maintenance" });
    await ask(life.pair.follower, "GET", "/");
    life.clock.advance(13 * 3_600_000);
    life.pair.follower.writerBetween("copy", 7);
    const forced = { ...inputs, forceResume: true, waitFor: "syncing" };
    const paused = { ...olds, status: "PAUSED" };
    const failure = (await thrownBy(update(paused, forced))) as PartialFailure;
    expect(failure.message).to.match(/made index "copy" anew.*7 operations/s);
    await thrownBy(update(failure.properties, forced));
    expect(life.pair.follower.documentCount("copy")).to.equal(7);
  });

  it("a stop that fails in a cascade -> the replication goes on", async () => {
    life.pair.follower.snapshotInProgress("copy", true);
    const handler = life.newProcess();
    const unknown = { ...other, leaderAlias: pulumi.runtime.unknownValue };
    await handler.diff!("copy", olds, unknown);
    const short = { ...olds, timeouts: { create: "20m", update: "20m", delete: "4s" } };
    await thrownBy(handler.delete!("copy", short));
    const { body } = await ask(life.pair.follower, "GET", `${plugin}/_status`);
    expect(body).to.include({ status: "SYNCING" });
  });

  it("a fence that somebody else had set -> stays", async () => {
    at(stop, loseConnection);
    const failure = await replace();
    await connect(life.pair, "leader");
    await write();
    await ask(life.pair.follower, "PUT", "/copy/_block/write");
    await thrownBy(update(failure.properties));
    const { status } = await ask(life.pair.follower, "PUT", "/copy/_doc/more", {});
    expect(status).to.equal(403);
  });

  it("the stopped copy was restored from a snapshot, or made anew -> refused as another", async () => {
    at(stop, loseConnection);
    const failure = await replace();
    await connect(life.pair, "leader");
    life.pair.follower.restoreSnapshot("copy", 50);
    expect((await thrownBy(update(failure.properties))).message).to.match(
      /another index, or was restored/,
    );
    await ask(life.pair.follower, "DELETE", "/copy");
    life.pair.follower.addIndex("copy", 100);
    expect((await thrownBy(update(failure.properties))).message).to.match(/"copy"/);
    expect(life.pair.follower.documentCount("copy")).to.equal(100);
  });

  it("a DELETE whose answer is lost, and a writer makes the index anew -> it is not sent again", async () => {
    let removals = 0;
    at("PUT /copy/_block/write", () =>
      at(remove, () => {
        removals++;
        life.pair.follower.goDown();
      }),
    );
    const handler = life.newProcess();
    await plannedAsReplacement(handler, olds, other);
    const deleted = handler.delete!("copy", olds).catch(() => undefined);
    await deleted;
    life.pair.follower.comeBack();
    if (life.pair.follower.hasIndex("copy")) await ask(life.pair.follower, "DELETE", "/copy");
    life.pair.follower.addIndex("copy", 5);
    await thrownBy(handler.create(other));
    expect(removals).to.equal(1);
    expect(life.pair.follower.documentCount("copy")).to.equal(5);
  });
});

describe("a user who may not delete", () => {
  const signIn = { username: "repl", password: "repl-password" };
  const useRoles = {
    leaderClusterRole: REPLICATION_ROLES.leader_cluster_role,
    followerClusterRole: REPLICATION_ROLES.follower_cluster_role,
  };
  const secured = { ...inputs, useRoles };
  let life: Life;
  /** What happens when the stopped index is looked at for the first time. */
  let afterStop: (() => void) | undefined;
  beforeEach(async () => {
    afterStop = undefined;
    let isStopped = false;
    const onRequest = (_cluster: string, { path }: { path: string }): void => {
      if (isStopped && path.startsWith("/copy/_settings")) {
        afterStop?.();
        afterStop = undefined;
      }
      isStopped ||= path.endsWith("/_stop");
    };
    life = await beginLife({}, { security: {}, onRequest });
    addReplicationUser(life.pair, signIn.username, { password: signIn.password });
    for (const [name, count] of Object.entries({ other: 3, empty: 0 }))
      life.pair.leader.addIndex(name, count);
  });
  afterEach(() => life.close());
  const process = () => life.newProcess(signIn);

  it("overwrites another leader's replication -> is told so before that is stopped", async () => {
    await process().create({ ...secured, leaderIndex: "other" });
    const error = await thrownBy(process().create({ ...secured, ifIndexExists: "overwrite" }));
    expect(error.message).to.match(/no permissions for \[indices:admin\/delete\]/);
    expect(writes(life.pair)).not.to.include(stop);
  });

  for (const [what, news, paused] of [
    ["an empty leader index", { leaderIndex: "empty" }, false],
    ["a paused follower", {}, true],
    ["a running follower", {}, false],
  ] as const)
    it(`replaces the follower of ${what} by another leader's -> is told so before it is stopped, and it goes on as it was`, async () => {
      const before = { ...secured, ...news, paused };
      const { outs = {} } = await process().create(before);
      const handler = process();
      const wanted = { ...secured, leaderIndex: "other" };
      await plannedAsReplacement(handler, outs, wanted);
      const error = await thrownBy(handler.delete!("copy", outs));
      expect(error.message).to.match(/no permissions for \[indices:admin\/delete\]/);
      expect(writes(life.pair)).not.to.include(stop);
      const { props } = await process().read!("copy", outs);
      expect(props).to.include({ status: paused ? "PAUSED" : "SYNCING" });
    });

  /** Lets the user do that besides what the plugin's role allows. */
  const allow = (...actions: string[]): void => {
    const { security } = life.pair.follower;
    const permissions = [{ index_patterns: ["*"], allowed_actions: actions }];
    security.setRole("more", { index_permissions: permissions });
    const roles = [REPLICATION_ROLES.follower_cluster_role, "more"];
    security.setUser(signIn.username, { password: signIn.password, roles });
  };

  it("may delete and fence, and not read -> later than its own stop it refuses, and a fence of somebody else stays", async () => {
    const { follower } = life.pair;
    allow("indices:admin/delete", "indices:admin/block/add", "indices:admin/settings/update");
    const headers = { authorization: follower.security.authorization("admin") };
    const fenced = async (): Promise<unknown> =>
      (await fetch(`${follower.url}/copy/_settings?flat_settings=true`, { headers })).text();
    afterStop = () => {
      life.clock.advance(2_000);
      void fetch(`${follower.url}/copy/_block/write`, { method: "PUT", headers });
    };
    const { outs = {} } = await process().create(secured);
    const wanted = { ...secured, leaderIndex: "other" };
    const handler = process();
    await plannedAsReplacement(handler, outs, wanted);
    await handler.delete!("copy", outs);
    expect(life.warnings.join()).to.match(/not deleted.*is not known/);
    expect(await fenced()).to.contain('"index.blocks.write":"true"');
    await thrownBy(handler.create(wanted));
    expect(await fenced()).to.contain('"index.blocks.write":"true"');
  });

  it("may delete, and neither read nor fence -> its replacement deletes at once after its own stop", async () => {
    const { follower } = life.pair;
    allow("indices:admin/delete");
    const { outs = {} } = await process().create(secured);
    const wanted = { ...secured, leaderIndex: "other" };
    const handler = process();
    await plannedAsReplacement(handler, outs, wanted);
    await handler.delete!("copy", outs);
    expect((await handler.create(wanted)).outs).to.include({ status: "SYNCING" });
    expect(follower.documentCount("copy")).to.equal(3);
  });
});

describe("holdings", () => {
  const holdings = (uuid: string, ...shards: [history: string, maxSeqNo: number][]) => ({
    uuid,
    shards: shards.map(([history, maxSeqNo]) => ({ history, maxSeqNo })),
  });
  const before = holdings("u", ["a", 9], ["b", -1]);
  for (const [what, now, expected] of [
    ["the same numbers", holdings("u", ["a", 9], ["b", -1]), { kind: "same" }],
    ["more in two shards", holdings("u", ["a", 11], ["b", 0]), { kind: "written", operations: 3 }],
    ["less in one shard", holdings("u", ["a", 11], ["b", -2]), { kind: "another" }],
    ["another uuid", holdings("v", ["a", 9], ["b", -1]), { kind: "another" }],
    ["another history", holdings("u", ["a", 9], ["c", -1]), { kind: "another" }],
    ["a shard less", holdings("u", ["a", 9]), { kind: "another" }],
    ["nothing that can be read", undefined, { kind: "unknown" }],
  ] as const)
    it(`${what} -> ${expected.kind}`, () => {
      expect(compareHoldings(before, now)).to.deep.equal(expected);
    });

  it("only equal numbers under a fence, or a stop of a moment ago, allow a deletion", () => {
    const same = { kind: "same" } as const;
    const unknown = { kind: "unknown" } as const;
    expect(mayDelete(same, true, undefined, false)).to.equal(true);
    expect(mayDelete(same, false, undefined, false)).to.equal(false);
    expect(mayDelete(unknown, true, undefined, true)).to.equal(false);
    for (const [one, isWithheld] of [
      [same, false],
      [unknown, true],
    ] as const) {
      expect(mayDelete(one, false, 1_000, isWithheld)).to.equal(true);
      expect(mayDelete(one, false, 1_001, isWithheld)).to.equal(false);
    }
    // What could have been read, and was not, is no evidence, however fresh the stop is.
    for (const isFenced of [true, false])
      expect(mayDelete(unknown, isFenced, 0, false)).to.equal(false);
    for (const age of [0, undefined]) {
      expect(mayDelete({ kind: "written", operations: 1 }, true, age, true)).to.equal(false);
      expect(mayDelete({ kind: "another" }, true, age, true)).to.equal(false);
    }
  });
});

describe("a reading of a paused follower", () => {
  const of = (maxSeqNo: number) => ({
    holdings: { uuid: "u", shards: [{ history: "h", maxSeqNo }] },
    isWithheld: false,
  });
  const none = { holdings: undefined, isWithheld: false };
  for (const [what, readings, expected] of [
    ["what was under way is still written", [of(-1), of(40), of(99), of(99)], of(99)],
    ["nothing is written", [of(99), of(99)], of(99)],
    ["a shard is not told of at first", [none, of(99), of(99)], of(99)],
    ["it may not be read", [{ ...none, isWithheld: true }], { ...none, isWithheld: true }],
  ] as const) {
    it(`${what} -> the last of two in turn that are the same`, async () => {
      const left = [...readings];
      const clock = manualClock();
      const read = () => Promise.resolve(left.length > 1 ? left.shift()! : left[0]!);
      const deadline = deadlineIn(60_000, clock);
      expect(await readAtRest(read, 250, { clock, deadline, random: () => 0 })).to.deep.equal(
        expected,
      );
      expect(left).to.have.length(1);
    });
  }
});
