// SPDX-License-Identifier: Apache-2.0
import type { Wanted, Occasion } from "../../provider/resources/started-replication/start/steps";
import { plan } from "../../provider/resources/started-replication/start/plan";
import type { Standing } from "../../provider/resources/common/removal/standing";
import { isPromoted, planRemoval } from "../../provider/resources/common/removal/removal";
import { table } from "./markers";

const leader = { alias: "eu", index: "orders" };
const replication = (status: string, of = leader, hasReplayed = true): Standing => ({
  kind: "replication",
  status,
  reason: "",
  leader: of,
  hasReplayed,
});

const nothing: Standing = { kind: "absent" };
const standings: [what: string, standing: Standing][] = [
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
  adopt: "take over",
  deleteIndex: "delete the index",
  probe: "ask whether a start is possible",
  stopAgain: "stop once more",
};

function steps(standing: Standing, changes: Partial<Wanted>, occasion: Occasion): string {
  const made = plan(standing, { ...wish, ...changes }, occasion);
  if ("refusal" in made) return "refuse";
  return made.steps.map(({ action }) => words[action] ?? action).join(", ");
}

/** What a create does about a name that is taken. */
export function creationTable(): string {
  const failing = standings.map(([, standing]) =>
    steps(standing, { ifIndexExists: "fail" }, "nameTaken"),
  );
  // A sentence of the page says so of `fail`.
  if (failing.some((done, at) => at > 0 !== (done === "refuse")))
    throw new Error("`fail` does not refuse whatever stands under the name");
  return table(
    ["Under that name there is", "`adopt`", "`overwrite`"],
    standings.map(([what, standing]) => [
      what,
      steps(standing, { ifIndexExists: "adopt" }, "nameTaken"),
      steps(standing, { ifIndexExists: "overwrite" }, "nameTaken"),
    ]),
  );
}

/** What an update does about a job that is not finished. */
export function finishTable(): string {
  return table(
    ["Under that name there is", "The next `up`"],
    standings.map(([what, standing]) => [what, steps(standing, {}, "unfinished")]),
  );
}

/** What a destroy does. */
export function removalTable(): string {
  const young: [string, Standing] = [
    "a replication that is just starting",
    replication("RUNNING", leader, false),
  ];
  const ordinary = { kind: "ordinaryIndex", isBlocked: false, mayBeBlocked: false } as const;
  const ends: [string, Standing][] = [
    ["a follower that was stopped", { ...ordinary, wasFollower: true }],
    ["an index that never was a follower", { ...ordinary, wasFollower: false }],
  ];
  const isOwn = ([what]: [string, Standing]): boolean => !/another|ordinary/.test(what);
  const does = (standing: Standing, deleteIndex: boolean): string =>
    deleteIndex && isPromoted(standing)
      ? "refuse"
      : planRemoval(standing, { deleteIndex })
          .map((action) => words[action] ?? action)
          .join(", ") || "nothing";
  return table(
    ["Under that name there is", "`keepIndex`", "`deleteIndex`"],
    [...standings.filter(isOwn), young, ...ends].map(([what, standing]) => [
      what,
      does(standing, false),
      does(standing, true),
    ]),
  );
}
