// SPDX-License-Identifier: Apache-2.0
import { status } from "../../opensearch/api/replication";
import { isTransient } from "../../opensearch/client/retry";
import { notInProgress, absenceGrace, isStatusUnavailable } from "../../opensearch/api/status";
import { within } from "../../waiting/clock";
import { poll } from "../../waiting/poll";
import type { ClusterOperation } from "../operation";
import { isSameLeader } from "../wish";
import type { WantedStart } from "../../opensearch/api/replication";

/** What a start whose answer was lost has left behind. */
export type LostStart =
  /** The replication that was wanted. */
  | "wanted"
  /** Another one, which stood there before. */
  | "other"
  /** Nothing, for so long that nothing will come of it any more. */
  | "nothing";

const backoff = { first: 500, longest: 3_000, factor: 1.5 };

/** Asks for the status until there is a replication, or none has been there for long enough. */
export async function findLostStart(
  { index, leaderIndex, leaderAlias }: WantedStart,
  operation: ClusterOperation,
): Promise<LostStart> {
  let isReadable = false;
  let trouble: unknown;
  const found = await poll<LostStart>(
    async () => {
      try {
        const seen = await status(operation.reads, index);
        isReadable = true;
        if (seen.status === notInProgress) return { done: false };
        const isWanted = isSameLeader(seen.leader, { leaderIndex, leaderAlias });
        return { done: true, value: isWanted ? "wanted" : "other" };
      } catch (error) {
        if (!isStatusUnavailable(error) && !isTransient(error)) throw error;
        trouble = error;
        return { done: false };
      }
    },
    { ...within(absenceGrace, operation), backoff },
  );
  if (found === undefined && !isReadable) throw trouble;
  return found?.value ?? "nothing";
}
