// SPDX-License-Identifier: Apache-2.0
import { checkBlocks, checkClusterWritable } from "../cluster/blocks";
import { checkNewIndexSettings } from "../cluster/check-index-settings";
import type { Cluster } from "../cluster/cluster";
import type { IndexState } from "../cluster/index-state";
import { makeIndex } from "../cluster/make-index";
import { indexSettings, nestedView } from "../cluster/settings";
import { acknowledged, answer } from "../http/answer";
import { illegalArgument, indexNotFound, Refusal } from "../http/refusal";
import type { Route } from "../http/routes";
import { isObject, type Json, type JsonObject } from "../json/json";
import { readJson } from "../json/reader";
import { findIndex } from "./lookup";

const nameProblem = (name: string): string | undefined => {
  if (name.toLowerCase() !== name) return "must be lowercase";
  if (/[ "*\\<|,>/?]/.test(name))
    return 'must not contain the following characters [ , ", *, \\, <, |, ,, >, /, ?]';
  if (/[#:]/.test(name)) return "must not contain '#' or ':'";
  if (/^[_\-+]/.test(name)) return "must not start with '_', '-', or '+'";
  return undefined;
};

const checkName = (cluster: Cluster, name: string): void => {
  const problem = nameProblem(name);
  if (problem !== undefined)
    throw new Refusal(
      400,
      "invalid_index_name_exception",
      `Invalid index name [${name}], ${problem}`,
      { extra: { index: name, index_uuid: "_na_" } },
    );
  const there = cluster.indexes.get(name);
  if (there !== undefined)
    throw new Refusal(
      400,
      "resource_already_exists_exception",
      `index [${name}/${there.uuid}] already exists`,
      { extra: { index: name, index_uuid: there.uuid } },
    );
  if (cluster.withAlias(name).length > 0)
    throw new Refusal(
      400,
      "invalid_index_name_exception",
      `Invalid index name [${name}], already exists as alias`,
      { extra: { index: name, index_uuid: "_na_" } },
    );
};

const section = (body: Json, name: string): JsonObject => {
  const value = isObject(body) ? body[name] : undefined;
  return isObject(value) ? value : {};
};

const create = (cluster: Cluster, name: string, text: string): void => {
  checkClusterWritable(cluster.settings, "create");
  checkName(cluster, name);
  const body = text === "" ? {} : readJson(text).value;
  const settings = indexSettings(section(body, "settings"));
  checkNewIndexSettings(settings);
  const index = makeIndex(cluster, name, settings, section(body, "mappings"));
  for (const [alias, properties] of Object.entries(section(body, "aliases")))
    index.aliases.set(alias, isObject(properties) ? properties : {});
};

const remove = (cluster: Cluster, name: string): void => {
  checkClusterWritable(cluster.settings, "delete");
  if (!cluster.indexes.has(name) && cluster.withAlias(name).length > 0)
    throw illegalArgument(
      `The provided expression [${name}] matches an alias, specify the corresponding concrete indices instead.`,
    );
  checkBlocks(findIndex(cluster, name), "delete");
  cluster.indexes.delete(name);
};

const described = (index: IndexState): JsonObject => ({
  [index.name]: {
    aliases: Object.fromEntries(index.aliases),
    mappings: index.mappings,
    settings: nestedView(index.settings),
  },
});

/** Making, showing and removing an index. */
export const indexRoutes: Route[] = [
  {
    method: "PUT",
    path: "/{index}",
    action: "indices:admin/create",
    handle(cluster, { body }, { index = "" }) {
      create(cluster, index, body);
      return answer({ acknowledged: true, shards_acknowledged: true, index });
    },
  },
  {
    method: "GET",
    path: "/{index}",
    action: "indices:admin/get",
    handle: (cluster, _request, { index = "" }) => answer(described(findIndex(cluster, index))),
  },
  {
    method: "HEAD",
    path: "/{index}",
    action: "indices:admin/get",
    handle(cluster, _request, { index = "" }) {
      if (!cluster.indexes.has(index) && cluster.withAlias(index).length === 0)
        throw indexNotFound(index, "index_or_alias");
      return answer("");
    },
  },
  {
    method: "DELETE",
    path: "/{index}",
    action: "indices:admin/delete",
    handle(cluster, _request, { index = "" }) {
      remove(cluster, index);
      return acknowledged();
    },
  },
];
