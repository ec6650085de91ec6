// SPDX-License-Identifier: Apache-2.0
import { OpenSearchError } from "../../opensearch/answers/errors";
import { followerMark } from "../../opensearch/api/follower-index";
import { isAtLeast } from "../../opensearch/api/cluster";
import { stopReplication } from "../stop/stop-replication";
import type { ClusterOperation } from "../operation";
import type { WantedStart } from "../../opensearch/api/replication";
import { findLostStart, type LostStart } from "./lost-start";

/** Whether a start was refused because a task of an earlier replication into the index has outlived it. */
export function isStaleTask(error: unknown, index: string): error is OpenSearchError {
  return error instanceof OpenSearchError && error.is("taskOfEarlierReplication", `:${index}}`);
}

/**
 * Clears the task by a stop, as releases from 2.9 on do; what it was is gone, since the start that was
 * refused has found no index of the name. The same answer is given while somebody else's start is under
 * way, so it must come to nothing first. And a stop is sent only where certainly no index has the name:
 * from 3.7 on, which a release that is not known may be, it closes and opens what it finds.
 */
export async function clearStaleTask(
  inputs: WantedStart,
  operation: ClusterOperation,
): Promise<"cleared" | "kept" | LostStart> {
  const { index } = inputs;
  const found = await findLostStart(inputs, operation);
  if (found !== "nothing") return found;
  const { version } = await operation.identity();
  if (isAtLeast(version, "2.9") === false) return "kept";
  const mark = await followerMark(operation.reads, index);
  const isHarmless = isAtLeast(version, "3.7") === false;
  if (mark !== "missing" && !(mark === "forbidden" && isHarmless)) return "kept";
  await operation.log.info(
    `A task of an earlier replication into "${index}" is still registered and blocks the start: a stop clears it.`,
  );
  await stopReplication(index, operation);
  return "cleared";
}
