// SPDX-License-Identifier: Apache-2.0
import type { Cluster } from "../cluster/cluster";
import { glob } from "../cluster/glob";
import type { IndexState } from "../cluster/index-state";
import { connections, follow } from "../cluster/remote";
import { setting } from "../cluster/settings";
import { answer } from "../http/answer";
import { indexNotFound, Refusal } from "../http/refusal";
import type { Route } from "../http/routes";
import { textOf, type JsonObject } from "../json/json";
import type { Caller } from "../security/caller";
import { permit } from "../security/permit";

const RESOLVE = "indices:admin/resolve/index";

/** What an expression stands for. */
interface Resolved {
  indices: JsonObject[];
  aliases: JsonObject[];
  data_streams: JsonObject[];
}

const NOTHING: Resolved = { indices: [], aliases: [], data_streams: [] };

const isHidden = ({ name, settings }: IndexState): boolean =>
  name.startsWith(".") || setting(settings, "index.hidden") === "true";

/** A wildcard finds what is open and not hidden; a name finds whatever has it. */
const resolved = (cluster: Cluster, expression: string, prefix: string): Resolved => {
  const isPattern = expression.includes("*");
  const fits = (name: string) => glob(expression).test(name);
  const indexes = [...cluster.indexes.values()];
  const found = indexes.filter(
    (index) => fits(index.name) && (!isPattern || (index.open && !isHidden(index))),
  );
  const aliases = new Set(indexes.flatMap((index) => [...index.aliases.keys()]).filter(fits));
  const streams = [...cluster.dataStreams].filter(([name]) => fits(name));
  if (!isPattern && found.length + aliases.size + streams.length === 0)
    throw indexNotFound(expression, "index_or_alias");
  return {
    indices: found.map(({ name, open, aliases: own }) => ({
      name: prefix + name,
      ...(own.size === 0 ? {} : { aliases: [...own.keys()].sort() }),
      attributes: [open ? "open" : "closed"],
    })),
    aliases: [...aliases].map((name) => ({
      name: prefix + name,
      indices: cluster.withAlias(name).map((index) => index.name),
    })),
    data_streams: streams.map(([name, backing]) => ({
      name: prefix + name,
      backing_indices: backing,
      timestamp_field: "@timestamp",
    })),
  };
};

/** Over a connection nothing is an error: what does not lead anywhere, or may not be seen, is left out. */
const remote = (cluster: Cluster, caller: Caller | undefined, alias: string, rest: string) => {
  const route = follow(cluster, alias);
  if (route.leads !== "to") return NOTHING;
  try {
    permit(route.cluster, caller, RESOLVE, rest);
    return resolved(route.cluster, rest, `${alias}:`);
  } catch (error) {
    if (error instanceof Refusal) return NOTHING;
    throw error;
  }
};

const one = (cluster: Cluster, caller: Caller | undefined, expression: string): Resolved => {
  const [alias = "", ...rest] = expression.split(":");
  const isConnection = connections(cluster.settings).some((known) => known.alias === alias);
  return rest.length > 0 && isConnection
    ? remote(cluster, caller, alias, rest.join(":"))
    : resolved(cluster, expression, "");
};

const byName = (a: JsonObject, b: JsonObject): number =>
  (textOf(a["name"]) ?? "") < (textOf(b["name"]) ?? "") ? -1 : 1;

/** `_resolve/index`: what names and patterns stand for, over connections as well. */
export const resolveRoutes: Route[] = [
  {
    method: "GET",
    path: "/_resolve/index/{index}",
    action: RESOLVE,
    handle(cluster, { caller }, { index = "" }) {
      const parts = index.split(",").map((expression) => one(cluster, caller, expression));
      return answer({
        indices: parts.flatMap((part) => part.indices).sort(byName),
        aliases: parts.flatMap((part) => part.aliases).sort(byName),
        data_streams: parts.flatMap((part) => part.data_streams).sort(byName),
      });
    },
  },
];
