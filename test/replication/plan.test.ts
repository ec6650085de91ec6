// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { describeRefusal } from "../../provider/replication/messages";
import { isOwn, type Known, plan, type Reason } from "../../provider/replication/plan";
import type { Following, Standing } from "../../provider/replication/standing";
import type { IfIndexExists, Wish } from "../../provider/replication/wish";

const same = { alias: "eu", index: "orders" };
const other = { alias: "eu", index: "other" };
const following = (status: string, leader = same): Following => ({
  kind: "following",
  status,
  reason: "because",
  leader,
  hasReplayed: true,
});

const standings = {
  absent: { kind: "absent" },
  promoted: { kind: "promoted", block: "lifted" },
  ordinary: { kind: "ordinary" },
  marked: { kind: "unsettled", mark: "follower" },
  forbidden: { kind: "unsettled", mark: "forbidden" },
  RUNNING: following("RUNNING"),
  BOOTSTRAPPING: following("BOOTSTRAPPING"),
  SYNCING: following("SYNCING"),
  PAUSED: following("PAUSED"),
  FAILED: following("FAILED"),
  otherLeader: following("SYNCING", other),
  otherPaused: following("PAUSED", other),
  otherFailed: following("FAILED", other),
  unknownLeader: { ...following("SYNCING"), leader: undefined },
} as const satisfies Record<string, Standing>;
type Name = keyof typeof standings;

const reasons: Reason[] = ["create", "nameTaken", "replacement", "unfinished"];
const policies: IfIndexExists[] = ["adopt", "fail", "overwrite"];
type Row = readonly [adopt: string, fail: string, overwrite: string];

const all = (steps: string): Row => [steps, steps, steps];
const always = (steps: string): Record<string, Row> =>
  Object.fromEntries(reasons.map((reason) => [reason, all(steps)]));
const consented: Row = ["refuse", "refuse", "replaceCopy"];
const stopped = Object.fromEntries(reasons.map((reason) => [reason, consented]));
const running = (resume: string): Record<string, Row> => {
  const adopt = `adopt ${resume}`.trim();
  const taken: Row = [adopt, "refuse", adopt];
  return { ...always(resume), create: taken, nameTaken: taken, replacement: all(adopt) };
};
const foreign: Record<string, Row> = {
  ...{ create: consented, nameTaken: consented },
  ...{ replacement: all("replaceCopy"), unfinished: all("refuse") },
};

/** What happens before the replication runs, by standing and reason; the policies in the order adopt, fail, overwrite. */
const expected: Record<Name, Record<string, Row>> = {
  absent: always("start"),
  promoted: stopped,
  ordinary: stopped,
  marked: { ...stopped, unfinished: all("") },
  forbidden: { ...stopped, unfinished: all("") },
  RUNNING: running(""),
  BOOTSTRAPPING: running(""),
  SYNCING: running(""),
  PAUSED: running("resume"),
  FAILED: {
    ...{ create: consented, nameTaken: consented },
    ...{ replacement: all("replaceCopy"), unfinished: all("replaceCopy") },
  },
  otherLeader: foreign,
  otherPaused: foreign,
  otherFailed: foreign,
  unknownLeader: foreign,
};

const wish: Wish = {
  index: "copy",
  leaderIndex: "orders",
  leaderAlias: "eu",
  ifIndexExists: "adopt",
  onReplace: "overwrite",
  paused: false,
  waitFor: "caughtUp",
};
const nothing: Known = { settingsDiffer: false, stopped: undefined };
const held = { uuid: "u", shards: [{ history: "h", maxSeqNo: 9 }] };

function planned(standing: Standing, wanted: Wish, reason: Reason, known = nothing): string {
  const made = plan(standing, wanted, reason, known);
  if ("steps" in made) return made.steps.join(" ");
  const said = describeRefusal(made.refusal, standing, wanted, isOwn(reason), "h:9200");
  expect(said)
    .to.match(/"copy"/)
    .and.not.match(/undefined/);
  return "refuse";
}

const join = (...parts: string[]): string => parts.filter((part) => part !== "").join(" ");
const isRunning = (name: Name): boolean => /^(RUNNING|BOOTSTRAPPING|SYNCING|PAUSED)$/.test(name);

describe("the plan", () => {
  for (const name of Object.keys(standings) as Name[])
    for (const reason of reasons) {
      const row = expected[name][reason] ?? all("");
      const standing = standings[name];
      it(`${name}, ${reason} -> ${row.map((steps) => steps || "wait").join(" | ")} (adopt | fail | overwrite)`, () => {
        policies.forEach((ifIndexExists, column) => {
          const wanted = { ...wish, ifIndexExists };
          const before = row[column] ?? "";
          const isRefused = before === "refuse";
          const plain = isRefused ? "refuse" : join(before, "wait");
          expect(planned(standing, wanted, reason), ifIndexExists).to.equal(plain);

          // To be paused: at the end, and nothing is resumed for that.
          const isThere = name === "PAUSED" && !isRefused;
          const paused = isThere
            ? before.replace("resume", "").trim()
            : isRefused
              ? "refuse"
              : join(before, "wait", "pause");
          expect(planned(standing, { ...wanted, paused: true }, reason)).to.equal(paused);

          // Other settings are sent to what runs, before it is resumed.
          const differing = { ...nothing, settingsDiffer: true };
          const updated =
            isRunning(name) && !isRefused
              ? plain.replace(/^(adopt )?/, "$1updateSettings ")
              : plain;
          expect(planned(standing, wanted, reason, differing)).to.equal(updated);

          // With onReplace "refuse", nothing of its own that has failed is replaced.
          const kept = name === "FAILED" && isOwn(reason) ? "refuse" : plain;
          expect(planned(standing, { ...wanted, onReplace: "refuse" }, reason)).to.equal(kept);
        });
      });
    }

  it("a stopped copy of which it is known what it held -> it is replaced, on that evidence", () => {
    const known = { ...nothing, stopped: { held } };
    for (const reason of ["replacement", "unfinished"] as const)
      expect(planned(standings.promoted, wish, reason, known)).to.equal("replaceCopy wait");
  });

  it("another leader's replication that was to be replaced, and runs on -> it is replaced", () => {
    const known = { ...nothing, stopped: { held } };
    expect(planned(standings.otherLeader, wish, "unfinished", known)).to.equal("replaceCopy wait");
  });

  it("a stopped copy of which it is not known what it held -> refused", () => {
    const known = { ...nothing, stopped: { held: undefined } };
    for (const name of ["promoted", "ordinary", "forbidden", "marked"] as const)
      expect(planned(standings[name], wish, "unfinished", known), name).to.equal("refuse");
  });

  it("a lost lease -> copied again by consent, by the server where it can, else refused", () => {
    const forced = { ...wish, forceResume: true };
    expect(planned(standings.PAUSED, wish, "leaseGone")).to.equal("refuse");
    expect(planned(standings.PAUSED, forced, "leaseGone")).to.equal("replaceCopy wait");
    expect(planned(standings.PAUSED, forced, "leaseGoneRecopies")).to.equal("resumeByForce wait");
  });

  it("no connection is asked for -> any will do", () => {
    const wanted = { ...wish, leaderAlias: undefined };
    expect(planned(standings.SYNCING, wanted, "unfinished")).to.equal("wait");
  });
});
