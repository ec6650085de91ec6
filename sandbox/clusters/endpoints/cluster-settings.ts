// SPDX-License-Identifier: Apache-2.0
import { checkClusterSettings } from "../cluster/check-cluster-settings";
import type { Cluster } from "../cluster/cluster";
import { changed, flattened, flatView, nestedView, type Settings } from "../cluster/settings";
import { answer } from "../http/answer";
import { Refusal } from "../http/refusal";
import { flag, type EmulatedRequest } from "../http/request";
import type { Route } from "../http/routes";
import { isObject, type JsonObject } from "../json/json";
import { readJson } from "../json/reader";

const PATH = "/_cluster/settings";

type Scope = "persistent" | "transient";

const view = (settings: Settings, request: EmulatedRequest): JsonObject =>
  flag(request, "flat_settings") ? flatView(settings) : nestedView(settings);

/** A key that ends in a star removes everything under it. */
const expanded = (before: Settings, settings: Settings): Settings =>
  Object.fromEntries(
    Object.entries(settings).flatMap(([key, value]) => {
      if (value !== null || !key.endsWith("*")) return [[key, value]];
      const known = Object.keys(before).filter((name) => name.startsWith(key.slice(0, -1)));
      return known.map((name) => [name, null]);
    }),
  );

const change = (cluster: Cluster, scope: Scope, body: JsonObject): Settings => {
  const wanted = body[scope];
  const settings = expanded(cluster[scope], isObject(wanted) ? flattened(wanted) : {});
  checkClusterSettings(scope, cluster[scope], settings);
  return settings;
};

/** Cluster settings; a connection to another cluster is made of nothing else. */
export const clusterSettingsRoutes: Route[] = [
  {
    method: "GET",
    path: PATH,
    action: "cluster:monitor/state",
    handle: (cluster, request) =>
      answer({
        persistent: view(cluster.persistent, request),
        transient: view(cluster.transient, request),
      }),
  },
  {
    method: "PUT",
    path: PATH,
    action: "cluster:admin/settings/update",
    handle(cluster, request) {
      if (request.body === "")
        throw new Refusal(400, "parse_exception", "request body is required");
      const value = readJson(request.body).value;
      const body = isObject(value) ? value : {};
      const persistent = change(cluster, "persistent", body);
      const transient = change(cluster, "transient", body);
      cluster.persistent = changed(cluster.persistent, persistent);
      cluster.transient = changed(cluster.transient, transient);
      return answer({
        acknowledged: true,
        persistent: view(changed({}, persistent), request),
        transient: view(changed({}, transient), request),
      });
    },
  },
];
