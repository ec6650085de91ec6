// SPDX-License-Identifier: Apache-2.0
import { statusAndLead } from "../opensearch/ahead";
import type { Client } from "../opensearch/client";
import { indexNameViolations } from "../opensearch/names";
import { infoOf, type ReplicationInfo } from "./replication-info";

/** Arguments of `getReplication`. */
export interface GetReplicationArgs {
  /** The follower index. */
  readonly index: string;
}

/** The replication into one index, by `_status` alone, which the plugin's own follower role may read. */
export async function lookUpReplication(
  client: Client,
  { index }: GetReplicationArgs,
): Promise<ReplicationInfo> {
  requireIndexName("index", index);
  return infoOf(index, await statusAndLead(client, index));
}

/** Throws where a text cannot name a follower index: the server would answer, but of something else. */
export function requireIndexName(argument: string, name: unknown): void {
  const broken = typeof name === "string" ? indexNameViolations(name) : ["must be a string"];
  if (broken.length === 0) return;
  throw new TypeError(
    `${argument} ${broken.join("; ")} (got ${JSON.stringify(name) ?? "nothing"})`,
  );
}
