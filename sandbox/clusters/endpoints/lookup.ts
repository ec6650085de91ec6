// SPDX-License-Identifier: Apache-2.0
import type { Cluster } from "../cluster/cluster";
import type { IndexState } from "../cluster/index-state";
import { indexNotFound } from "../http/refusal";

/** The index of a name, or the only index of an alias; 404 if there is neither. */
export const findIndex = (cluster: Cluster, name: string): IndexState => {
  const index = cluster.indexes.get(name) ?? cluster.withAlias(name)[0];
  if (index === undefined) throw indexNotFound(name, "index_or_alias");
  return index;
};
