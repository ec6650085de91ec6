// SPDX-License-Identifier: Apache-2.0
import { checkAutoCreate } from "../cluster/auto-create";
import type { Cluster } from "../cluster/cluster";
import type { IndexState } from "../cluster/index-state";
import { makeIndex } from "../cluster/make-index";
import { illegalArgument } from "../http/refusal";

const flagOf = (index: IndexState, alias: string) => index.aliases.get(alias)?.["is_write_index"];

const behindAlias = (alias: string, indexes: IndexState[]): IndexState => {
  const [only, ...others] = indexes;
  const implied = others.length === 0 && only !== undefined && flagOf(only, alias) === undefined;
  const target =
    indexes.find((index) => flagOf(index, alias) === true) ?? (implied ? only : undefined);
  if (target === undefined)
    throw illegalArgument(
      `no write index is defined for alias [${alias}]. The write index may be explicitly disabled ` +
        "using is_write_index=false or the alias points to multiple indices without one being " +
        "designated as a write index",
    );
  return target;
};

/** The index that a write to a name goes to; a missing one is made on the way, as core does by default. */
export const writeTarget = (cluster: Cluster, name: string): IndexState => {
  const index = cluster.indexes.get(name);
  if (index !== undefined) return index;
  const indexes = cluster.withAlias(name);
  if (indexes.length > 0) return behindAlias(name, indexes);
  checkAutoCreate(cluster.settings, name);
  return makeIndex(cluster, name);
};

/** Refuses a document whose index sends it through a pipeline that is not there; deletions go through none. */
export const checkPipelines = ({ pipelines }: Cluster, { settings }: IndexState): void => {
  for (const key of ["index.default_pipeline", "index.final_pipeline"]) {
    const id = settings[key];
    if (typeof id === "string" && id !== "_none" && !pipelines.has(id))
      throw illegalArgument(`pipeline with id [${id}] does not exist`);
  }
};
