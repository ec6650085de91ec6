// SPDX-License-Identifier: Apache-2.0
import { isObject, type Json, type JsonObject } from "../answers/answer";
import type { Client } from "../client/client";
import { followerStats } from "./follower-stats";
import { partOnly, unlessWithheld } from "../answers/withheld";
import { objectAt, textAt, valueAt } from "./plugin-api";

export interface StoredReplication {
  readonly index: string;
  /** `RUNNING`, `PAUSED` or `FAILED`, as last stored. */
  readonly state: string;
  /** The connection to the leader; told by 3.8 and later. */
  readonly leaderAlias: string | undefined;
}

const doing = "list the replications of the follower cluster";
const segments = ["_cluster", "state", "metadata"];
const record = ["metadata", "replication_metadata", "replication_details"] as const;
const stateField = "REPLICATION_LAST_KNOWN_OVERALL_STATE";

/** `GET /_cluster/state/metadata`: every replication of the cluster, by name. The plugin's own roles may not (403). */
export async function storedReplications(client: Client): Promise<StoredReplication[]> {
  const answer = await client.request({
    doing,
    method: "GET",
    segments,
    // The names make the answer one to be known by, and the uuid shows whether the metadata is whole.
    query: { filter_path: "cluster_name,metadata.cluster_uuid,metadata.replication_metadata" },
    isAnswer: isReplicationMetadata,
  });
  // A cluster that never had a replication has no record of them either.
  if (!isObject(valueAt(answer, ...record)) && !(await isToldToHaveNone(answer, client))) {
    throw partOnly(client, { doing, segments }, "the record of replications");
  }
  return parseReplicationMetadata(answer);
}

export function isReplicationMetadata(json: JsonObject): boolean {
  const details = Object.values(objectAt(json, ...record));
  return typeof json["cluster_name"] === "string" && details.every(hasState);
}

/** Reads the answer, sorted by name: the server's own order changes from answer to answer. */
export function parseReplicationMetadata(json: JsonObject): StoredReplication[] {
  return Object.entries(objectAt(json, ...record))
    .map(([index, detail]) => ({
      index,
      state: textAt(detail, stateField),
      leaderAlias: textAt(detail, "connection_name") || undefined,
    }))
    .sort((a, b) => (a.index < b.index ? -1 : 1));
}

function hasState(detail: Json | undefined): boolean {
  return textAt(detail, stateField) !== "";
}

/**
 * A metadata that is whole holds the cluster's uuid. Amazon's service answers with parts of it, of its
 * own choice; there, and where the uuid is missing, the plugin's statistics tell whether there is none.
 */
async function isToldToHaveNone(answer: JsonObject, client: Client): Promise<boolean> {
  const isWhole = typeof valueAt(answer, "metadata", "cluster_uuid") === "string";
  if (isWhole && !client.isAmazon) return true;
  const stats = await unlessWithheld(followerStats(client));
  if (stats === undefined) return false;
  const { syncing, bootstrapping, paused, failed, indexTasks } = stats;
  return syncing + bootstrapping + paused + failed + indexTasks === 0;
}
