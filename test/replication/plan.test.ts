// SPDX-License-Identifier: Apache-2.0
import type { Wanted, Occasion } from "../../provider/replication/steps";
import { expect } from "chai";
import { plan } from "../../provider/replication/plan";
import type { Existing, ExistingReplication } from "../../provider/replication/standing";
import type { IfIndexExists } from "../../provider/resources/started-replication/args";

const same = { alias: "eu", index: "orders" };
const other = { alias: "eu", index: "other" };
const replication = (status: string, leader = same): ExistingReplication => ({
  kind: "replication",
  status,
  reason: "because",
  leader,
  hasReplayed: true,
});

const standings = {
  absent: { kind: "absent" },
  ordinaryIndex: {
    kind: "ordinaryIndex",
    wasFollower: true,
    isBlocked: false,
    mayBeBlocked: false,
  },
  neverFollowed: {
    kind: "ordinaryIndex",
    wasFollower: false,
    isBlocked: false,
    mayBeBlocked: false,
  },
  marked: { kind: "unsettled", mark: "follower" },
  forbidden: { kind: "unsettled", mark: "forbidden" },
  RUNNING: replication("RUNNING"),
  BOOTSTRAPPING: replication("BOOTSTRAPPING"),
  SYNCING: replication("SYNCING"),
  PAUSED: replication("PAUSED"),
  FAILED: replication("FAILED"),
  otherLeader: replication("SYNCING", other),
  otherPaused: replication("PAUSED", other),
  otherFailed: replication("FAILED", other),
  unknownLeader: { ...replication("SYNCING"), leader: undefined },
} as const satisfies Record<string, Existing>;
type Name = keyof typeof standings;

const occasions: Occasion[] = ["nameTaken", "replacement", "unfinished"];
const policies: IfIndexExists[] = ["adopt", "fail", "overwrite"];
const anew = "deleteIndex start";
const freed = "stop deleteIndex start";

/** What happens before the replication runs, by standing and occasion; the policies in the order adopt, fail, overwrite. */
const expected: Record<Name, Record<Occasion, readonly [string, string, string]>> = {
  absent: all("start"),
  ordinaryIndex: {
    nameTaken: ["refuse", "refuse", anew],
    replacement: [anew, anew, anew],
    unfinished: ["refuse", "refuse", `probe ${anew}`],
  },
  marked: unsettled(),
  forbidden: { ...unsettled(), replacement: [anew, anew, anew] },
  neverFollowed: {
    nameTaken: ["refuse", "refuse", anew],
    replacement: ["refuse", "refuse", anew],
    unfinished: ["refuse", "refuse", `probe ${anew}`],
  },
  RUNNING: running(""),
  BOOTSTRAPPING: running(""),
  SYNCING: running(""),
  PAUSED: running("resume"),
  FAILED: {
    nameTaken: ["refuse", "refuse", anew],
    replacement: [anew, anew, anew],
    unfinished: [`probe ${anew}`, `probe ${anew}`, `probe ${anew}`],
  },
  otherLeader: foreign(),
  otherPaused: foreign(),
  otherFailed: foreign(),
  unknownLeader: foreign(),
};

function all(steps: string): Record<Occasion, readonly [string, string, string]> {
  return {
    nameTaken: [steps, steps, steps],
    replacement: [steps, steps, steps],
    unfinished: [steps, steps, steps],
  };
}
function unsettled(): Record<Occasion, readonly [string, string, string]> {
  return {
    nameTaken: ["refuse", "refuse", freed],
    replacement: ["refuse", "refuse", freed],
    unfinished: ["", "", ""],
  };
}
function running(resume: string): Record<Occasion, readonly [string, string, string]> {
  const adopt = `adopt ${resume}`.trim();
  return { ...all(resume), nameTaken: [adopt, "refuse", adopt] };
}
function foreign(): Record<Occasion, readonly [string, string, string]> {
  return { ...all("refuse"), nameTaken: ["refuse", "refuse", freed] };
}

