// SPDX-License-Identifier: Apache-2.0
import { answer } from "../http/answer";
import { indexClosed, Refusal } from "../http/refusal";
import { flag, type EmulatedRequest } from "../http/request";
import type { PathParts, Route } from "../http/routes";
import type { Cluster } from "../cluster/cluster";
import { isObject, type JsonObject } from "../json/json";
import { readJson } from "../json/reader";
import { findIndex } from "./lookup";
import { write } from "./write";

const sourceOf = (text: string): JsonObject => {
  if (text === "") throw new Refusal(400, "parse_exception", "request body is required");
  const value = readJson(text).value;
  if (!isObject(value)) throw new Refusal(400, "mapper_parsing_exception", "failed to parse");
  return value;
};

const refreshes = (request: EmulatedRequest): boolean =>
  request.query.get("refresh") === "wait_for" ? false : flag(request, "refresh");

const index = (cluster: Cluster, request: EmulatedRequest, parts: PathParts) => {
  const { status, body } = write(cluster, {
    index: parts["index"] ?? "",
    id: parts["id"],
    source: sourceOf(request.body),
    refresh: refreshes(request),
  });
  return answer(body, status);
};

/** Single documents. A read sees every write at once, refreshed or not. */
export const documentRoutes: Route[] = [
  { method: "POST", path: "/{index}/_doc", action: "indices:data/write/index", handle: index },
  { method: "PUT", path: "/{index}/_doc/{id}", action: "indices:data/write/index", handle: index },
  { method: "POST", path: "/{index}/_doc/{id}", action: "indices:data/write/index", handle: index },
  {
    method: "DELETE",
    path: "/{index}/_doc/{id}",
    action: "indices:data/write/delete",
    handle(cluster, request, { index: name = "", id = "" }) {
      const wanted = { index: name, id, source: undefined, refresh: refreshes(request) };
      const { status, body } = write(cluster, wanted);
      return answer(body, status);
    },
  },
  {
    method: "GET",
    path: "/{index}/_doc/{id}",
    action: "indices:data/read/get",
    handle(cluster, _request, { index: name = "", id = "" }) {
      const found = findIndex(cluster, name);
      if (!found.open) throw indexClosed(found);
      const document = found.documents.get(id);
      if (document === undefined) return answer({ _index: found.name, _id: id, found: false }, 404);
      return answer({
        _index: found.name,
        _id: id,
        _version: document.version,
        _seq_no: document.seqNo,
        _primary_term: found.primaryTerm,
        found: true,
        _source: document.source,
      });
    },
  },
];
