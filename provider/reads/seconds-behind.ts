// SPDX-License-Identifier: Apache-2.0
import { OpenSearchError } from "../opensearch/answers/errors";
import { oldestAfter } from "../opensearch/api/leader/oldest-after";
import { status } from "../opensearch/api/replication";
import { isStatusUnavailable } from "../opensearch/api/status";
import type { Client } from "../opensearch/client/client";
import { requireIndexName } from "./replication";

/** Arguments of {@link getSecondsBehind}. */
export interface GetSecondsBehindArgs {
  /** The follower index. */
  readonly index: string;
  /**
   * The date field by which the leader's documents tell when they were written.
   *
   * Default: `@timestamp`.
   */
  readonly timestampField?: string | undefined;
}

/**
 * How many seconds old the oldest document is that a follower lacks, by the date in its leader's documents, found
 * over the connection; 0 where it lacks none. One that was written again since counts by its last write.
 * `undefined` where it cannot be told: the documents have no such field, or this user may not search them.
 */
export async function lookUpSecondsBehind(
  client: Client,
  { index, timestampField = "@timestamp" }: GetSecondsBehindArgs,
  now: number,
): Promise<number | undefined> {
  requireIndexName("index", index);
  const found = await unlessAway(status(client, index));
  const { leader, checkpoints } = found ?? {};
  if (leader === undefined || checkpoints?.shards === undefined) return undefined;
  const oldest: number[] = [];
  for (const [shard, at] of checkpoints.shards) {
    if (at === undefined) return undefined;
    if (at.leader <= at.follower) continue;
    const after = { shard, timestampField, seqNo: at.follower };
    const first = await unlessAway(oldestAfter(client, `${leader.alias}:${leader.index}`, after));
    if (first === undefined) return undefined;
    oldest.push(first);
  }
  return Math.max(0, ...oldest.map((time) => (now - time) / 1_000));
}

/** What the leader tells; nothing while it does not answer. */
async function unlessAway<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    const isAway = error instanceof OpenSearchError && (error.status ?? 0) >= 500;
    if (isStatusUnavailable(error) || isAway) return undefined;
    throw error;
  }
}
