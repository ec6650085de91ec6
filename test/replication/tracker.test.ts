// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import type { JsonObject } from "../../provider/opensearch/answers/answer";
import type { Call, Client } from "../../provider/opensearch/client/client";
import { track } from "../../provider/replication/wait/tracker";
import { deadlineIn } from "../../provider/waiting/clock";
import { manualClock } from "../support/manual-clock";

type Shard = readonly [leader: number, follower: number];
const details = (shards: readonly Shard[]) => ({
  leader_checkpoint: shards.reduce((sum, [leader]) => sum + leader, 0),
  follower_checkpoint: shards.reduce((sum, [, follower]) => sum + follower, 0),
});
/** An answer for many, which tells sums only. */
const sums = (...shards: Shard[]): JsonObject => ({
  ...{ status: "SYNCING", syncing_details: details(shards) },
});
const verbose = (...shards: Shard[]): JsonObject => ({
  ...sums(...shards),
  shard_replication_details: shards.map((one, n) => ({
    ...{ shard_id: `[copy][${n}]`, syncing_task_details: details([one]) },
  })),
});

/** Asks until the wait is over; whether each call was to be made alone. */
async function asked(answers: readonly JsonObject[], goal: "syncing" | "caughtUp" = "caughtUp") {
  const calls: Call[] = [];
  const request = (call: Call): Promise<JsonObject> => {
    const answer = answers[calls.length];
    calls.push(call);
    return answer === undefined
      ? Promise.reject(new Error("asked too often"))
      : Promise.resolve(answer);
  };
  const client: Client = { host: "", isAmazon: false, request };
  const { signal } = new AbortController();
  const deadline = deadlineIn(600_000, manualClock());
  const said = () => Promise.resolve();
  const log = { warn: said, info: said, progress: () => undefined };
  const tracker = track(goal, "copy", { client, deadline, signal, log });
  while (!(await tracker.ask()));
  return calls.map(
    ({ isAlone, query }) => `${isAlone === true ? "alone" : "shared"} ${query?.["verbose"]}`,
  );
}

const [shared, alone] = ["shared true", "alone true"];

describe("the tracker of a wait", () => {
  for (const [what, answers, calls] of [
    ["shards that are all there -> one request", [verbose([9, 9], [5, 5])], [shared]],
    [
      "sums that are reached -> confirmed by one answer of the index alone",
      [sums([9, 9], [5, 5]), verbose([9, 9], [5, 5])],
      [shared, alone],
    ],
    [
      "sums that hide a shard that lags -> asked alone until that shard is there",
      [sums([50, 90], [50, 10]), verbose([90, 90], [50, 10]), verbose([95, 91], [50, 50])],
      [shared, alone, alone],
    ],
    [
      "sums that are not reached -> asked with the others until they are",
      [sums([9, 2], [9, 9]), sums([9, 5], [9, 9]), sums([9, 9], [9, 9]), verbose([9, 9], [9, 9])],
      [shared, shared, shared, alone],
    ],
    [
      "a release or a proxy that tells no shards -> the sums count, once they are asked for alone",
      [sums([9, 9]), sums([9, 9])],
      [shared, alone],
    ],
    [
      "a sum that seems ahead -> asked alone for the proof",
      [sums([4, 9]), verbose([9, 9])],
      [shared, alone],
    ],
  ] as const) {
    it(what, async () => {
      expect(await asked(answers)).to.deep.equal(calls);
    });
  }

  it("sums, where no more than syncing is asked for -> one request", async () => {
    expect(await asked([sums([9, 1])], "syncing")).to.deep.equal([shared]);
  });
});
