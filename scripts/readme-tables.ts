// SPDX-License-Identifier: Apache-2.0
import type { Wanted, Occasion } from "../provider/resources/started-replication/start/steps";
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { plan } from "../provider/resources/started-replication/start/plan";
import type { Existing } from "../provider/resources/common/follower/existing";
import { isPromoted, planStop } from "../provider/resources/common/follower/stop-plan";

const readme = resolve(__dirname, "../README.md");

/** The README with its tables made anew from the code. */
export function withTables(text: string): string {
  const tables = {
    creation: creationTable(),
    removal: removalTable(),
  };
  return Object.entries(tables).reduce((left, [name, table]) => {
    const [begin, end] = [`<!-- table: ${name} -->`, `<!-- end of table: ${name} -->`];
    const [before, rest] = left.split(begin);
    const after = rest?.split(end)[1];
    if (before === undefined || after === undefined)
      throw new Error(`README lacks ${begin} … ${end}`);
    return `${before}${begin}\n\n${table}\n\n${end}${after}`;
  }, text);
}

const leader = { alias: "eu", index: "orders" };
const replication = (status: string, of = leader, hasReplayed = true): Existing => ({
  kind: "replication",
  status,
  reason: "",
  leader: of,
  hasReplayed,
});

const standings: [what: string, existing: Existing][] = [
  ["nothing", { kind: "absent" }],
  [
    "an index that follows nothing",
    { kind: "ordinaryIndex", wasFollower: true, isBlocked: false, mayBeBlocked: false },
  ],
  ["the same replication, running", replication("SYNCING")],
  ["the same replication, paused", replication("PAUSED")],
  ["the same replication, failed", replication("FAILED")],
  ["a replication of another leader", replication("SYNCING", { alias: "eu", index: "other" })],
  ["a follower whose status cannot be told", { kind: "unsettled", mark: "follower" }],
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

function steps(existing: Existing, changes: Partial<Wanted>, occasion: Occasion): string {
  const made = plan(existing, { ...wish, ...changes }, occasion);
  if ("refusal" in made) return "refuse";
  return made.steps.map(({ action }) => words[action] ?? action).join(", ");
}

function creationTable(): string {
  return table(
    [
      "What stands under the name",
      "create, `adopt`",
      "create, `fail`",
      "create, `overwrite`",
      "update",
    ],
    standings.map(([what, existing]) => [
      what,
      steps(existing, { ifIndexExists: "adopt" }, "nameTaken"),
      steps(existing, { ifIndexExists: "fail" }, "nameTaken"),
      steps(existing, { ifIndexExists: "overwrite" }, "nameTaken"),
      steps(existing, {}, "unfinished"),
    ]),
  );
}

function removalTable(): string {
  const young: [string, Existing] = [
    "a replication that is just starting",
    replication("RUNNING", leader, false),
  ];
  const foreign: [string, Existing] = [
    "an index that never was a follower",
    { kind: "ordinaryIndex", wasFollower: false, isBlocked: false, mayBeBlocked: false },
  ];
  const does = (existing: Existing, deleteIndex: boolean): string =>
    deleteIndex && isPromoted(existing)
      ? "refuse"
      : planStop(existing, { deleteIndex })
          .map((action) => words[action] ?? action)
          .join(", ") || "nothing";
  return table(
    ["What stands under the name", "destroy, `keepIndex`", "destroy, `deleteIndex`"],
    [...standings.filter(([what]) => !what.includes("another")), young, foreign].map(
      ([what, existing]) => [what, does(existing, false), does(existing, true)],
    ),
  );
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

if (require.main === module) writeFileSync(readme, withTables(readFileSync(readme, "utf8")));
