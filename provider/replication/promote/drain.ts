// SPDX-License-Identifier: Apache-2.0
import { Refusal } from "../../opensearch/answers/refusal";
import { flushIfAllowed } from "../../opensearch/api/switch/flush";
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
      if (distance === "equal") return { done: true, value: true };
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

async function nudge(index: string, operation: ClusterOperation): Promise<void> {
  await pauseOnce(index, "promotion", operation);
  await resumeReplication(index, operation);
}
