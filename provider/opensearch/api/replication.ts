// SPDX-License-Identifier: Apache-2.0
import { change, pluginPath } from "./plugin-api";
import type { Call, Client } from "../client/client";
import type { JsonObject } from "../answers/answer";
import { type IndexSettings, normalIndexSettings } from "../text/index-settings";
import { isStatus, parseStatus, type ReplicationStatus } from "./status";

/**
 * The security roles that the background replication tasks use; required if the security plugin is on.
 *
 * @see `use_roles` of `PUT /_plugins/_replication/{index}/_start`
 */
export interface UseRoles {
  /** A role on the leader cluster, mapped there to the user who signs in, that may read the leader index. */
  leaderClusterRole: string;
  /** A role on the follower cluster, mapped there to the user who signs in, that may write the follower index. */
  followerClusterRole: string;
}

/** A start: which leader index is copied into which follower index, over which connection. */
export interface WantedStart {
  readonly index: string;
  readonly leaderIndex: string;
  readonly leaderAlias?: string | undefined;
  readonly useRoles?: UseRoles | undefined;
  readonly settings?: IndexSettings | undefined;
}

/**
 * Starts (`PUT /_plugins/_replication/{index}/_start`): acknowledged, or an error. Not idempotent: never
 * send it again blindly.
 */
export function start(client: Client, wanted: WantedStart): Promise<void> {
  const { index, leaderIndex, leaderAlias, useRoles, settings } = wanted;
  const over = leaderAlias === undefined ? "" : ` over connection "${leaderAlias}"`;
  const doing = `start replication of leader index "${leaderIndex}"${over} into follower index "${index}"`;
  return act(client, index, "_start", doing, {
    leader_index: leaderIndex,
    leader_alias: leaderAlias,
    ...rolesAndSettings({ useRoles, settings }),
  });
}

/** The roles and settings of a start or a rule: what is left out is not sent, since the plugin refuses nulls. */
export function rolesAndSettings({
  useRoles,
  settings: given,
}: Pick<WantedStart, "useRoles" | "settings">): JsonObject {
  const settings = normalIndexSettings(given);
  return {
    settings: Object.keys(settings).length === 0 ? undefined : settings,
    use_roles: useRoles && {
      leader_cluster_role: useRoles.leaderClusterRole,
      follower_cluster_role: useRoles.followerClusterRole,
    },
  };
}

/**
 * `GET /_plugins/_replication/{index}/_status?verbose=true`: with the checkpoints of each shard, unless
 * the answer is shared with other indexes, as it may be where the call is not to be made alone.
 */
export async function status(
  client: Client,
  index: string,
  how: Pick<Call, "isAlone" | "signal"> = {},
): Promise<ReplicationStatus> {
  const answer = await client.request({
    doing: `read the replication status of follower index "${index}"`,
    method: "GET",
    segments: [...pluginPath, index, "_status"],
    query: { verbose: "true" },
    statusOf: index,
    isAnswer: isStatus,
    ...how,
  });
  return parseStatus(answer);
}

/** `POST /_plugins/_replication/{index}/_stop`. The index stays, with its data, and becomes writable. */
export function stop(client: Client, index: string): Promise<void> {
  return act(client, index, "_stop", `stop the replication into follower index "${index}"`, {});
}

/** `POST /_plugins/_replication/{index}/_resume`. `force_resume` (3.8 and later) copies again if the leases are gone. */
export function resume(client: Client, index: string, force: boolean): Promise<void> {
  const doing = `resume the replication into follower index "${index}"`;
  return act(client, index, "_resume", doing, force ? { force_resume: true } : {});
}

/** `POST /_plugins/_replication/{index}/_pause`. Before 3.4 a body is required, so one is always sent. */
export function pause(client: Client, index: string, reason: string): Promise<void> {
  const doing = `pause the replication into follower index "${index}"`;
  return act(client, index, "_pause", doing, { reason });
}

/** `PUT /_plugins/_replication/{index}/_update`: replaces the whole set of overrides; none clears it. */
export function updateSettings(client: Client, index: string, settings: JsonObject): Promise<void> {
  const doing = `update the settings of follower index "${index}"`;
  return act(client, index, "_update", doing, { settings });
}

function act(
  client: Client,
  index: string,
  endpoint: "_start" | "_stop" | "_resume" | "_pause" | "_update",
  doing: string,
  body: JsonObject,
): Promise<void> {
  const method = endpoint === "_start" || endpoint === "_update" ? "PUT" : "POST";
  const segments = [...pluginPath, index, endpoint];
  return change(client, { doing, method, segments, body });
}
