// SPDX-License-Identifier: Apache-2.0
import { isObject, type JsonObject } from "./answer";
import type { Client } from "./client";

/** A replication as the cluster state has it on record. */
export interface StoredReplication {
  readonly index: string;
  /** `RUNNING`, `PAUSED` or `FAILED`: what was last stored, whatever becomes of it meanwhile. */
  readonly state: string;
  /** The connection to the leader; told by 3.8 and later. */
  readonly leaderAlias: string | undefined;
}

/** `GET /_cluster/state/metadata`: every replication of the cluster, by name. The plugin's own roles may not (403). */
export async function storedReplications(client: Client): Promise<StoredReplication[]> {
  const answer = await client.request({
    doing: "list the replications of the follower cluster",
    method: "GET",
    segments: ["_cluster", "state", "metadata"],
    // Without a replication nothing is left under `metadata`; the name makes the answer one to be known by.
    query: { filter_path: "cluster_name,metadata.replication_metadata" },
    isAnswer: isReplicationMetadata,
  });
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
