// SPDX-License-Identifier: Apache-2.0
import type { Client } from "./client";
import type { JsonObject } from "./answer";
import { isStatus, parseStatus, type ReplicationStatus } from "./status";

const prefix = ["_plugins", "_replication"] as const;

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
export async function start(
  client: Client,
  index: string,
  body: StartBody,
  signal?: AbortSignal,
): Promise<void> {
  const over = body.leader_alias === undefined ? "" : ` over connection "${body.leader_alias}"`;
  await client.request({
    doing: `start replication of leader index "${body.leader_index}"${over} into follower index "${index}"`,
    method: "PUT",
    segments: [...prefix, index, "_start"],
    body,
    isAnswer: isAcknowledgement,
    signal,
  });
}

/** `GET /_plugins/_replication/{index}/_status`. */
export async function status(
  client: Client,
  index: string,
  signal?: AbortSignal,
): Promise<ReplicationStatus> {
  const answer = await client.request({
    doing: `read the replication status of follower index "${index}"`,
    method: "GET",
    segments: [...prefix, index, "_status"],
    isAnswer: isStatus,
    signal,
  });
  return parseStatus(answer);
}

/** `POST /_plugins/_replication/{index}/_stop`. The index stays, with its data, and becomes writable. */
export async function stop(client: Client, index: string, signal?: AbortSignal): Promise<void> {
  await client.request({
    doing: `stop the replication into follower index "${index}"`,
    method: "POST",
    segments: [...prefix, index, "_stop"],
    body: {},
    isAnswer: isAcknowledgement,
    signal,
  });
}

/** `POST /_plugins/_replication/{index}/_resume`. `force_resume` (3.8 and later) copies anew where the leases are gone. */
export async function resume(
  client: Client,
  index: string,
  force: boolean,
  signal?: AbortSignal,
): Promise<void> {
  await client.request({
    doing: `resume the replication into follower index "${index}"`,
    method: "POST",
    segments: [...prefix, index, "_resume"],
    body: force ? { force_resume: true } : {},
    isAnswer: isAcknowledgement,
    signal,
  });
}

/** `POST /_plugins/_replication/{index}/_pause`. Before 3.4 a body is required, so one is always sent. */
export async function pause(
  client: Client,
  index: string,
  reason: string,
  signal?: AbortSignal,
): Promise<void> {
  await client.request({
    doing: `pause the replication into follower index "${index}"`,
    method: "POST",
    segments: [...prefix, index, "_pause"],
    body: { reason },
    isAnswer: isAcknowledgement,
    signal,
  });
}

/** `PUT /_plugins/_replication/{index}/_update`: replaces the whole set of overrides; none clears it. */
export async function updateSettings(
  client: Client,
  index: string,
  settings: JsonObject,
  signal?: AbortSignal,
): Promise<void> {
  await client.request({
    doing: `update the settings of follower index "${index}"`,
    method: "PUT",
    segments: [...prefix, index, "_update"],
    body: { settings },
    isAnswer: isAcknowledgement,
    signal,
  });
}

function isAcknowledgement(json: JsonObject): boolean {
  return typeof json["acknowledged"] === "boolean";
}
