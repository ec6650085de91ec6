// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { JsonObject } from "../../../provider/opensearch/answers/answer";
import {
  isFollowerStats,
  parseFollowerStats,
} from "../../../provider/opensearch/api/follower-stats";

interface Recording {
  readonly steps: readonly {
    readonly path: string;
    readonly status: number;
    readonly responseBody: JsonObject;
  }[];
}

const recording = JSON.parse(
  readFileSync(resolve("test/recordings/stats.json"), "utf8"),
) as Recording;
const answersOf = (name: string): JsonObject[] =>
  recording.steps
    .filter(({ path, status }) => path === `/_plugins/_replication/${name}` && status === 200)
    .map(({ responseBody }) => responseBody);
const [busy = {}, idle = {}] = answersOf("follower_stats");

const counters = { leader_checkpoint: 9, follower_checkpoint: 4 };
const answer: JsonObject = {
  num_syncing_indices: 1,
  num_bootstrapping_indices: 0,
  num_paused_indices: 0,
  num_failed_indices: 0,
  ...counters,
  index_stats: { copy: counters },
};

describe("the statistics of a follower", () => {
  it("are read from a recorded answer", () => {
    expect(isFollowerStats(busy)).to.equal(true);
    const { indexes, totals, ...counts } = parseFollowerStats(busy);
    expect(counts).to.deep.equal({
      syncing: 19,
      bootstrapping: 0,
      paused: 2,
      failed: 5,
      shardTasks: 21,
      indexTasks: 19,
    });
    expect(totals).to.deep.equal({
      leaderCheckpoint: 40114,
      followerCheckpoint: 40114,
      lag: 0,
      operationsRead: 40126,
      operationsWritten: 40126,
      failedReads: 0,
      throttledReads: 0,
      failedWrites: 0,
      throttledWrites: 0,
      writeTimeMillis: 4344,
    });
    expect(indexes).to.have.length(19);
    const names = indexes.map(({ index }) => index);
    expect(names).to.deep.equal([...names].sort());
    expect(indexes.find(({ index }) => index === "f-hp-multi")).to.deep.equal({
      index: "f-hp-multi",
      leaderCheckpoint: 97,
      followerCheckpoint: 97,
      lag: 0,
      operationsRead: 100,
      operationsWritten: 100,
      failedReads: 0,
      throttledReads: 0,
      failedWrites: 0,
      throttledWrites: 0,
      writeTimeMillis: 83,
    });
  });

  it("are read from a recorded answer of a cluster without replications", () => {
    expect(isFollowerStats(idle)).to.equal(true);
    const { indexes, syncing, totals } = parseFollowerStats(idle);
    expect({ indexes, syncing, lag: totals.lag }).to.deep.equal({
      indexes: [],
      syncing: 0,
      lag: 0,
    });
  });

  it("have a lag that is the difference of the checkpoints, and never below 0", () => {
    const lagOf = (leader: number, follower: number): number | undefined => {
      const copy = { leader_checkpoint: leader, follower_checkpoint: follower };
      return parseFollowerStats({ ...answer, index_stats: { copy } }).indexes[0]?.lag;
    };
    expect([lagOf(9, 4), lagOf(4999, -1), lagOf(-1, -1), lagOf(4, 9)]).to.deep.equal([
      5, 5000, 0, 0,
    ]);
  });

  it("count what a release does not tell as 0", () => {
    const { totals, shardTasks } = parseFollowerStats(answer);
    expect({ shardTasks, failedReads: totals.failedReads }).to.deep.equal({
      shardTasks: 0,
      failedReads: 0,
    });
  });

  const strangers: Record<string, JsonObject> = {
    "of leader_stats": answersOf("leader_stats")[0] ?? {},
    "of autofollow_stats": answersOf("autofollow_stats")[0] ?? {},
    "that is empty": {},
    "without the list of indexes": { ...answer, index_stats: undefined },
    "with a list instead of a map": { ...answer, index_stats: [] },
    "with an index that lacks a checkpoint": {
      ...answer,
      index_stats: { copy: { leader_checkpoint: 1 } },
    },
    "with a count that is a text": { ...answer, num_failed_indices: "0" },
    "with a checkpoint beyond all numbers": JSON.parse(
      JSON.stringify(answer).replace('"leader_checkpoint":9', '"leader_checkpoint":1e999'),
    ) as JsonObject,
  };
  for (const [what, stranger] of Object.entries(strangers)) {
    it(`are not taken from an answer ${what}`, () => {
      expect(isFollowerStats(stranger)).to.equal(false);
    });
  }
});
