// SPDX-License-Identifier: Apache-2.0
import {
  followerMark,
  hasFollowerBlock,
  indexSettingsOf,
  isFenced,
  markOf,
} from "../opensearch/api/follower-index";
import { status } from "../opensearch/api/replication";
import {
  absenceGrace,
  isStatusUnavailable,
  notInProgress,
  type ReplicationStatus,
} from "../opensearch/api/status";
import { isAtLeast } from "../opensearch/api/cluster";
import { within } from "../waiting/clock";
import { poll } from "../waiting/poll";
import type { ClusterOperation } from "./operation";
import type { Promoted, Standing } from "./standing";

const backoff = { first: 500, longest: 2_000, factor: 2 };

/** Looks at what has the follower's name, until the answer can be believed. Throws while the leader is down. */
export async function look(index: string, operation: ClusterOperation): Promise<Standing> {
  let last: Standing | undefined;
  const confirmed = await poll(
    async () => {
      const before = last;
      last = await lookOnce(index, operation);
      const isCertain = last.kind === "following";
      // An absence is believed when it was seen twice.
      const isConfirmed = last.kind !== "unsettled" && before?.kind === last.kind;
      return isCertain || isConfirmed ? { done: true, value: last } : { done: false };
    },
    { ...within(absenceGrace, operation), backoff },
  );
  return confirmed?.value ?? last ?? { kind: "absent" };
}

/** Looks also where the status cannot be read because the leader is down. */
export async function lookWithoutLeader(
  index: string,
  operation: ClusterOperation,
): Promise<Standing> {
  try {
    return await look(index, operation);
  } catch (error) {
    if (!isStatusUnavailable(error)) throw error;
    return { kind: "unreadable", mark: await followerMark(operation.reads, index) };
  }
}

/** Looks once: enough to notice what was changed since a longer look. */
export async function lookOnce(index: string, operation: ClusterOperation): Promise<Standing> {
  const { reads } = operation;
  const seen = await status(reads, index);
  if (seen.status !== notInProgress) {
    // PAUSED and FAILED are answered from the plugin's store even when the index is gone.
    const isStored = seen.status === "PAUSED" || seen.status === "FAILED";
    if (isStored && (await followerMark(reads, index)) === "missing") return { kind: "absent" };
    const { leader, reason, checkpoints } = seen;
    const hasReplayed = isStored || hasReplayedSomething(seen);
    return { kind: "following", status: seen.status, reason, leader, hasReplayed, checkpoints };
  }
  const settings = await indexSettingsOf(reads, index);
  const mark = markOf(settings);
  switch (mark) {
    case "missing":
      return { kind: "absent" };
    case "ordinary":
      return { kind: "ordinary", isFenced: isFenced(settings) };
    case "stopped":
      return {
        kind: "promoted",
        block: await blockOf(index, operation),
        isFenced: isFenced(settings),
      };
    case "follower":
    case "forbidden":
      return { kind: "unsettled", mark };
  }
}

async function blockOf(index: string, operation: ClusterOperation): Promise<Promoted["block"]> {
  const isBlocked = await hasFollowerBlock(operation.reads, index);
  if (isBlocked !== undefined) return isBlocked ? "standing" : "lifted";
  // From 3.7 on, or on a release that is not known, another stop would close and re-open the index.
  const { version } = await operation.identity();
  return isAtLeast(version, "3.7") === false ? "unknown" : "lifted";
}

function hasReplayedSomething({
  status: name,
  checkpoints,
  bootstrap,
}: ReplicationStatus): boolean {
  return name === "SYNCING" && bootstrap === undefined && (checkpoints?.follower ?? -1) >= 0;
}
