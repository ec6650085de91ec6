// SPDX-License-Identifier: Apache-2.0
import type { ClusterPair } from "../../sandbox/clusters";
import type { ManualClock } from "../support/manual-clock";
import type { Recording } from "./recording";

/** The peculiar way in which a request was sent. */
export interface Sent {
  /** The header `Authorization`, besides a certificate or instead of what `auth` would make. */
  authorization?: string;
  /** Without TLS, to a port that speaks nothing else. */
  plainHttp?: boolean;
}

/** What a recording does not tell about how it was made. */
export interface Circumstances {
  /** What stood on the clusters before the first step, beyond the connection `leader`. */
  before?: (pair: ClusterPair, clock: ManualClock) => Promise<void>;
  /** What an outside hand did, or the time that passed, just before a step. */
  outsideHand?: Record<number, (pair: ClusterPair, clock: ManualClock) => Promise<void>>;
  /** How a step was sent, where the recording's `auth` does not say it all. */
  sent?: Record<number, Sent>;
  /** Steps that are performed but whose answer is not compared, with the reason. */
  notCompared?: Record<number, string>;
  /** Steps from which on a request other than a GET was repeated until it was taken. */
  repeated?: number[];
  /** Steps before which a poll missed a passing state, and the step that has the same answer. */
  missed?: Record<number, number>;
  /** First steps of polls in which the recording caught every passing state. */
  complete?: number[];
}

const basic = (name: string, password: string): string =>
  `Basic ${Buffer.from(`${name}:${password}`).toString("base64")}`;

const put = async (url: string, path: string, body: object): Promise<void> => {
  const headers = { "content-type": "application/json" };
  const response = await fetch(url + path, { method: "PUT", headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
};

const post = async (url: string, path: string, body = "{}"): Promise<void> => {
  const headers = { "content-type": "application/json" };
  const response = await fetch(url + path, { method: "POST", headers, body });
  if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
};

const replicating = async (
  pair: ClusterPair,
  clock: ManualClock,
  leaderIndex: string,
  followers: string[],
): Promise<void> => {
  for (const follower of followers)
    await put(pair.follower.url, `/_plugins/_replication/${encodeURIComponent(follower)}/_start`, {
      leader_alias: "leader",
      leader_index: leaderIndex,
    });
  clock.advance(5_000);
  for (const follower of followers) pair.follower.documentCount(follower);
};

const aMoment = (_pair: ClusterPair, clock: ManualClock): Promise<void> =>
  Promise.resolve(clock.advance(2_000));

/**
 * By scenario, where need be of one release; a scenario that is not listed was made on empty clusters,
 * undisturbed.
 */
const circumstances: Record<string, Circumstances> = {
  "start-happy": {
    // The replication metadata (step 16) and the statistics (17, 18) name replications that the
    // scenario never started: of an index up-1 with three documents, and of an empty one.
    async before(pair, clock) {
      pair.leader.addIndex("earlier");
      pair.leader.addIndex("up-1", 3);
      await replicating(pair, clock, "earlier", ["naïve", "a%b"]);
      await replicating(pair, clock, "up-1", ["f-up"]);
    },
    // Something deleted the leader's two indexes while the bulk request was under way.
    notCompared: { 3: "the index was deleted in the middle of this very request" },
    outsideHand: {
      4: async (pair) => {
        for (const name of ["empty-1", "filled-1"])
          await fetch(`${pair.leader.url}/${name}`, { method: "DELETE" });
      },
    },
  },
  "start-names": {
    // Two of the names tried are answered as taken (steps 22, 24), and the list of indexes at the
    // end (35) has .tasks, which the server makes for itself.
    async before(pair, clock) {
      pair.leader.addIndex("earlier");
      pair.follower.addIndex(".tasks");
      await replicating(pair, clock, "earlier", ["naïve", "a%b"]);
    },
  },
  "start-refused": {
    // Steps 29 to 32 caught the whole way of a start.
    complete: [29],
  },
  "start-wait-for-restore": {
    // The leader's indexes had been made before.
    before(pair) {
      pair.leader.addIndex("wr-1");
      pair.leader.addIndex("wr-2", 10_000);
      return Promise.resolve();
    },
  },
  "pause-resume": {
    // The pause right after a start was repeated until it was taken.
    repeated: [31],
  },
  "lease-lost": {
    // The note on step 9 says so; the lease of a second is removed some 30 s after the pause.
    outsideHand: { 9: (_pair, clock) => Promise.resolve(clock.advance(40_000)) },
  },
  "stop-again": {
    notCompared: { 13: "a closed index gets its new primary term a moment after the answer" },
    // Two indexes that the server makes for itself are in the cluster state.
    before(pair) {
      for (const name of [".tasks", ".replication-metadata-store"]) pair.follower.addIndex(name);
      return Promise.resolve();
    },
  },
  bulk: {
    // Between a bulk call and the look at what it did, the task and the followers had their time.
    outsideHand: { 11: aMoment, 18: aMoment },
    // The server keeps what came of tasks in an index, which the pattern of step 18 finds.
    before(pair) {
      pair.follower.addIndex(".tasks");
      return Promise.resolve();
    },
  },
  "sec-auth": {
    sent: {
      2: { authorization: basic("repl", "wrong") },
      4: { plainHttp: true },
      9: { authorization: basic("admin", "admin-password") },
      10: { authorization: "Bearer garbage" },
    },
  },
  "sec-refused": {
    before(pair) {
      pair.leader.addIndex("sr-1", 3);
      return Promise.resolve();
    },
  },
  "sec-happy": {
    // This poll caught the file copy, then nothing until the replay had begun. Between the two a
    // start is RUNNING once more, as start-refused (29 to 32) shows.
    missed: { 3: 1 },
    before(pair) {
      for (const name of ["sh-1", "sh-2", "sh-3", "sh-4", "sh-5"]) pair.leader.addIndex(name, 3);
      return Promise.resolve();
    },
  },
  // These polls caught the file copy, and not that a start is RUNNING once more after it.
  "3.4.0/switch": { missed: { 25: 23 } },
  "3.9.0/switch": { missed: { 7: 5, 35: 33 } },
  stats: {
    // Five documents were written before, one replication was running and one paused.
    async before(pair, clock) {
      pair.leader.addIndex("sa-1");
      await post(pair.leader.url, "/sa-1/_bulk", '{"index":{}}\n{"n":1}\n'.repeat(5));
      pair.leader.addIndex("sa-2", 3);
      await replicating(pair, clock, "sa-1", ["f-sa-1"]);
      await replicating(pair, clock, "sa-2", ["f-sa-2"]);
      await post(pair.follower.url, "/_plugins/_replication/f-sa-2/_pause");
    },
  },
};

/** What is known of how a recording was made. */
export const circumstancesOf = ({ scenario, opensearch }: Recording): Circumstances =>
  circumstances[`${opensearch}/${scenario}`] ?? circumstances[scenario] ?? {};
