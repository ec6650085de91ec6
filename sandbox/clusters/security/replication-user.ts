// SPDX-License-Identifier: Apache-2.0
import type { ClusterPair } from "../pair";
import { FOLLOWER_ROLE, LEADER_ROLE } from "./built-in";
import type { UserOptions } from "./options";

/** The `use_roles` of a start by a user that `addReplicationUser` made. */
export const REPLICATION_ROLES = {
  leader_cluster_role: LEADER_ROLE,
  follower_cluster_role: FOLLOWER_ROLE,
} as const;

/**
 * Adds a user who can replicate and nothing else: on each cluster it has the one role that the
 * replication plugin ships for that side.
 */
export const addReplicationUser = (pair: ClusterPair, name: string, user: UserOptions): void => {
  pair.leader.security.setUser(name, { ...user, roles: [LEADER_ROLE] });
  pair.follower.security.setUser(name, { ...user, roles: [FOLLOWER_ROLE] });
};
