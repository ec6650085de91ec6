// SPDX-License-Identifier: Apache-2.0
import type { JsonObject } from "../../../provider/opensearch/answers/answer";
import { call, ignoreRefusal } from "./indexes";
import { connectionAlias, thePair } from "./pair";

/** Starts a replication as somebody might by hand; the answer may be an error, and it is begun all the same. */
export async function startReplication(
  index: string,
  leaderIndex: string,
  settings: JsonObject,
): Promise<void> {
  const { follower, surroundings } = thePair();
  const { useRoles } = surroundings;
  const roles: JsonObject =
    useRoles === undefined
      ? {}
      : {
          use_roles: {
            leader_cluster_role: useRoles.leaderClusterRole,
            follower_cluster_role: useRoles.followerClusterRole,
          },
        };
  const body = { leader_alias: connectionAlias, leader_index: leaderIndex, settings, ...roles };
  const path = ["_plugins", "_replication", index, "_start"];
  await call(follower, "PUT", path, body).catch(ignoreRefusal);
}
