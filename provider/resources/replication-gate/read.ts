// SPDX-License-Identifier: Apache-2.0
import { isStatusUnavailable } from "../../opensearch/api/status";
import { statusAndLead } from "../../opensearch/api/ahead";
import type { Operation } from "../../lifecycle/operation";
import { aheadWarning } from "../../replication/wait/sentences";
import { flowing } from "../../replication/standing";
import type { GateGoal } from "./schema";

/**
 * Whether data flows into all of them, and none that is to have caught up is ahead of its leader. While
 * a leader is down that cannot be told, and counts as flowing.
 */
export async function areFlowing(
  indexes: readonly string[],
  goal: GateGoal,
  { reads, log }: Pick<Operation, "reads" | "log">,
): Promise<boolean> {
  const each = await Promise.all(indexes.map(isFlowing));
  return each.every((one) => one);

  async function isFlowing(index: string): Promise<boolean> {
    try {
      const { seen, ahead } = await statusAndLead(reads, index);
      if (ahead > 0) await log.warn(aheadWarning(index, seen.checkpoints));
      return flowing.has(seen.status) && (ahead === 0 || goal === "syncing");
    } catch (error) {
      if (isStatusUnavailable(error)) return true;
      throw error;
    }
  }
}
