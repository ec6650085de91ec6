// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { status } from "../../provider/cli/status/status";
import { indexSettingsOf } from "../../provider/opensearch/api/follower-index";
import { leaderUuid } from "../../provider/opensearch/api/leader/leader-uuid";
import { oldestAfter } from "../../provider/opensearch/api/leader/oldest-after";
import { lookUpLeaderIndexes } from "../../provider/reads/leader-indexes";
import { systemClock } from "../../provider/waiting/clock";
import { openReads } from "../../provider/reads/reads";
import { lookUpReplication } from "../../provider/reads/replication";
import { lookUpReplications } from "../../provider/reads/replications";
import { followerStats } from "../../provider/opensearch/api/follower-stats";
import { connectionAlias } from "./pair/pair";
import { siteOfEachTest } from "./pair/site";
import { Stack } from "./pair/stack";
import { until } from "./pair/until";

describe("look-ups on real clusters", () => {
  const site = siteOfEachTest();
  const reads = () => openReads(site().pair.surroundings.raw);

  /** One replication that runs and has caught up, one that is paused, and a name without one. */
  async function scene() {
    const stack = new Stack();
    const [running, paused] = [site().follower(), site().follower("paused")];
    const leaderIndex = await site().leader(100);
    const other = await site().leader(10, "other");
    await stack.up({
      copy: site().args(leaderIndex),
      paused: site().args(other, { index: paused, paused: true }),
    });
    return { running, paused, leaderIndex, none: site().follower("none") };
  }

  it("getReplication tells of what runs, of what is paused and of what there is not", async () => {
    const { running, paused, leaderIndex, none } = await scene();
    const client = await reads();
    expect(await lookUpReplication(client, { index: running })).to.deep.include({
      ...{ index: running, exists: true, status: "SYNCING", reason: "" },
      ...{ leaderAlias: connectionAlias, leaderIndex },
      ...{ leaderCheckpoint: 99, followerCheckpoint: 99, lag: 0 },
    });
    const seen = await lookUpReplication(client, { index: paused });
    expect(seen).to.include({ exists: true, status: "PAUSED" });
    expect(seen.reason).not.to.equal("");
    expect(await lookUpReplication(client, { index: none })).to.include({ exists: false });
  });

  it("getReplications lists all of the cluster by one request, and tells more of those asked for", async () => {
    const { running, paused, none } = await scene();
    const client = await reads();
    const all = await lookUpReplications(client, {});
    const own = all.filter(({ index }) => index.startsWith(site().prefix));
    expect(own.map(({ index, exists, status }) => ({ index, exists, status }))).to.deep.equal([
      { index: running, exists: true, status: "RUNNING" },
      { index: paused, exists: true, status: "PAUSED" },
    ]);
    const indexes = [none, paused, running];
    const detailed = await lookUpReplications(client, { indexes, details: true });
    expect(detailed.map(({ exists }) => exists)).to.deep.equal([false, true, true]);
    expect(detailed[2]).to.include({ index: running, status: "SYNCING", lag: 0 });
    const recorded = await lookUpReplications(client, { indexes });
    expect(recorded.map(({ exists }) => exists)).to.deep.equal([false, true, true]);
  });

  it("getReplicationStats counts what runs and what is paused, with the lag of each that runs", async () => {
    const { running, paused } = await scene();
    const client = await reads();
    // A counter is brought up to date by the task of a shard, not by the question.
    const stats = await until(`the statistics list "${running}" without a lag`, async () => {
      const seen = await followerStats(client);
      const own = seen.indexes.find(({ index }) => index === running);
      return own?.lag === 0 && own.leaderCheckpoint === 99 ? seen : undefined;
    });
    expect(stats.paused).to.be.at.least(1);
    expect(stats.syncing).to.be.at.least(1);
    expect(stats.indexes.map(({ index }) => index)).not.to.include(paused);
  });

  it("the leader over the connection tells its indexes, which one a name is, and when its operations were written", async () => {
    const leaderIndex = await site().leader(5);
    const client = await reads();
    const { follower, leader } = site().pair;
    const found = { alias: connectionAlias, pattern: `${leaderIndex}*` };
    expect(await lookUpLeaderIndexes(client, found)).to.deep.equal([leaderIndex]);
    const settings = await indexSettingsOf(leader, leaderIndex);
    const uuid = typeof settings === "string" ? settings : settings["index.uuid"];
    expect(await leaderUuid(follower, connectionAlias, leaderIndex)).to.equal(uuid);
    const date = "2026-11-30T12:00:00.000Z";
    await leader.request({
      doing: "write a document with a date",
      ...{ method: "PUT", segments: [leaderIndex, "_doc", "dated"], body: { "@timestamp": date } },
      query: { refresh: "true" },
    });
    const after = { shard: "0", seqNo: 4, timestampField: "@timestamp" };
    const expression = `${connectionAlias}:${leaderIndex}`;
    expect(await oldestAfter(client, expression, after)).to.equal(Date.parse(date));
    expect(await oldestAfter(client, expression, { ...after, seqNo: 5 })).to.equal(undefined);
    expect(await oldestAfter(client, expression, { ...after, timestampField: "no" })).to.equal(
      undefined,
    );
  });

  it("`status` shows what runs and what is paused, with the exit status of the worse", async () => {
    const { running, paused } = await scene();
    const { raw } = site().pair.surroundings;
    let written = "";
    const run = (...names: string[]) => {
      written = "";
      const options = { json: false, prometheus: false, watch: false, stack: false };
      return status(
        {
          ...{ command: "status", targets: [{ site: "", raw, configured: raw }], names },
          options: {
            ...{ ...options, interval: 0, maxLag: 0, maxLagSeconds: 0, timestampField: undefined },
            ...{ out: "", name: undefined, language: "" },
          },
        },
        {
          ...{ width: undefined, hasColours: false, clock: systemClock },
          signal: new AbortController().signal,
          write: (text) => void (written += text),
          input: () => Promise.resolve(""),
        },
      );
    };
    expect(await run(running), written).to.equal(0);
    expect(written).to.match(new RegExp(`${running} +${connectionAlias}:.* SYNCING +0 +0`));
    expect(await run(running, paused)).to.equal(1);
    expect(written).to.match(new RegExp(`${paused} .*PAUSED`));
    expect(written).to.match(new RegExp(`${connectionAlias} +connected`));
  });
});
