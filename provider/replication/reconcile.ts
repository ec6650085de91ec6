// SPDX-License-Identifier: Apache-2.0
import { Refusal } from "../opensearch/answers/refusal";
import type { ReplicationStatus } from "../opensearch/api/status";
import type { OpenLedger } from "./ledger";
import { look, lookWithoutLeader } from "./look";
import { describeRefusal } from "./messages";
import type { ClusterOperation } from "./operation";
import { perform, type Performed } from "./perform";
import { isOwn, plan, type Reason } from "./plan";
import { lookingAgain } from "./standing-changed";
import { statusOf } from "./standing";
import type { Wish } from "./wish";

/**
 * Brings about what is wished: plans, takes the steps, and plans again where what it finds asks for it. Each
 * plan is made for another reason than the one before.
 */
export async function reconcile(
  wish: Wish,
  reason: Reason,
  settingsDiffer: boolean,
  ledger: OpenLedger,
  operation: ClusterOperation,
): Promise<ReplicationStatus> {
  const done = await lookingAgain(() => planOnce(wish, reason, settingsDiffer, ledger, operation));
  if ("seen" in done) return done.seen;
  return reconcile(wish, done.because, settingsDiffer, ledger, operation);
}

async function planOnce(
  wish: Wish,
  reason: Reason,
  settingsDiffer: boolean,
  ledger: OpenLedger,
  operation: ClusterOperation,
): Promise<Performed> {
  // The server itself tells whether the name is free. Where a replication that runs is to be refused,
  // it could not be told afterwards from this start's work.
  const isLooking = reason !== "create" || wish.ifIndexExists === "fail" || wish.promoted === true;
  const standing = isLooking
    ? await (wish.paused || wish.promoted === true ? lookWithoutLeader : look)(
        wish.index,
        operation,
      )
    : ({ kind: "absent" } as const);
  const made = plan(standing, wish, reason, { settingsDiffer, stopped: ledger.stopped });
  if ("refusal" in made) {
    const isSeen = standing.kind === "following" && /^(PAUSED|FAILED)$/.test(standing.status);
    if (isSeen) ledger.seen = statusOf(standing);
    throw new Refusal(
      describeRefusal(made.refusal, standing, wish, isOwn(reason), operation.client.host),
    );
  }
  return perform(made.steps, standing, reason, wish, ledger, operation);
}
