// SPDX-License-Identifier: Apache-2.0
import { type IndexSettings, normalIndexSettings } from "../../opensearch/text/index-settings";
import type { StartBody } from "../../opensearch/api/replication";
import type { UseRoles, WantedStart } from "../wish";

/** The start's body: what is left out is not sent, since the plugin refuses nulls. */
export function startBody(inputs: WantedStart): StartBody {
  const { leaderIndex, leaderAlias, useRoles, settings } = inputs;
  return {
    leader_index: leaderIndex,
    ...(leaderAlias === undefined ? {} : { leader_alias: leaderAlias }),
    ...settingsBody(settings),
    ...(useRoles === undefined ? {} : { use_roles: rolesBody(useRoles) }),
  };
}

/** The settings in full names; none are not sent. */
export function settingsBody(given: IndexSettings | undefined): Pick<StartBody, "settings"> {
  const settings = normalIndexSettings(given);
  return Object.keys(settings).length === 0 ? {} : { settings };
}

export function rolesBody(roles: UseRoles): NonNullable<StartBody["use_roles"]> {
  return {
    leader_cluster_role: roles.leaderClusterRole,
    follower_cluster_role: roles.followerClusterRole,
  };
}