const wish: Wanted = {
  index: "copy",
  leaderIndex: "orders",
  leaderAlias: "eu",
  ifIndexExists: "adopt",
  onReplace: "overwrite",
  paused: false,
  settingsDiffer: false,
};

function actions(standing: Existing, wanted: Wanted, occasion: Occasion): string {
  const made = plan(standing, wanted, occasion);
  if ("refusal" in made) {
    expect(made.refusal).to.match(/"copy"/);
    expect(made.refusal).not.to.match(/undefined/);
    return "refuse";
  }
  for (const { sentence } of made.steps) expect(sentence).to.match(/"copy".*\.$/);
  return made.steps.map(({ action }) => action).join(" ");
}

const join = (...parts: string[]): string => parts.filter((part) => part !== "").join(" ");

describe("the plan", () => {
  for (const name of Object.keys(standings) as Name[]) {
    for (const occasion of occasions) {
      policies.forEach((ifIndexExists, column) => {
        const before = expected[name][occasion][column] ?? "";
        it(`for ${name}, ${occasion}, ifIndexExists ${ifIndexExists} is: ${before === "refuse" ? "refuse" : join(before, "wait")}`, () => {
          const wanted = { ...wish, ifIndexExists };
          const steps = before === "refuse" ? "refuse" : join(before, "wait");
          expect(actions(standings[name], wanted, occasion)).to.equal(steps);
        });

        it(`for the same, to be paused, pauses at the end instead of resuming`, () => {
          const wanted = { ...wish, ifIndexExists, paused: true };
          const isPausedAlready = name === "PAUSED" && before !== "refuse";
          const steps = isPausedAlready
            ? before.replace("resume", "").trim()
            : before === "refuse"
              ? "refuse"
              : join(before, "wait", "pause");
          expect(actions(standings[name], wanted, occasion)).to.equal(steps);
        });

        it(`for the same, with other settings, sends them to what runs, before it is resumed`, () => {
          const wanted = { ...wish, ifIndexExists, settingsDiffer: true };
          const isRunning = ["RUNNING", "BOOTSTRAPPING", "SYNCING", "PAUSED"].includes(name);
          const plain = actions(standings[name], { ...wish, ifIndexExists }, occasion);
          const steps =
            isRunning && plain !== "refuse"
              ? plain.replace(/^(adopt )?/, "$1updateSettings ")
              : plain;
          expect(actions(standings[name], wanted, occasion)).to.equal(steps);
        });

        it(`for the same, with onReplace "refuse", deletes nothing of its own that has failed`, () => {
          const wanted: Wanted = { ...wish, ifIndexExists, onReplace: "refuse" };
          const plain = actions(standings[name], { ...wish, ifIndexExists }, occasion);
          const isOwnFailure = name === "FAILED" && occasion !== "nameTaken";
          expect(actions(standings[name], wanted, occasion)).to.equal(
            isOwnFailure ? "refuse" : plain,
          );
        });
      });
    }
  }

  it("never deletes an index before it was stopped, adopted or found to follow nothing of ours that works", () => {
    for (const [name, standing] of Object.entries(standings)) {
      for (const occasion of occasions) {
        for (const ifIndexExists of policies) {
          const made = plan(standing, { ...wish, ifIndexExists }, occasion);
          if ("refusal" in made) continue;
          const order = made.steps.map(({ action }) => action);
          const works = ["RUNNING", "BOOTSTRAPPING", "SYNCING", "PAUSED"].includes(name);
          expect(works && order.includes("deleteIndex"), `${name} ${occasion}`).to.equal(false);
          const deletes = order.indexOf("deleteIndex");
          if (deletes >= 0) expect(order.indexOf("start")).to.be.greaterThan(deletes);
        }
      }
    }
  });

  it("takes any connection where none is asked for", () => {
    const wanted = { ...wish, leaderAlias: undefined };
    expect(actions(standings.SYNCING, wanted, "unfinished")).to.equal("wait");
  });
});
