// SPDX-License-Identifier: Apache-2.0
import type { Operation } from "../../lifecycle/operation";
import { Refusal } from "../../opensearch/answers/refusal";
import { lookWithoutLeader } from "../../replication/look";
import { cannotPromote, leaderDown, nothingToPromote } from "../../replication/promote/messages";
import { withLeader } from "../../replication/promote/leader";
import { indexesInFlight } from "../../opensearch/api/plugin-api";
import { semaphore } from "../../waiting/semaphore";
import { waitFor } from "../../replication/wait/wait";

/** Waits until an index could be promoted, so that nothing is blocked elsewhere for one that cannot. */
async function waitUntilPromotable(
  index: string,
  mayLackLeader: boolean,
  operation: Operation,
): Promise<void> {
  const withoutLeader = (): Promise<void> => {
    if (!mayLackLeader) throw new Refusal(leaderDown(index));
    return operation.log.warn(leaderDown(index));
  };
  const standing = await lookWithoutLeader(index, operation);
  switch (standing.kind) {
    case "promoted":
    case "ordinary":
      return;
    case "absent":
      throw new Refusal(nothingToPromote(index, operation.client.host));
    case "unsettled":
      throw new Refusal(cannotPromote(index, "not in progress", ""));
    case "unreadable":
      if (standing.mark !== "follower" && standing.mark !== "forbidden") return;
      return withoutLeader();
    case "following": {
      if (standing.status === "FAILED")
        throw new Refusal(cannotPromote(index, "FAILED", standing.reason));
      // A copy that was begun while writes to its leader were blocked has inherited the block, and paused.
      const now = await withLeader(standing, index, operation);
      if (now.kind !== "following" || now.status === "PAUSED") return withoutLeader();
      await waitFor("caughtUp", index, operation);
    }
  }
}

/** Waits for all of them; what is the matter with those that cannot be promoted. */
export async function allPromotable(
  indexes: readonly string[],
  mayLackLeader: boolean,
  left: string | undefined,
  operation: Operation,
): Promise<Error | undefined> {
  // Where a site is lost, what is left behind is no reason to lose the rest too.
  if (left !== undefined && mayLackLeader) await operation.log.warn(left);
  else if (left !== undefined) return new Error(left);
  const inTurn = semaphore(indexesInFlight);
  const wait = async (index: string): Promise<string[]> => {
    try {
      await inTurn(() => waitUntilPromotable(index, mayLackLeader, operation), operation.signal);
      return [];
    } catch (error) {
      if (operation.signal.aborted || !(error instanceof Error)) throw error;
      return [error.message];
    }
  };
  const problems = (await Promise.all(indexes.map(wait))).flat();
  if (problems.length === 0) return undefined;
  return new Error(
    [`Not every index can be promoted, so that nothing is blocked elsewhere:`, ...problems].join(
      "\n  - ",
    ),
  );
}
