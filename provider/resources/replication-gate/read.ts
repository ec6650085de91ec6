// SPDX-License-Identifier: Apache-2.0
import { status } from "../../opensearch/replication";
import { semaphore } from "../../waiting/semaphore";
import type { Operation } from "../common/operation";
import { isStatusUnavailable } from "../started-replication/look";
import { flowing } from "../started-replication/outputs";

const width = 6;

/** Whether data flows into all of them. While a leader is down that cannot be told, and counts as flowing. */
export async function areFlowing(
  indexes: readonly string[],
  { reads }: Pick<Operation, "reads">,
): Promise<boolean> {
  const inTurn = semaphore(width);
  const each = await Promise.all(indexes.map((index) => inTurn(() => isFlowing(index))));
  return each.every((one) => one);

  async function isFlowing(index: string): Promise<boolean> {
    try {
      return flowing.has((await status(reads, index)).status);
    } catch (error) {
      if (isStatusUnavailable(error)) return true;
      throw error;
    }
  }
}
