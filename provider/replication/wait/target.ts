// SPDX-License-Identifier: Apache-2.0
import type { Checkpoints } from "../../opensearch/api/status";

/**
 * Where a follower has to be: what its leader held when it was first told. Reaching it ends the wait even
 * while the leader is written to.
 */
export interface Target {
  /** The sum over the shards, for answers that tell no more. */
  readonly sum: number;
  /** Of each shard that was told so far. */
  readonly shards: ReadonlyMap<string, number>;
}

/** Whether an answer tells of every shard how far it is: one that is still copied has no checkpoints yet. */
export function areComplete({ shards }: Checkpoints): boolean {
  return shards === undefined || ![...shards.values()].includes(undefined);
}

/** The target after another answer: what was aimed at before stays, a shard that was not told before is new. */
export function aimedAt(before: Target | undefined, now: Checkpoints): Target {
  const told = [...(now.shards ?? [])].flatMap(([shard, at]) =>
    at === undefined ? [] : [[shard, at.leader] as const],
  );
  return {
    sum: before?.sum ?? now.leader,
    shards: new Map([...told, ...(before?.shards ?? [])]),
  };
}

/** Whether the follower is there, in every shard where they are told: in sums, one that is ahead hides one that lags. */
export function isThere({ follower, shards }: Checkpoints, target: Target): boolean {
  if (shards === undefined) return follower >= target.sum;
  return [...target.shards].every(([shard, leader]) => {
    const at = shards.get(shard);
    return at !== undefined && at.follower >= leader;
  });
}
