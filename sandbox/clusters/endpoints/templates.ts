// SPDX-License-Identifier: Apache-2.0
import type { Cluster } from "../cluster/cluster";
import { makeIndex } from "../cluster/make-index";
import { acknowledged, answer } from "../http/answer";
import { illegalArgument, indexNotFound, Refusal } from "../http/refusal";
import type { Route } from "../http/routes";
import { isObject, type JsonObject } from "../json/json";
import { readJson } from "../json/reader";

const TEMPLATE = "/_index_template/{name}";
const DATA_STREAM = "/_data_stream/{name}";

const matches = (template: JsonObject, name: string): boolean => {
  const patterns = template["index_patterns"];
  return (
    isObject(template["data_stream"]) &&
    Array.isArray(patterns) &&
    patterns.some(
      (pattern) =>
        typeof pattern === "string" &&
        (pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : name === pattern),
    )
  );
};

const createDataStream = (cluster: Cluster, name: string): void => {
  if (![...cluster.templates.values()].some((template) => matches(template, name)))
    throw illegalArgument(`no matching index template found for data stream [${name}]`);
  if (cluster.dataStreams.has(name))
    throw new Refusal(
      400,
      "resource_already_exists_exception",
      `data_stream [${name}] already exists`,
    );
  const backing = `.ds-${name}-000001`;
  makeIndex(cluster, backing);
  cluster.dataStreams.set(name, [backing]);
};

const deleteDataStream = (cluster: Cluster, name: string): void => {
  const backing = cluster.dataStreams.get(name);
  if (backing === undefined) throw indexNotFound(name, "index_or_alias");
  for (const index of backing) cluster.indexes.delete(index);
  cluster.dataStreams.delete(name);
};

/** Templates, as far as a data stream needs one, and data streams. */
export const templateRoutes: Route[] = [
  {
    method: "PUT",
    path: TEMPLATE,
    action: "indices:admin/index_template/put",
    handle(cluster, { body }, { name = "" }) {
      const template = readJson(body).value;
      cluster.templates.set(name, isObject(template) ? template : {});
      return acknowledged();
    },
  },
  {
    method: "DELETE",
    path: TEMPLATE,
    action: "indices:admin/index_template/delete",
    handle(cluster, _request, { name = "" }) {
      if (!cluster.templates.delete(name))
        throw new Refusal(
          404,
          "index_template_missing_exception",
          `index_template [${name}] missing`,
        );
      return acknowledged();
    },
  },
  {
    method: "PUT",
    path: DATA_STREAM,
    action: "indices:admin/data_stream/create",
    handle(cluster, _request, { name = "" }) {
      createDataStream(cluster, name);
      return acknowledged();
    },
  },
  {
    method: "DELETE",
    path: DATA_STREAM,
    action: "indices:admin/data_stream/delete",
    handle(cluster, _request, { name = "" }) {
      deleteDataStream(cluster, name);
      return acknowledged();
    },
  },
  {
    method: "GET",
    path: DATA_STREAM,
    action: "indices:admin/data_stream/get",
    handle(cluster, _request, { name = "" }) {
      const backing = cluster.dataStreams.get(name);
      if (backing === undefined) throw indexNotFound(name, "index_or_alias");
      const indices = backing.map((index) => ({ index_name: index }));
      return answer({ data_streams: [{ name, indices, generation: 1 }] });
    },
  },
];
