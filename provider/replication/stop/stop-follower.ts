// SPDX-License-Identifier: Apache-2.0
import { isStatusUnavailable } from "../../opensearch/api/status";
import { followerMark } from "../../opensearch/api/follower-index";
import type { Operation } from "../../lifecycle/operation";
import { inspectIndex } from "../look";
import { planStop, type ExistingOrUnreadable, type StopWish } from "./stop-plan";
import { deleteFollower, stopAgain, stopReplication } from "./stop-replication";

/** Stops what is there, as far as there is something to be stopped, and deletes its index if asked to. */
export async function stopFollower(
  index: string,
  existing: ExistingOrUnreadable,
  wish: StopWish,
  operation: Operation,
): Promise<void> {
  for (const action of planStop(existing, wish)) {
    if (action === "deleteIndex") await deleteFollower(index, operation);
    else await (action === "stop" ? stopReplication : stopAgain)(index, operation);
  }
}

/** What is there, also where the status cannot be read. */
export async function inspectIndexWithoutLeader(
  index: string,
  operation: Operation,
): Promise<ExistingOrUnreadable> {
  try {
    return await inspectIndex(index, operation);
  } catch (error) {
    if (!isStatusUnavailable(error)) throw error;
    // The leader is down; a stop works all the same.
    return { kind: "unreadable", mark: await followerMark(operation.reads, index) };
  }
}
