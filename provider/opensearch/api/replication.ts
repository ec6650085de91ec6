// SPDX-License-Identifier: Apache-2.0
import { isAcknowledgement, pluginPath } from "./plugin-api";
import type { Client } from "../client/client";
import type { JsonObject } from "../answers/answer";
import { isStatus, parseStatus, type ReplicationStatus } from "./status";

/** The body of a start, in the API's own words. */
export interface StartBody extends JsonObject {
  readonly leader_index: string;
  readonly leader_alias?: string;
  readonly settings?: JsonObject;
  readonly use_roles?: {
    readonly leader_cluster_role: string;
    readonly follower_cluster_role: string;
  };
}

/** `PUT /_plugins/_replication/{index}/_start`: acknowledged, or an error. Not idempotent: never send it again blindly. */
export function start(client: Client, index: string, body: StartBody): Promise<void> {
  const over = body.leader_alias === undefined ? "" : ` over connection "${body.leader_alias}"`;
  const doing = `start replication of leader index "${body.leader_index}"${over} into follower index "${index}"`;
  return act(client, index, "_start", doing, body);
}

/** `GET /_plugins/_replication/{index}/_status`. */
export async function status(client: Client, index: string): Promise<ReplicationStatus> {
  const answer = await client.request({
    doing: `read the replication status of follower index "${index}"`,
    method: "GET",
    segments: [...pluginPath, index, "_status"],
    statusOf: index,
    isAnswer: isStatus,
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

async function act(
  client: Client,
  index: string,
  endpoint: "_start" | "_stop" | "_resume" | "_pause" | "_update",
  doing: string,
  body: JsonObject,
): Promise<void> {
  const method = endpoint === "_start" || endpoint === "_update" ? "PUT" : "POST";
  const segments = [...pluginPath, index, endpoint];
  await client.request({ doing, method, segments, body, isAnswer: isAcknowledgement });
}
