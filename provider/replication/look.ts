// SPDX-License-Identifier: Apache-2.0
import { followerMark, hasFollowerBlock } from "../opensearch/api/follower-index";
import { status } from "../opensearch/api/replication";
import { notInProgress, type ReplicationStatus, absenceGrace } from "../opensearch/api/status";
import { isAtLeast } from "../opensearch/api/version";
import { within } from "../waiting/clock";
import { poll } from "../waiting/poll";
import type { Operation } from "../lifecycle/operation";
import type { Existing } from "./standing";

const backoff = { first: 500, longest: 2_000, factor: 2 };

/** What has the follower's name, asked for until the answer can be believed. */
export async function inspectIndex(index: string, context: Operation): Promise<Existing> {
  let last: Existing | undefined;
  const confirmed = await poll(
    async () => {
      const before = last;
      last = await inspectOnce(index, context);
      const isCertain = last.kind === "replication";
      // An absence is believed when it was seen twice.
      const isConfirmed = last.kind !== "unsettled" && before?.kind === last.kind;
      return isCertain || isConfirmed ? { done: true, value: last } : { done: false };
    },
    { ...within(absenceGrace, context), backoff },
  );
  return confirmed?.value ?? last ?? { kind: "absent" };
}

async function inspectOnce(index: string, context: Operation): Promise<Existing> {
  const { reads } = context;
  const seen = await status(reads, index);
  if (seen.status !== notInProgress) {
    // PAUSED and FAILED are answered from the plugin's store even when the index is gone.
    const isStored = seen.status === "PAUSED" || seen.status === "FAILED";
    if (isStored && (await followerMark(reads, index)) === "missing") return { kind: "absent" };
    const { leader, reason, checkpoints } = seen;
    const hasReplayed = isStored || hasReplayedSomething(seen);
    return { kind: "replication", status: seen.status, reason, leader, hasReplayed, checkpoints };
  }
  const mark = await followerMark(reads, index);
  switch (mark) {
    case "missing":
      return { kind: "absent" };
    case "ordinary":
      return { kind: "ordinaryIndex", wasFollower: false, isBlocked: false, mayBeBlocked: false };
    case "stopped":
      return { kind: "ordinaryIndex", wasFollower: true, ...(await blockOf(index, context)) };
    case "follower":
    case "forbidden":
      return { kind: "unsettled", mark };
  }
}

/** Where the block cannot be looked at: up to 3.6 another stop does an ordinary index no harm; later, or on a release that is not known, it would close and re-open it. */
async function blockOf(
  index: string,
  { reads, identity }: Operation,
): Promise<{ readonly isBlocked: boolean; readonly mayBeBlocked: boolean }> {
  const isBlocked = await hasFollowerBlock(reads, index);
  if (isBlocked !== undefined) return { isBlocked, mayBeBlocked: isBlocked };
  const { version } = await identity();
  return { isBlocked: false, mayBeBlocked: isAtLeast(version, "3.7") === false };
}

function hasReplayedSomething({
  status: name,
  checkpoints,
  bootstrap,
}: ReplicationStatus): boolean {
  return name === "SYNCING" && bootstrap === undefined && (checkpoints?.follower ?? -1) >= 0;
}
