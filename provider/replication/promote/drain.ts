// SPDX-License-Identifier: Apache-2.0
import { isDeepStrictEqual } from "node:util";
import { Refusal } from "../../opensearch/answers/refusal";
import { flushIfAllowed } from "../../opensearch/api/switch/flush";
import { status } from "../../opensearch/api/replication";
import { isStatusUnavailable } from "../../opensearch/api/status";
import { readNumbers } from "../../opensearch/api/switch/shard-numbers";
import { poll } from "../../waiting/poll";
import type { ClusterOperation } from "../operation";
import { pauseOnce, resumeReplication } from "../pause-resume";
import { type Distance, distanceTo, type FencedIndex } from "./lineage";
import { notReached } from "./messages";

const backoff = { first: 200, longest: 2_000, factor: 1.4 };

/**
 * Waits until a follower holds what its fenced leader holds, all of it and no more. A pause and a resume bring
 * what is missing at once; by itself the plugin asks again after some seconds.
 */
export async function drainTo(
  fence: FencedIndex,
  index: string,
  operation: ClusterOperation,
): Promise<void> {
  const { reads, client, log } = operation;
  let distance: Distance | "unread" = "unread";
  const reached = await poll<true>(
    async (count) => {
      const read = await readNumbers(reads, index);
      if (read === "withheld" || read === "missing") throw new Refusal(notReached(index, "unread"));
      distance = read === "incomplete" ? "unread" : distanceTo(fence, read.shards);
      if (distance === "equal") {
        // The block may have been lifted since, and what was written then not have arrived yet.
        const leader = await leaderNumbers(index, fence.sequenceNumbers.length, operation);
        if (isDeepStrictEqual(leader, fence.sequenceNumbers)) return { done: true, value: true };
        distance = leader === undefined ? "unread" : "ahead";
      }
      if (distance === "ahead" || distance === "otherShards")
        throw new Refusal(notReached(index, distance));
      log.progress("draining", "waiting for what its leader held when it was blocked");
      if (count === 0) await nudge(index, operation);
      // A follower inherits `index.translog.durability`: with `async` only a flush counts what has come.
      else if (count % 5 === 0) await flushIfAllowed(client, index);
      return { done: false };
    },
    { ...operation, backoff },
  );
  if (reached === undefined) throw new Refusal(notReached(index, distance));
}

/** What the leader holds now, as the follower sees it; nothing where it is not told of every shard. */
async function leaderNumbers(
  index: string,
  count: number,
  { reads }: ClusterOperation,
): Promise<number[] | undefined> {
  const seen = status(reads, index, { isAlone: true });
  const { checkpoints } = await seen.catch((error: unknown) => {
    // The leader does not answer in this moment.
    if (!isStatusUnavailable(error)) throw error;
    return { checkpoints: undefined };
  });
  const told = [...(checkpoints?.shards ?? [])];
  // Shards are told as `[index][0]`.
  const ofShard = (shard: number): number | undefined =>
    told.find(([id]) => id.endsWith(`[${shard}]`))?.[1]?.leader;
  const numbers = Array.from({ length: count }, (_, shard) => ofShard(shard));
  return numbers.every((one) => one !== undefined) ? numbers : undefined;
}

async function nudge(index: string, operation: ClusterOperation): Promise<void> {
  await pauseOnce(index, "promotion", operation);
  await resumeReplication(index, operation);
}
