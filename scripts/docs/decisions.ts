// SPDX-License-Identifier: Apache-2.0
import type { Wanted, Occasion } from "../../provider/replication/steps";
import { plan } from "../../provider/replication/plan";
import type { Existing } from "../../provider/replication/standing";
import { isPromoted, planStop } from "../../provider/replication/stop/stop-plan";
import { table } from "./markers";

const leader = { alias: "eu", index: "orders" };
const replication = (status: string, of = leader, hasReplayed = true): Existing => ({
  kind: "replication",
  status,
  reason: "",
  leader: of,
  hasReplayed,
});

const nothing: Existing = { kind: "absent" };
const all: [what: string, existing: Existing][] = [
  ["nothing", nothing],
  [
    "an ordinary index",
    { kind: "ordinaryIndex", wasFollower: true, isBlocked: false, mayBeBlocked: false },
  ],
  ["the same replication, running", replication("SYNCING")],
  ["the same replication, paused", replication("PAUSED")],
  ["the same replication, failed", replication("FAILED")],
  ["a replication of another leader", replication("SYNCING", { alias: "eu", index: "other" })],
  ["a follower with unknown status", { kind: "unsettled", mark: "follower" }],
];

const wish: Wanted = {
  index: "copy",
  leaderIndex: "orders",
  leaderAlias: "eu",
  ifIndexExists: "adopt",
  onReplace: "overwrite",
  paused: false,
  settingsDiffer: false,
};

const words: Record<string, string> = {
  adopt: "adopt",
  deleteIndex: "delete the index",
  probe: "check that a start is possible",
  stopAgain: "stop once more",
};

function steps(existing: Existing, changes: Partial<Wanted>, occasion: Occasion): string {
  const made = plan(existing, { ...wish, ...changes }, occasion);
  if ("refusal" in made) return "refuse";
  return made.steps.map(({ action }) => words[action] ?? action).join(", ");
}

/** What a create does about a name that is taken. */
export function creationTable(): string {
  const failing = all.map(([, existing]) =>
    steps(existing, { ifIndexExists: "fail" }, "nameTaken"),
  );
  // A sentence of the page says so of `fail`.
  if (failing.some((done, at) => at > 0 !== (done === "refuse")))
    throw new Error("`fail` does not refuse whatever stands under the name");
  return table(
    ["Under that name there is", "`adopt`", "`overwrite`"],
    all.map(([what, existing]) => [
      what,
      steps(existing, { ifIndexExists: "adopt" }, "nameTaken"),
      steps(existing, { ifIndexExists: "overwrite" }, "nameTaken"),
    ]),
  );
}

/** What an update does about a job that is not finished. */
export function finishTable(): string {
  return table(
    ["Under that name there is", "The next `up`"],
    all.map(([what, existing]) => [what, steps(existing, {}, "unfinished")]),
  );
}

/** What a destroy does. */
export function removalTable(): string {
  const young: [string, Existing] = [
    "a replication that is just starting",
    replication("RUNNING", leader, false),
  ];
  const ordinary = { kind: "ordinaryIndex", isBlocked: false, mayBeBlocked: false } as const;
  const ends: [string, Existing][] = [
    ["a follower that was stopped", { ...ordinary, wasFollower: true }],
    ["an index that never was a follower", { ...ordinary, wasFollower: false }],
  ];
  const isOwn = ([what]: [string, Existing]): boolean => !/another|ordinary/.test(what);
  const does = (existing: Existing, deleteIndex: boolean): string =>
    deleteIndex && isPromoted(existing)
      ? "refuse"
      : planStop(existing, { deleteIndex })
          .map((action) => words[action] ?? action)
          .join(", ") || "nothing";
  return table(
    ["Under that name there is", "`keepIndex`", "`deleteIndex`"],
    [...all.filter(isOwn), young, ...ends].map(([what, existing]) => [
      what,
      does(existing, false),
      does(existing, true),
    ]),
  );
}
