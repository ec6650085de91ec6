// SPDX-License-Identifier: Apache-2.0
import type { Cluster } from "../cluster/cluster";
import type { IndexState } from "../cluster/index-state";
import { answer, type Answer } from "../http/answer";
import type { EmulatedRequest } from "../http/request";
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

/** `_cat/indices`, as a table of text or as JSON. */
export const catIndices = (cluster: Cluster, request: EmulatedRequest, name?: string): Answer => {
  const all =
    name === undefined ? [...cluster.indexes.values()].filter(listed) : [findIndex(cluster, name)];
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
