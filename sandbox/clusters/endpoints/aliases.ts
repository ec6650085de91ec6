// SPDX-License-Identifier: Apache-2.0
import { checkBlocks } from "../cluster/blocks";
import type { Cluster } from "../cluster/cluster";
import { acknowledged, answer } from "../http/answer";
import { illegalArgument } from "../http/refusal";
import type { Route } from "../http/routes";
import { isObject, textOf, type Json, type JsonObject } from "../json/json";
import { readJson } from "../json/reader";
import { findIndex } from "./lookup";

const words = (one: Json | undefined, many: Json | undefined): string[] => [
  ...(textOf(one) === undefined ? [] : [textOf(one) ?? ""]),
  ...(Array.isArray(many) ? many.map((item) => textOf(item) ?? "") : []),
];

const perform = (cluster: Cluster, kind: string, action: JsonObject): void => {
  const { index, indices, alias, aliases, ...properties } = action;
  for (const name of words(index, indices)) {
    const found = findIndex(cluster, name);
    checkBlocks(found, kind === "remove_index" ? "delete" : "metadata");
    if (kind === "remove_index") cluster.indexes.delete(found.name);
    for (const word of words(alias, aliases))
      if (kind === "add") found.aliases.set(word, properties);
      else found.aliases.delete(word);
  }
};

/** Aliases. */
export const aliasRoutes: Route[] = [
  {
    method: "POST",
    path: "/_aliases",
    action: "indices:admin/aliases",
    handle(cluster, { body }) {
      const parsed = readJson(body).value;
      const actions = isObject(parsed) ? parsed["actions"] : undefined;
      if (!Array.isArray(actions)) throw illegalArgument("No action specified");
      for (const step of actions)
        if (isObject(step))
          for (const [kind, action] of Object.entries(step))
            if (isObject(action)) perform(cluster, kind, action);
      return acknowledged();
    },
  },
  {
    method: "GET",
    path: "/{index}/_alias",
    action: "indices:admin/aliases/get",
    handle(cluster, _request, { index = "" }) {
      const { name, aliases } = findIndex(cluster, index);
      return answer({ [name]: { aliases: Object.fromEntries(aliases) } });
    },
  },
];
