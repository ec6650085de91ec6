// SPDX-License-Identifier: Apache-2.0
import type { OpenSearchError } from "../../../opensearch/errors/errors";
import type { ReplicationStatus } from "../../../opensearch/calls/status";
import { describeDuration } from "../../../waiting/duration";
import type { WaitFor } from "../../started-replication/schema";

/** What a wait has reached, in words. */
export const goals = {
  acknowledged: "acknowledged",
  syncing: "syncing",
  caughtUp: "caught up",
} as const satisfies Record<WaitFor, string>;

/** What is said when the time limit ends a wait. */
export function outOfTime(
  goal: WaitFor,
  index: string,
  limit: number,
  seen: ReplicationStatus | undefined,
  trouble: OpenSearchError | undefined,
): string {
  const last = trouble === undefined ? `last seen: ${describeProgress(seen)}` : trouble.message;
  return `The replication into "${index}" was not ${goals[goal]} within ${describeDuration(limit)}; ${last}. It goes on by itself: run again to wait further, raise timeouts, or set waitFor to "acknowledged".`;
}

/** How far a replication is, for people. */
export function describeProgress(seen: ReplicationStatus | undefined): string {
  if (seen === undefined) return "nothing";
  if (seen.bootstrap !== undefined && seen.bootstrap.bytesTotal > 0) {
    const { bytesRecovered, bytesTotal } = seen.bootstrap;
    return `${seen.status}, ${bytesRecovered} of ${bytesTotal} bytes copied`;
  }
  if (seen.checkpoints !== undefined) {
    const { follower, leader } = seen.checkpoints;
    if (follower > leader)
      return `${seen.status}, follower checkpoint ${follower}, ahead of the leader's ${leader}`;
    return `${seen.status}, follower checkpoint ${follower} of ${leader}`;
  }
  return seen.status;
}

/** What is said when the deployment is cancelled during a wait. */
export function interrupted(index: string, seen: ReplicationStatus | undefined): string {
  return `Waiting for the replication into "${index}" was interrupted (last seen: ${describeProgress(seen)}). It goes on by itself; run again to wait further.`;
}

/** What is said when the copy of the files stands still. */
export function stalled(index: string, seen: ReplicationStatus): string {
  return `The copy into "${index}" has not moved for 5 minutes (${describeProgress(seen)}). Is the follower cluster's disk nearly full (watermarks stop the allocation), or the network between the clusters slow?`;
}
