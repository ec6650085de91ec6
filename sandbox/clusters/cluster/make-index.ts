// SPDX-License-Identifier: Apache-2.0
import type { JsonObject } from "../json/json";
import type { Cluster } from "./cluster";
import { IndexState } from "./index-state";
import type { Settings } from "./settings";
import { newUuid } from "./uuid";
import { versionId } from "./version";

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
