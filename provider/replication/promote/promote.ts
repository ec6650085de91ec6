// SPDX-License-Identifier: Apache-2.0
import { Refusal } from "../../opensearch/answers/refusal";
import { operationsBehind } from "../../opensearch/api/status";
import type { OpenLedger } from "../ledger";
import type { ClusterOperation } from "../operation";
import { hold } from "../recopy/hold";
import type { Standing } from "../standing";
import { stopReplication } from "../stop/stop-replication";
import { waitFor } from "../wait/wait";
import type { Wish } from "../wish";
import { drainTo } from "./drain";
import { behindWithout, withLeader } from "./leader";
import { type FencedIndex, isFollowedBy, type Promotion } from "./lineage";
import { cannotPromote, foreignFence, leaderAway, promotedAs, promotedBehind } from "./messages";
import { type Behind, promotionOf } from "./promotion-of";

/**
 * Promotes a follower: drains it, holds it still, reads what it holds, and stops its replication. The numbers
 * are those of the pause: after the stop an application may have written to it.
 */
export async function promote(
  standing: Standing,
  wish: Wish,
  ledger: OpenLedger,
  operation: ClusterOperation,
): Promise<void> {
  const { index, promoteAt: fence } = wish;
  const now = await withLeader(standing, index, operation);
  // Only a block on the leader makes a number final.
  const isFenced = fence?.state === "blocked";
  if (fence !== undefined) await requireOwnFence(fence, index, operation);
  const isThere = now.kind === "following" && now.status !== "PAUSED";
  if (isFenced && !isThere) throw new Refusal(leaderAway(index));
  const behind = isThere
    ? await drained(isFenced ? fence : undefined, index, operation)
    : await behindWithout(index, operation);
  if (!isThere) await operation.log.warn(promotedBehind(index, behind.behind));
  const held = await hold(index, now, false, operation, "promotion");
  if (held.kind !== "held") {
    const { status = held.kind, reason = "" } = now.kind === "following" ? now : {};
    throw new Refusal(cannotPromote(index, status, reason));
  }
  let promotion: Promotion;
  try {
    promotion = await promotionOf(index, fence, isFenced, ledger.before.copyOf, behind, operation);
    ledger.begun();
    await stopReplication(index, operation);
  } catch (error) {
    await held.release();
    throw error;
  }
  ledger.promoted(promotion);
  await operation.log.info(promotedAs(index));
}

async function requireOwnFence(
  fence: FencedIndex,
  index: string,
  operation: ClusterOperation,
): Promise<void> {
  if (fence.state === "deferred" || fence.state === "missing") return;
  if (fence.state !== "blocked") throw new Refusal(foreignFence(index, fence));
  const { uuid } = await operation.identity();
  if (uuid === "" || !isFollowedBy(fence, uuid, index))
    throw new Refusal(foreignFence(index, fence));
}

async function drained(
  fence: FencedIndex | undefined,
  index: string,
  operation: ClusterOperation,
): Promise<Behind> {
  const seen = await waitFor(fence === undefined ? "caughtUp" : "syncing", index, operation);
  if (fence === undefined) {
    const { checkpoints } = seen;
    // The leader may be written to all the while.
    return checkpoints === undefined
      ? { isExact: false }
      : { behind: operationsBehind(checkpoints), isExact: false };
  }
  await drainTo(fence, index, operation);
  return { behind: 0, isExact: true };
}
