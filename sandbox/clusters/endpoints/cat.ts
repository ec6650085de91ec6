// SPDX-License-Identifier: Apache-2.0
import type { Cluster } from "../cluster/cluster";
import type { IndexState } from "../cluster/index-state";
import { answer, type Answer } from "../http/answer";
import type { EmulatedRequest } from "../http/request";
import { glob } from "../cluster/glob";
import { findIndex } from "./lookup";

const COLUMNS: Record<string, (index: IndexState) => string> = {
  health: (index) => index.health,
  status: (index) => (index.open ? "open" : "close"),
  index: (index) => index.name,
  uuid: (index) => index.uuid,
  pri: (index) => String(index.shards),
  rep: (index) => String(index.replicas),
  "docs.count": (index) => String(index.documents.size),
  "docs.deleted": () => "0",
};

/** Indexes made by the server for itself are hidden; `.tasks`, oddly, is not. */
const listed = ({ name }: IndexState): boolean => !name.startsWith(".") || name === ".tasks";

const sorted = (indexes: IndexState[], column: string): IndexState[] => {
  const value = COLUMNS[column];
  if (value === undefined) return indexes;
  return [...indexes].sort((a, b) => (value(a) < value(b) ? -1 : 1));
};

/** The indexes that a list of names and patterns stands for; a name that there is none of is refused, a pattern is not. */
const named = (cluster: Cluster, names: string): IndexState[] => {
  const found = names.split(",").flatMap((name) => {
    if (!name.includes("*")) return [findIndex(cluster, name)];
    const matches = glob(name);
    return [...cluster.indexes.values()].filter(
      (index) => listed(index) && matches.test(index.name),
    );
  });
  return [...new Set(found)];
};

/** `_cat/indices`, as a table of text or as JSON. */
export const catIndices = (cluster: Cluster, request: EmulatedRequest, name?: string): Answer => {
  const all =
    name === undefined ? [...cluster.indexes.values()].filter(listed) : named(cluster, name);
  const columns = (request.query.get("h") ?? Object.keys(COLUMNS).join(","))
    .split(",")
    .filter((column) => COLUMNS[column] !== undefined);
  const rows = sorted(all, request.query.get("s") ?? "").map((index) =>
    columns.map((column) => [column, COLUMNS[column]?.(index) ?? ""] as const),
  );
  if (request.query.get("format") === "json")
    return answer(rows.map((row) => Object.fromEntries(row)));
  return answer(rows.map((row) => `${row.map(([, value]) => value).join(" ")}\n`).join(""));
};
