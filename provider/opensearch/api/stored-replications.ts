// SPDX-License-Identifier: Apache-2.0
import { isObject, type JsonObject } from "../answers/answer";
import type { Client } from "../client/client";
import { followerStats } from "./follower-stats";
import { partOnly, unlessWithheld } from "../answers/withheld";

/** A replication as the cluster state has it on record. */
export interface StoredReplication {
  readonly index: string;
  /** `RUNNING`, `PAUSED` or `FAILED`, as last stored. */
  readonly state: string;
  /** The connection to the leader; told by 3.8 and later. */
  readonly leaderAlias: string | undefined;
}

const doing = "list the replications of the follower cluster";
const segments = ["_cluster", "state", "metadata"];

/** `GET /_cluster/state/metadata`: every replication of the cluster, by name. The plugin's own roles may not (403). */
export async function storedReplications(client: Client): Promise<StoredReplication[]> {
  const answer = await client.request({
    ...{ doing, method: "GET", segments },
    // The names make the answer one to be known by, and the uuid shows whether the metadata is whole.
    query: {
      filter_path: "cluster_name,metadata.cluster_uuid,metadata.replication_metadata",
    },
    isAnswer: isReplicationMetadata,
  });
  // A cluster that never had a replication has no record of them either.
  if (!hasRecord(answer) && !(await isToldToHaveNone(answer, client))) {
    throw partOnly(client, { doing, segments }, "the record of replications");
  }
  return parseReplicationMetadata(answer);
}

/** Whether this is an answer of that call at all. */
export function isReplicationMetadata(json: JsonObject): boolean {
  const details = detailsOf(json);
  return typeof json["cluster_name"] === "string" && Object.values(details).every(isDetail);
}

/** Reads the answer, sorted by name: the server's own order changes from answer to answer. */
export function parseReplicationMetadata(json: JsonObject): StoredReplication[] {
  return Object.entries(detailsOf(json))
    .flatMap(([index, detail]): StoredReplication[] => {
      if (!isDetail(detail)) return [];
      const alias = detail["connection_name"];
      const leaderAlias = typeof alias === "string" && alias !== "" ? alias : undefined;
      return [{ index, state: detail[stateField], leaderAlias }];
    })
    .sort((a, b) => (a.index < b.index ? -1 : 1));
}

function hasRecord({ metadata }: JsonObject): boolean {
  const stored = isObject(metadata) ? metadata["replication_metadata"] : undefined;
  return isObject(stored) && isObject(stored["replication_details"]);
}

/**
 * A metadata that is whole holds the cluster's uuid. Amazon's service answers with parts of it, of its
 * own choice; there, and where the uuid is missing, the plugin's statistics tell whether there is none.
 */
async function isToldToHaveNone({ metadata }: JsonObject, client: Client): Promise<boolean> {
  const isWhole = isObject(metadata) && typeof metadata["cluster_uuid"] === "string";
  if (isWhole && !client.isAmazon) return true;
  const stats = await unlessWithheld(followerStats(client));
  if (stats === undefined) return false;
  const { syncing, bootstrapping, paused, failed, indexTasks } = stats;
  return syncing + bootstrapping + paused + failed + indexTasks === 0;
}

const stateField = "REPLICATION_LAST_KNOWN_OVERALL_STATE";

function isDetail(
  detail: JsonObject[string],
): detail is JsonObject & { readonly [stateField]: string } {
  return isObject(detail) && typeof detail[stateField] === "string" && detail[stateField] !== "";
}

function detailsOf({ metadata }: JsonObject): JsonObject {
  const stored = isObject(metadata) ? metadata["replication_metadata"] : undefined;
  const details = isObject(stored) ? stored["replication_details"] : undefined;
  return isObject(details) ? details : {};
}
