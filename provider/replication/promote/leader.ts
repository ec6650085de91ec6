// SPDX-License-Identifier: Apache-2.0
import { OpenSearchError } from "../../opensearch/answers/errors";
import { followerStats } from "../../opensearch/api/follower-stats";
import { within } from "../../waiting/clock";
import { poll } from "../../waiting/poll";
import { lookWithoutLeader } from "../look";
import type { ClusterOperation } from "../operation";
import { resumeReplication } from "../pause-resume";
import type { Standing } from "../standing";
import type { Behind } from "./promotion-of";

/** How long a leader that does not answer is asked again before its follower is promoted without it. */
const shortLook = 10_000;
const backoff = { first: 500, longest: 2_000, factor: 1.5 };

/** Looks until the leader answers, for a short while; a paused replication goes on where its leader lets it. */
export async function withLeader(
  standing: Standing,
  index: string,
  operation: ClusterOperation,
): Promise<Standing> {
  let now = standing;
  await poll<true>(
    async (count) => {
      if (count > 0) now = await lookWithoutLeader(index, operation);
      return now.kind === "unreadable" ? { done: false } : { done: true, value: true };
    },
    { ...within(shortLook, operation), backoff },
  );
  if (now.kind !== "following" || now.status !== "PAUSED") return now;
  try {
    await resumeReplication(index, operation);
  } catch (error) {
    // Its leader is away, or keeps no lease for it any more.
    if (!(error instanceof OpenSearchError)) throw error;
    return now;
  }
  return lookWithoutLeader(index, operation);
}

/** What the follower's node has counted since it started; 0 says nothing. */
export async function behindWithout(index: string, { reads }: ClusterOperation): Promise<Behind> {
  try {
    const { indexes } = await followerStats(reads);
    const lag = indexes.find((one) => one.index === index)?.lag ?? 0;
    return lag > 0 ? { behind: lag, isExact: false } : { isExact: false };
  } catch (error) {
    // Whoever may not ask promotes all the same.
    if (!(error instanceof OpenSearchError)) throw error;
    return { isExact: false };
  }
}
