// SPDX-License-Identifier: Apache-2.0
import { isObject, type Json, type JsonObject } from "../../sandbox/clusters/json/json";
import type { Answered } from "./exchange";

/** Values that differ from run to run; only their type is compared. */
const VOLATILE = [
  /\.index_uuid$/,
  /^\.indices\.[^.]+\.uuid$/,
  /\.routing\.node$/,
  /\.index\.uuid$/,
  /\.index\.creation_date$/,
  /^\.(took|task_id|start_time)$/,
  /\.items\[\d+\]\.\w+\._id$/,
  /\.bootstrap_details\.\w+$/,
  /\.last_execution_time$/,
  /^\.remote_address$/,
  /^\.(cluster_uuid|tagline|version\.build_\w+)$/,
  /\.retention_leases\.(version|leases\[\d+\]\.(timestamp|retaining_seq_no))$/,
];

/** The lease that an index holds for copies of its own ends in the id of the node. */
const OWN_NODE = /^peer_recovery\/.*$/;

/** Statistics count what else the recorded clusters did in their lives. */
const COUNTERS = /^\/_plugins\/.*_stats(\?|$)/;

const kind = (value: Json): string =>
  value === null ? "null" : Array.isArray(value) ? "array" : typeof value;

const plain = (value: Json): Json =>
  typeof value === "string" ? value.replace(OWN_NODE, "peer_recovery/NODE") : value;

const show = (value: Json | undefined): string => JSON.stringify(value) ?? "nothing";

interface Context {
  counters: boolean;
  shapeOnly: boolean;
}

const objects = (want: JsonObject, got: JsonObject, at: string, context: Context): string[] => {
  const keys = [...new Set([...Object.keys(want), ...Object.keys(got)])];
  return keys.flatMap((key) => {
    const wanted = want[key];
    const found = got[key];
    const here = `${at}.${key}`;
    if (wanted === undefined) return [`${here}: not recorded, but answered: ${show(found)}`];
    if (found === undefined) return [`${here}: recorded ${show(wanted)}, but not answered`];
    return values(wanted, found, here, context);
  });
};

/** Per-index counters: the names are those of whatever replicated, the entries have one shape. */
const perIndex = (want: JsonObject, got: JsonObject, at: string, context: Context): string[] => {
  const [example] = Object.values(want);
  const entries = Object.entries(got);
  if ((example === undefined) !== (entries.length === 0))
    return [`${at}: recorded ${Object.keys(want).length} entries, answered ${entries.length}`];
  if (example === undefined) return [];
  return entries.flatMap(([name, entry]) => values(example, entry, `${at}.${name}`, context));
};

const values = (want: Json, got: Json, at: string, context: Context): string[] => {
  if (kind(want) !== kind(got)) return [`${at}: recorded ${show(want)}, answered ${show(got)}`];
  if (isObject(want) && isObject(got))
    return context.counters && at === ".index_stats"
      ? perIndex(want, got, at, context)
      : objects(want, got, at, context);
  if (Array.isArray(want) && Array.isArray(got)) {
    if (want.length !== got.length)
      return [`${at}: recorded ${want.length} items, answered ${got.length}`];
    return want.flatMap((item, i) => values(item, got[i] ?? null, `${at}[${i}]`, context));
  }
  const free =
    context.shapeOnly ||
    (context.counters && typeof want === "number" && !at.includes("autofollow_stats")) ||
    (VOLATILE.some((pattern) => pattern.test(at)) && want !== "_na_");
  return free || plain(want) === plain(got)
    ? []
    : [`${at}: recorded ${show(want)}, answered ${show(got)}`];
};

const mediaType = (contentType: string): string => contentType.split(";")[0]?.trim() ?? "";

/** Of the items that answer a bulk request, the recordings keep the first two. */
const shortened = (want: Json, got: Json, path: string): Json => {
  if (!/\/_bulk(\?|$)/.test(path) || !isObject(want) || !isObject(got)) return got;
  const [recorded, answered] = [want["items"], got["items"]];
  const isCut = Array.isArray(recorded) && Array.isArray(answered) && recorded.length === 2;
  return isCut ? { ...got, items: answered.slice(0, 2) } : got;
};

/** Rows that nobody asked to be sorted come in any order. */
const inOrder = (body: Json, path: string): Json =>
  path.startsWith("/_cat/") && !path.includes("s=") && Array.isArray(body)
    ? [...body].sort((a, b) => (show(a) < show(b) ? -1 : 1))
    : body;

/** How an answer differs from the recorded one; empty where it does not. */
export const differences = (want: Answered, got: Answered, path: string): string[] => {
  if (want.status !== got.status)
    return [`status: recorded ${want.status}, answered ${got.status} ${show(got.body)}`];
  if (mediaType(want.contentType) !== mediaType(got.contentType))
    return [`content type: recorded ${want.contentType}, answered ${got.contentType}`];
  const counters = COUNTERS.test(path) && !path.includes("autofollow");
  if (want.wwwAuthenticate !== got.wwwAuthenticate)
    return [
      `sign-in: recorded ${show(want.wwwAuthenticate)}, answered ${show(got.wwwAuthenticate)}`,
    ];
  const body = shortened(want.body, got.body, path);
  return values(inOrder(want.body, path), inOrder(body, path), "", { counters, shapeOnly: false });
};

/** Whether two bodies have the same keys and types all the way down. */
export const sameShape = (want: Json, got: Json): boolean =>
  values(want, got, "", { counters: false, shapeOnly: true }).length === 0;
