// SPDX-License-Identifier: Apache-2.0
import type { Estate, Unseen } from "../../reads/estate";
import type { RuleInfo } from "../../reads/rules";
import type { ConnectionInfo } from "../../reads/connections";
import { type Cell, paint, type Screen, tableLines, wrapped } from "./table";
import type { Failed, Look, Row } from "./verdict";

/** A look as people read it; `since` and `line` of a row where somebody watches. */
export function lookLines(
  look: Look | Failed,
  screen: Screen,
  watched: (row: Row) => { readonly since?: string; readonly line?: string } = () => ({}),
): string[] {
  const title = look.site === "" ? [] : [paint(screen, "bold", look.site)];
  if ("error" in look) return [...title, paint(screen, "red", look.error)];
  const { estate, rows } = look;
  return [
    ...title,
    ...headLines(estate, screen),
    ...replicationLines(rows, isHiddenFrom(estate), screen, watched),
    ...ruleLines(estate.rules, screen),
    ...connectionLines(estate.connections, screen),
    ...estate.unseen.flatMap((one) =>
      wrapped(unseenSentence(one), screen.width ?? Infinity).map((part) =>
        paint(screen, "yellow", part),
      ),
    ),
  ];
}

function isHiddenFrom({ unseen }: Estate): boolean {
  return unseen.some(({ what }) => what === "replications");
}

function headLines({ host, cluster }: Estate, screen: Screen): string[] {
  const what = [cluster?.name, cluster?.version && `OpenSearch ${cluster.version}`, host];
  return [paint(screen, "dim", what.filter((part) => part).join(", "))];
}

function replicationLines(
  rows: readonly Row[],
  isHidden: boolean,
  screen: Screen,
  watched: (row: Row) => { readonly since?: string; readonly line?: string },
): string[] {
  if (rows.length === 0) return isHidden ? [] : ["No replications."];
  const titles = ["FOLLOWER", "LEADER", "STATE", "BEHIND", "SECONDS", "LAG", "SINCE", "REASON"];
  const cells = rows.map((row): Cell[] => {
    const { since = "", line = "" } = watched(row);
    const leader = [row.leaderAlias, row.leaderIndex].filter((part) => part).join(":");
    return [
      { text: row.index },
      { text: leader },
      { text: stateOf(row), style: styleOf(row) },
      { text: row.lag === undefined ? "" : String(row.lag), isNumber: true },
      {
        text: row.secondsBehind === undefined ? "" : secondsText(row.secondsBehind),
        isNumber: true,
      },
      { text: line },
      { text: since },
      { text: row.reason },
    ];
  });
  return tableLines(titles, cells, screen);
}

function stateOf({ status, ahead, bytesTotal = 0, bytesRecovered = 0 }: Row): string {
  if (ahead !== undefined) return `${status}, ${ahead} AHEAD`;
  if (status === "BOOTSTRAPPING" && bytesTotal > 0)
    return `${status} ${Math.floor((100 * bytesRecovered) / bytesTotal)}%`;
  return status === "REPLICATION NOT IN PROGRESS" ? "NOT REPLICATED" : status;
}

function styleOf({ health, status }: Row): Cell["style"] {
  if (health === "bad") return "red";
  return health === "unknown" || status !== "SYNCING" ? "yellow" : "green";
}

function secondsText(seconds: number): string {
  return seconds < 10 ? String(Math.round(seconds * 10) / 10) : String(Math.round(seconds));
}

function ruleLines(rules: readonly RuleInfo[], screen: Screen): string[] {
  if (rules.length === 0) return [];
  const titles = ["RULE", "PATTERN", "CONNECTION", "STARTED", "FAILED", "FOLLOWS NOTHING"];
  const cells = rules.map((rule): Cell[] => [
    { text: rule.name },
    { text: rule.pattern },
    { text: rule.leaderAlias ?? "" },
    { text: String(rule.started ?? ""), isNumber: true },
    { text: rule.failedIndexes.join(", "), style: "red" },
    { text: (rule.unfollowed ?? []).join(", "), style: "red" },
  ]);
  return ["", ...tableLines(titles, cells, screen)];
}

function connectionLines(connections: readonly ConnectionInfo[], screen: Screen): string[] {
  if (connections.length === 0) return [];
  const titles = ["CONNECTION", "STATE", "MODE", "NODES", "ADDRESSES"];
  const cells = connections.map((one): Cell[] => [
    { text: one.alias },
    {
      text: one.isConnected ? "connected" : "not connected",
      style: one.isConnected ? "green" : "yellow",
    },
    { text: one.mode },
    { text: String(one.connected), isNumber: true },
    { text: one.addresses.join(", ") },
  ]);
  return ["", ...tableLines(titles, cells, screen)];
}

const hidden: Record<Unseen["what"], string> = {
  cluster: "Which cluster this is",
  replications: "Which replications there are (name indexes to see these)",
  rules: "The auto-follow rules",
  connections: "The connections",
  unfollowed: "What a rule matches and nothing follows",
};

function unseenSentence({ what, permission }: Unseen): string {
  const why =
    permission === undefined ? "a leader does not answer" : `this user needs ${permission}`;
  return `${hidden[what]}: not shown, ${why}.`;
}
