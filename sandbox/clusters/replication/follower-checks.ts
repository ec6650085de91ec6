// SPDX-License-Identifier: Apache-2.0
import { checkClusterWritable } from "../cluster/blocks";
import { checkIndexSettings } from "../cluster/check-index-settings";
import type { Cluster } from "../cluster/cluster";
import { setting, type Settings } from "../cluster/settings";
import { illegalArgument, Refusal } from "../http/refusal";

/** What a start asks of the follower cluster, after everything about the leader is in order. */
export const checkFollower = (cluster: Cluster, follower: string, overrides: Settings): void => {
  checkClusterWritable(cluster.settings);
  if (setting(cluster.settings, "plugins.replication.follower.block.start") === "true")
    throw new Refusal(403, "status_exception", "[FORBIDDEN] Replication START block is set");
  if (cluster.indexes.has(follower))
    throw illegalArgument(
      `Cant use same index again for replication. Delete the index:${follower}`,
    );
  checkIndexSettings(overrides);
};
