// SPDX-License-Identifier: Apache-2.0
import type { Client } from "../client/client";
import { status } from "./replication";
import type { Checkpoints, ReplicationStatus } from "./status";

/**
 * Whether the follower holds more than its leader in one answer, in one of the shards where they are
 * told. That may be how it was counted: the leader first, the follower a moment later.
 */
export function seemsAhead(seen: Checkpoints | undefined): seen is Checkpoints {
  if (seen === undefined) return false;
  return [...(seen.shards?.values() ?? [seen])].some(
    (one) => one !== undefined && one.follower > one.leader,
  );
}

/**
 * Whether two answers in turn prove it. Whatever a follower holds, its leader held before; so a leader
 * that lacks in the second answer what the follower had in the first is not the one that it came from.
 */
export function isAhead(first: Checkpoints, second: Checkpoints | undefined): boolean {
  return second !== undefined && provedIn(first, second).length > 0;
}

/** What of the second answer the first one proves to be ahead: shards where both tell them, else the sums. */
function provedIn(first: Checkpoints, second: Checkpoints): Checkpoints[] {
  const { shards } = first;
  const pairs =
    shards === undefined || second.shards === undefined
      ? [[first, second] as const]
      : [...second.shards].map(([shard, now]) => [shards.get(shard), now] as const);
  return pairs.flatMap(([before, now]) =>
    before !== undefined && now !== undefined && now.leader < before.follower ? [now] : [],
  );
}

/** A status, and by how many operations the follower is ahead of its leader, which two answers have proved. */
export interface StatusAndLead {
  readonly seen: ReplicationStatus;
  /** 0 where it is not. */
  readonly ahead: number;
}

/** `_status`, asked for once more where the follower seems to be ahead of its leader; the second answer counts. */
export async function statusAndLead(client: Client, index: string): Promise<StatusAndLead> {
  const first = await status(client, index);
  if (!seemsAhead(first.checkpoints)) return { seen: first, ahead: 0 };
  const seen = await status(client, index, { isAlone: true });
  const { checkpoints } = seen;
  const proved = checkpoints === undefined ? [] : provedIn(first.checkpoints, checkpoints);
  return { seen, ahead: proved.reduce((sum, { follower, leader }) => sum + follower - leader, 0) };
}
