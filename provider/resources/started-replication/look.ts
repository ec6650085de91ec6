// SPDX-License-Identifier: Apache-2.0
import { OpenSearchError } from "../../opensearch/errors";
import { followerMark } from "../../opensearch/follower-index";
import { status } from "../../opensearch/replication";
import { notInProgress } from "../../opensearch/status";
import { deadlineIn } from "../../waiting/deadline";
import { poll } from "../../waiting/poll";
import type { OperationContext } from "./context";
import type { Standing } from "./plan";

/**
 * How long `REPLICATION NOT IN PROGRESS` is asked for again before it is believed of an index that
 * may be a follower: a removed connection or a deleted leader index reads like that for 10 to 16 s
 * and then as PAUSED, and so does every follower right after a restart.
 */
const grace = 20_000;
const backoff = { first: 500, longest: 2_000, factor: 2 };

/** What stands under the follower's name, asked for until the answer can be believed. */
export async function look(index: string, context: OperationContext): Promise<Standing> {
  const { clock, random, deadline } = context;
  let last: Standing | undefined;
  const settled = await poll(
    async () => {
      const before = last;
      last = await glance(index, context);
      const isCertain = last.kind === "replication";
      // An absence is believed when it was seen twice.
      const isConfirmed = last.kind !== "unsettled" && before?.kind === last.kind;
      return isCertain || isConfirmed ? { done: true, value: last } : { done: false };
    },
    { clock, random, backoff, deadline: deadlineIn(Math.min(grace, deadline.left()), clock) },
  );
  return settled?.value ?? last ?? { kind: "absent" };
}

async function glance(index: string, { client }: OperationContext): Promise<Standing> {
  const seen = await status(client, index);
  if (seen.status !== notInProgress) {
    // PAUSED and FAILED are answered from the plugin's store even when the index is gone.
    const isStored = seen.status === "PAUSED" || seen.status === "FAILED";
    if (isStored && (await followerMark(client, index)) === "missing") return { kind: "absent" };
    return { kind: "replication", status: seen.status, reason: seen.reason, leader: seen.leader };
  }
  const mark = await followerMark(client, index);
  if (mark === "missing") return { kind: "absent" };
  if (mark === "ordinary") return { kind: "ordinaryIndex" };
  return { kind: "unsettled", mark };
}

/** Whether a status could not be read because the plugin cannot reach the leader, or the index is in between two states. */
export function isStatusUnavailable(error: unknown): error is OpenSearchError {
  return error instanceof OpenSearchError && error.says("failed to fetch replication status");
}
