// SPDX-License-Identifier: Apache-2.0
import { answer } from "../http/answer";
import { invalid } from "../http/refusal";
import type { Route } from "../http/routes";
import { isObject, textOf, type JsonObject } from "../json/json";
import { parseBody, type ObjectParser } from "../json/object-parser";
import { bulkAct, bulkStart, bulkStatus, taskStatus, type BulkWish } from "../replication/bulk";
import { rolesIn, useRolesParser } from "../replication/start-request";

const PLUGIN = "/_plugins/_replication";
const may = (action: string) => `cluster:admin/plugins/replication/bulk/${action}`;

const parser = (fields: ObjectParser["fields"]): ObjectParser => ({
  name: "BulkReplicationRequestParser",
  fields: { pattern: ["VALUE_STRING"], filters: ["START_OBJECT"], ...fields },
});

const startParser = parser({ leader_alias: ["VALUE_STRING"], use_roles: useRolesParser });

const wishIn = (body: JsonObject): BulkWish => {
  const pattern = textOf(body["pattern"]);
  if (pattern === undefined) throw invalid(["Missing pattern"]);
  const filters = body["filters"];
  const exclude = isObject(filters) ? filters["exclude_index"] : undefined;
  return {
    pattern,
    exclude: Array.isArray(exclude) ? exclude.map((name) => textOf(name) ?? "") : [],
  };
};

const begun = (id: string) => answer({ acknowledged: true, task_id: id });

/** Many replications in one request, by a pattern of names (3.8). */
export const replicationBulkRoutes: Route[] = [
  {
    method: "POST",
    path: `${PLUGIN}/_bulk_start`,
    action: may("start"),
    handle(cluster, { body, caller }) {
      const given = parseBody(startParser, body);
      const leaderAlias = textOf(given["leader_alias"]);
      if (leaderAlias === undefined) throw invalid(["Missing leader_alias"]);
      const wish = { ...wishIn(given), leaderAlias, roles: rolesIn(given), caller };
      return begun(bulkStart(cluster, wish));
    },
  },
  ...(["stop", "pause", "resume"] as const).map((act): Route => ({
    method: "POST",
    path: `${PLUGIN}/_bulk_${act}`,
    action: may(act),
    handle: (cluster, { body }) =>
      begun(bulkAct(cluster, act, wishIn(parseBody(parser({}), body)))),
  })),
  {
    method: "GET",
    path: `${PLUGIN}/_bulk_status`,
    action: null,
    query: ["pattern"],
    handle(cluster, { query, caller }) {
      const pattern = query.get("pattern");
      if (pattern === undefined) return answer("pattern parameter is required", 400);
      return answer(bulkStatus(cluster, pattern, caller));
    },
  },
  {
    method: "GET",
    path: `${PLUGIN}/_task_status/{task}`,
    action: may("task_status"),
    handle: (cluster, _request, { task = "" }) => answer(taskStatus(cluster, task)),
  },
];
