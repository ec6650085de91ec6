// SPDX-License-Identifier: Apache-2.0
import { statusAndLead } from "../opensearch/api/ahead";
import type { Client } from "../opensearch/client/client";
import { indexNameViolations } from "../opensearch/text/names";
import { infoOf, type ReplicationInfo } from "./replication-info";

/** Arguments of {@link getReplication}. */
export interface GetReplicationArgs {
  /** The follower index to look up. */
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
  if (typeof name !== "string") {
    throw new TypeError(`${argument} must be a string (got ${kindOf(name)})`);
  }
  const broken = indexNameViolations(name);
  if (broken.length > 0) throw new TypeError(`${argument} ${broken.join("; ")}`);
}

/** What was given instead. An Output is an object, which only the other form of a look-up takes. */
export function kindOf(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  return typeof value === "object" || typeof value === "function"
    ? "an object; for Outputs, use the form of the look-up whose name ends in Output"
    : `a ${typeof value}`;
}
