// SPDX-License-Identifier: Apache-2.0
import type { Cluster } from "../cluster/cluster";
import { IndexState } from "../cluster/index-state";
import { type Settings } from "../cluster/settings";
import { newUuid } from "../cluster/uuid";
import { versionId } from "../cluster/version";
import { indexNotFound } from "../http/refusal";
import type { JsonObject } from "../json/json";

/** The index of a name, or the only index of an alias; 404 if there is neither. */
export const findIndex = (cluster: Cluster, name: string): IndexState => {
  const index = cluster.indexes.get(name) ?? cluster.withAlias(name)[0];
  if (index === undefined) throw indexNotFound(name, "index_or_alias");
  return index;
};

/** Makes an index with the settings that every new one gets. */
export const makeIndex = (
  cluster: Cluster,
  name: string,
  settings: Settings = {},
  mappings: JsonObject = {},
): IndexState => {
  const uuid = newUuid();
  const index = new IndexState(
    name,
    {
      "index.creation_date": String(cluster.clock.now()),
      "index.number_of_replicas": "1",
      "index.number_of_shards": "1",
      "index.provided_name": name,
      "index.replication.type": "DOCUMENT",
      "index.version.created": String(versionId(cluster.version)),
      ...settings,
      "index.uuid": uuid,
    },
    mappings,
    uuid,
  );
  const required = index.settings["index.routing.allocation.require._name"];
  index.red = typeof required === "string" && required !== cluster.nodeName;
  cluster.indexes.set(name, index);
  return index;
};
