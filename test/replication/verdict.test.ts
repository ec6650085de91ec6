// SPDX-License-Identifier: Apache-2.0
import type { Hopeless } from "../../provider/replication/wait/sentences";
import { expect } from "chai";
import type { ReplicationStatus } from "../../provider/opensearch/api/status";
import {
  isStalled,
  verdictOn,
  noProgress,
  type Progress,
} from "../../provider/replication/wait/verdict";
import { replacementPause } from "../../provider/replication/standing";

function seen(status: string, more: Partial<ReplicationStatus> = {}): ReplicationStatus {
  const nothing = { leader: undefined, checkpoints: undefined, bootstrap: undefined };
  return { status, reason: "User initiated", ...nothing, ...more };
}
const at = (leader: number, follower: number) =>
  seen("SYNCING", { checkpoints: { leader, follower } });
/** Shards as pairs of leader and follower checkpoint, 0 for one that is still copied; sums as the server makes them. */
const sharded = (...shards: ([leader: number, follower: number] | 0)[]) => {
  const told = shards.map((one) => (one === 0 ? undefined : { leader: one[0], follower: one[1] }));
  const sum = (of: "leader" | "follower") =>
    told.reduce((all, one) => all + (one === undefined ? 0 : one[of]), 0);
  const byId = new Map(told.map((one, n) => [`[copy][${n}]`, one]));
  const checkpoints = { leader: sum("leader"), follower: sum("follower"), shards: byId };
  return seen("SYNCING", { checkpoints });
};
const copying = (bytesRecovered: number) =>
  seen("BOOTSTRAPPING", { bootstrap: { bytesTotal: 100, bytesRecovered } });

/** Judges answers that come a second apart, until one ends the wait. */
function judgeAll(
  answers: ReplicationStatus[],
  goal: "acknowledged" | "syncing" | "caughtUp" = "caughtUp",
) {
  let progress: Progress = noProgress;
  for (const [second, answer] of answers.entries()) {
    const verdict = verdictOn(answer, goal, "copy", progress, second * 1_000);
    if (verdict.kind !== "again") return { verdict, after: second + 1, progress };
    progress = verdict.progress;
  }
  return { verdict: { kind: "again" as const }, after: answers.length, progress };
}

