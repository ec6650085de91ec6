// SPDX-License-Identifier: Apache-2.0
import type { Cluster } from "../cluster/cluster";
import type { IndexState } from "../cluster/index-state";
import { remoteCluster } from "../cluster/remote";
import { isAtLeast } from "../cluster/version";
import { illegalArgument, indexClosed, indexNotFound, invalid, Refusal } from "../http/refusal";
import { isMarked } from "./replication";

const notOnTheLeader = (alias: string, name: string): Refusal => {
  const index = `${alias}:${name}`;
  return new Refusal(404, "index_not_found_exception", `no such index [${index}]`, {
    extra: { index, index_uuid: "_na_" },
  });
};

/** What a start asks of the leader cluster, in the plugin's order; the first failure wins. */
export const checkLeader = (cluster: Cluster, alias: string, name: string): IndexState => {
  const leader = remoteCluster(cluster, alias);
  if (!leader.plugin)
    throw new Refusal(
      500,
      "unsupported_operation_exception",
      "Replication is not enabled on the remote domain",
    );
  if (leader.withAlias(name).length > 0 || leader.dataStreams.has(name))
    throw notOnTheLeader(alias, name);
  const index = leader.indexes.get(name);
  if (index === undefined) throw indexNotFound(name, "index_expression");
  if (!index.open) throw indexClosed(index);
  if (!isAtLeast(cluster.version, leader.version))
    throw illegalArgument(
      `Leader index[${name}] is on higher version [${leader.version}] than follower [${cluster.version}]`,
    );
  if (!index.active)
    throw invalid(
      [`Primary shards in the Index[${alias}:${name}] are not active`],
      "validation_exception",
    );
  if (isMarked(index.settings))
    throw illegalArgument(`Cannot Replicate a Replicated Index ${name}`);
  return index;
};
