// SPDX-License-Identifier: Apache-2.0
import { isStatusUnavailable, unknownStatus } from "../opensearch/api/status";
import { statusAndLead } from "../opensearch/api/ahead";
import type { Client } from "../opensearch/client/client";
import { OpenSearchError } from "../opensearch/answers/errors";
import { isWithheld } from "../opensearch/answers/withheld";
import { type StoredReplication, storedReplications } from "../opensearch/api/stored-replications";
import { kindOf, requireIndexName } from "./replication";
import { infoOf, infoOfStored, type ReplicationInfo } from "./replication-info";

/** Arguments of {@link getReplications}. */
export interface GetReplicationsArgs {
  /**
   * The follower indexes to look up; the result has one entry for each, in this order. If the user may not
   * read the whole cluster state, they are looked up one by one.
   *
   * Default: every replication that the cluster has on record.
   */
  readonly indexes?: readonly string[] | undefined;
  /**
   * Whether to read `_status` of each replication too, for its live status, reason, leader and lag. Without
   * it, the status is the recorded one: `RUNNING`, `PAUSED` or `FAILED`.
   *
   * Default: false.
   */
  readonly details?: boolean | undefined;
}

/** The replications of the follower cluster: by one request where that is allowed and enough, else one by one. */
export async function lookUpReplications(
  client: Client,
  { indexes, details = false }: GetReplicationsArgs,
): Promise<ReplicationInfo[]> {
  if (indexes !== undefined && !(indexes instanceof Array)) {
    throw new TypeError(`indexes must be a list of follower indexes (got ${kindOf(indexes)})`);
  }
  indexes?.forEach((index, at) => requireIndexName(`indexes[${at}]`, index));
  const askEach = (names: readonly string[]) => Promise.all(names.map((name) => ask(client, name)));
  if (indexes !== undefined && details) return askEach(indexes);
  let stored: StoredReplication[];
  try {
    stored = await storedReplications(client);
  } catch (error) {
    if (indexes === undefined || !isWithheld(error)) throw error;
    return askEach(indexes);
  }
  const names = indexes ?? stored.map(({ index }) => index);
  if (details) return askEach(names);
  const byName = new Map(stored.map((one) => [one.index, one]));
  return names.map((name) => infoOfStored(name, byName.get(name)));
}

/** One leader that does not answer must not hide the other replications. */
async function ask(client: Client, index: string): Promise<ReplicationInfo> {
  try {
    return infoOf(index, await statusAndLead(client, index));
  } catch (error) {
    // The server waits for a leader that hangs, until nobody waits for the server any more.
    const isSlow = error instanceof OpenSearchError && error.type === "ETIMEDOUT";
    if (!isStatusUnavailable(error) && !isSlow) throw error;
    return { index, exists: true, status: unknownStatus, reason: error.reason ?? "" };
  }
}
