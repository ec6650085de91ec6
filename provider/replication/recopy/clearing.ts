// SPDX-License-Identifier: Apache-2.0
import { inspectIndexWithoutLeader } from "../stop/stop-follower";
import type { OperationContext } from "../../resources/started-replication/context";

/**
 * Does what stops a follower and deletes its index, and notes it until that is done: in between, the
 * index that stands there, stopped, looks like a promoted copy.
 */
export async function whileClearing<T>(
  index: string,
  context: OperationContext,
  work: () => Promise<T>,
): Promise<T> {
  const { claims, host } = context;
  const isOver = (): void => claims.note({ note: "cleared", name: index, host });
  claims.note({ note: "clearing", name: index, host });
  try {
    const result = await work();
    isOver();
    return result;
  } catch (error) {
    // What still runs was not stopped: whoever stops it now may write to it.
    const existing = await inspectIndexWithoutLeader(index, context).catch(() => undefined);
    if (existing?.kind === "replication") isOver();
    throw error;
  }
}
