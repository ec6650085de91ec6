// SPDX-License-Identifier: Apache-2.0
import { type Known, plan, type Reason } from "../../provider/replication/plan";
import type { Standing } from "../../provider/replication/standing";
import { planStop } from "../../provider/replication/stop/stop-follower";
import type { Wish } from "../../provider/replication/wish";
import { table } from "./markers";

const leader = { alias: "eu", index: "orders" };
const following = (status: string, of = leader, hasReplayed = true): Standing => ({
  kind: "following",
  status,
  reason: "",
  leader: of,
  hasReplayed,
});

const promoted: Standing = { kind: "promoted", block: "lifted" };
const all: [what: string, standing: Standing][] = [
  ["nothing", { kind: "absent" }],
  ["an ordinary index, or a follower that was stopped", promoted],
  ["the same replication, running", following("SYNCING")],
  ["the same replication, paused", following("PAUSED")],
  ["the same replication, failed", following("FAILED")],
  ["a replication of another leader", following("SYNCING", { alias: "eu", index: "other" })],
  ["a follower with unknown status", { kind: "unsettled", mark: "follower" }],
];

const wish: Wish = {
  index: "copy",
  leaderIndex: "orders",
  leaderAlias: "eu",
  ifIndexExists: "adopt",
  onReplace: "overwrite",
  paused: false,
  waitFor: "caughtUp",
};

const words: Record<string, string> = {
  replaceCopy: "replace the copy",
  stopAgain: "stop once more",
};

/** What an unfinished replacement has noted of the copy that it stopped. */
const noted: Known["stopped"] = { held: { uuid: "u", shards: [] } };

function steps(
  standing: Standing,
  changes: Partial<Wish>,
  reason: Reason,
  stopped?: Known["stopped"],
): string {
  const known = { settingsDiffer: false, stopped };
  const made = plan(standing, { ...wish, ...changes }, reason, known);
  if ("refusal" in made) return "refuse";
  return made.steps.map((step) => words[step] ?? step).join(", ");
}

/** The table of what a create does about a name that is taken. */
export function creationTable(): string {
  const failing = all.map(([, standing]) =>
    steps(standing, { ifIndexExists: "fail" }, "nameTaken"),
  );
  // A sentence of the page says so of `fail`.
  if (failing.some((done, at) => at > 0 !== (done === "refuse")))
    throw new Error("`fail` does not refuse whatever stands under the name");
  return table(
    ["Under that name there is", "`adopt`", "`overwrite`"],
    all.map(([what, standing]) => [
      what,
      steps(standing, { ifIndexExists: "adopt" }, "nameTaken"),
      steps(standing, { ifIndexExists: "overwrite" }, "nameTaken"),
    ]),
  );
}

/** The table of what an update does about a job that is not finished. */
export function finishTable(): string {
  return table(
    ["Under that name there is", "The next `up`"],
    [
      ...all.map(([what, standing]) => [what, steps(standing, {}, "unfinished")]),
      [
        "the copy that an unfinished replacement has stopped",
        steps(promoted, {}, "unfinished", noted),
      ],
    ],
  );
}

/** The table of what a destroy does. */
export function removalTable(): string {
  const young: [string, Standing] = [
    "a replication that is just starting",
    following("RUNNING", leader, false),
  ];
  const ends: [string, Standing][] = [
    ["a follower that was stopped", promoted],
    ["an index that never was a follower", { kind: "ordinary" }],
  ];
  const isOwn = ([what]: [string, Standing]): boolean => !/another|ordinary/.test(what);
  const keeps = (standing: Standing): string =>
    planStop(standing)
      .map((action) => words[action] ?? action)
      .join(", ") || "nothing";
  const deletes = (standing: Standing): string => {
    if (standing.kind === "promoted") return "refuse";
    if (standing.kind === "absent" || standing.kind === "ordinary") return keeps(standing);
    // No shard of it takes writes, and its stop may take long while the index stands.
    if (standing.kind === "following" && standing.status === "FAILED")
      return "delete the index, stop";
    return "stop, delete the index unless someone has written to it";
  };
  return table(
    ["Under that name there is", "`keepIndex`", "`deleteIndex`"],
    [...all.filter(isOwn), young, ...ends].map(([what, standing]) => [
      what,
      keeps(standing),
      deletes(standing),
    ]),
  );
}