describe("the judge of a wait", () => {
  it("is not misled by SYNCING while the follower still holds nothing", () => {
    const { verdict, after } = judgeAll([
      seen("RUNNING"),
      copying(5),
      seen("RUNNING"),
      at(4999, -1),
      at(4999, 4999),
    ]);
    expect([verdict.kind, after]).to.deep.equal(["reached", 5]);
  });

  it("aims at what the leader held at the first SYNCING, so that it ends while the leader is written to", () => {
    const { verdict, after } = judgeAll([at(100, -1), at(200, 90), at(300, 100), at(400, 200)]);
    expect([verdict.kind, after]).to.deep.equal(["reached", 3]);
  });

  describe("of an index of several shards", () => {
    for (const [what, answers, after] of [
      [
        "a shard that lags behind another's advance -> not there until it is there itself",
        [sharded([50, 50], [50, 10]), sharded([90, 90], [50, 10]), sharded([90, 90], [50, 50])],
        3,
      ],
      [
        "each shard at what its leader held at first -> there, while all are written to",
        [sharded([50, 20], [50, 10]), sharded([90, 50], [80, 49]), sharded([95, 60], [99, 50])],
        3,
      ],
      [
        "a shard that is still copied -> not there, and the target is taken when all follow",
        [sharded([50, 50], 0), sharded([60, 55], [7, 7]), sharded([61, 60], [8, 7])],
        3,
      ],
      [
        "a shard that one answer leaves out -> not there until it is told again",
        [sharded([9, 9], [9, 3]), sharded([9, 9]), sharded([9, 9], [9, 9])],
        3,
      ],
      [
        "sums in between, which another's advance makes reach the target -> taken for reached",
        [sharded([50, 50], [50, 10]), at(100, 100)],
        2,
      ],
      ["empty shards -> there at once", [sharded([-1, -1], [-1, -1])], 1],
    ] as const) {
      it(what, () => {
        const judged = judgeAll([...answers]);
        expect([judged.verdict.kind, judged.after]).to.deep.equal(["reached", after]);
      });
    }

    it("one shard ahead while another lags, so that the sums meet -> hopeless after a minute, with that shard named", () => {
      const { verdict, after } = judgeAll(
        Array<ReplicationStatus>(90).fill(sharded([2, 99], [100, 3])),
      );
      expect([verdict.kind, after]).to.deep.equal(["hopeless", 61]);
      expect((verdict as Hopeless).fact).to.include(
        "(shard [copy][0]: checkpoint 99, the leader is at 2)",
      );
    });
  });

  it("is content with an empty leader at once", () => {
    expect(judgeAll([at(-1, -1)]).verdict.kind).to.equal("reached");
  });

  it("goes on while another shard is still being copied, although the first one says SYNCING", () => {
    const mixed = { ...at(5, 5), bootstrap: { bytesTotal: 9, bytesRecovered: 1 } };
    expect(judgeAll([mixed, at(5, 5)]).after).to.equal(2);
  });

  it("asks no more than the goal", () => {
    expect(judgeAll([seen("RUNNING")], "acknowledged").after).to.equal(1);
    expect(judgeAll([seen("RUNNING"), at(9, -1)], "syncing").after).to.equal(2);
  });

  it("bears REPLICATION NOT IN PROGRESS for 20 s, and gives up when it lasts", () => {
    const absent = seen("REPLICATION NOT IN PROGRESS", { reason: "" });
    expect(
      judgeAll([...Array<ReplicationStatus>(20).fill(absent), at(1, 1)]).verdict.kind,
    ).to.equal("reached");
    const { verdict, after } = judgeAll(Array<ReplicationStatus>(60).fill(absent));
    expect([verdict.kind, after]).to.deep.equal(["hopeless", 22]);
  });

  it("counts the absence anew when it was interrupted", () => {
    const absent = Array<ReplicationStatus>(15).fill(seen("REPLICATION NOT IN PROGRESS"));
    expect(judgeAll([...absent, seen("RUNNING"), ...absent]).verdict.kind).to.equal("again");
  });

  describe("of a follower with a higher checkpoint than its leader's", () => {
    it("takes one such answer for no more than a snapshot in time", () => {
      const { verdict, after } = judgeAll([at(100, 105), at(110, 112)]);
      expect([verdict, after]).to.deep.equal([{ kind: "reached" }, 2]);
    });

    it("gives up when it has been ahead for a minute", () => {
      const { verdict, after } = judgeAll(Array<ReplicationStatus>(90).fill(at(2, 99)));
      expect([verdict.kind, after]).to.deep.equal(["hopeless", 61]);
    });

    it("is not misled by checkpoints that meet later", () => {
      const meeting = Array.from({ length: 90 }, (_, second) => at(90 + second, 99));
      expect(judgeAll(meeting).verdict.kind).to.equal("hopeless");
    });

    it("begins anew with another copy", () => {
      const ahead = Array<ReplicationStatus>(30).fill(at(2, 99));
      const { verdict } = judgeAll([...ahead, seen("RUNNING"), copying(5), at(2, -1), at(2, 2)]);
      expect(verdict.kind).to.equal("reached");
    });

    it("looks twice for the goal syncing, too, and not at all for acknowledged", () => {
      const twice = judgeAll([at(2, 99), at(2, 99)], "syncing");
      expect([twice.verdict, twice.after]).to.deep.equal([{ kind: "reached", isAhead: true }, 2]);
      const racing = judgeAll([at(100, 105), at(110, 112)], "syncing");
      expect([racing.verdict, racing.after]).to.deep.equal([
        { kind: "reached", isAhead: false },
        2,
      ]);
      expect(judgeAll([at(2, 99)], "acknowledged").after).to.equal(1);
    });
  });

  for (const [what, answer, reason] of [
    [
      "a failure",
      seen("FAILED", { reason: "shard could not be allocated" }),
      /has failed: shard could not be allocated\. Candidates/,
    ],
    ["a failure without a reason", seen("FAILED", { reason: "" }), /no reason given/],
    [
      "a self-pause",
      seen("PAUSED", { reason: "AutoPaused: closed" }),
      /paused itself: AutoPaused: closed.*Remove the cause/,
    ],
    [
      "the pause of one whose leader index was deleted",
      seen("PAUSED", {
        reason: 'AutoPaused: [[copy][0] - org.x.IndexNotFoundException - "no such index [orders]"]',
      }),
      /leader index was deleted: .*may be the only copy left.*forceResume.*another `index`/,
    ],
    [
      "the pause of a replacement that was killed before its stop",
      seen("PAUSED", { reason: replacementPause }),
      /is paused, to replace or remove its copy, by a run that .*`pulumi up --refresh` resumes it/,
    ],
    [
      "a pause by somebody",
      seen("PAUSED", { reason: "maintenance" }),
      /was paused during the wait: maintenance\. Run again, which resumes it/,
    ],
  ] as const) {
    it(`gives up on ${what}, and says so`, () => {
      const { verdict } = judgeAll([answer]);
      expect(verdict).to.have.property("kind", "hopeless");
      const { fact, advice = "" } = verdict as Hopeless;
      expect(`${fact} ${advice}`).to.match(reason);
    });
  }

  it("notices a copy that stands still for five minutes", () => {
    const still = judgeAll(Array<ReplicationStatus>(301).fill(copying(7))).progress;
    expect(isStalled(still, 299_000)).to.equal(false);
    expect(isStalled(still, 300_000)).to.equal(true);
    const moving = judgeAll(Array.from({ length: 301 }, (_, second) => copying(second))).progress;
    expect(isStalled(moving, 301_000)).to.equal(false);
  });
});
