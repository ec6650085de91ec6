// SPDX-License-Identifier: Apache-2.0
import type { Cluster } from "../cluster/cluster";
import type { IndexState } from "../cluster/index-state";
import { changed, setting } from "../cluster/settings";
import { autoPaused, type Replication } from "./replication";

const WRITE = "index.blocks.write";

/**
 * The restore copies a write block that the leader index has while it is copied, and the replay then
 * meets it. The plugin's later polls leave the block on the leader, so a running follower never gets it.
 */
export const inheritBlock = (
  cluster: Cluster,
  replication: Replication,
  leader: IndexState,
  follower: IndexState,
): void => {
  if (replication.fate !== undefined || setting(leader.settings, WRITE) !== "true") return;
  follower.settings = { ...follower.settings, [WRITE]: "true" };
  replication.fate = {
    after: cluster.pace.blockedReplay,
    state: "PAUSED",
    reason: autoPaused(
      replication.follower,
      "org.opensearch.cluster.block.ClusterBlockException",
      `index [${replication.follower}] blocked by: [FORBIDDEN/8/index write (api)];`,
    ),
    red: false,
  };
};

/** A settings poll takes the inherited block away, though not the pause that came of it. */
export const dropInheritedBlock = (replication: Replication, follower: IndexState): void => {
  if (setting(replication.overrides, WRITE) === undefined)
    follower.settings = changed(follower.settings, { [WRITE]: null });
};
