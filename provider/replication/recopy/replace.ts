// SPDX-License-Identifier: Apache-2.0
import { Refusal } from "../../opensearch/answers/refusal";
import type { WantedStart } from "../../lifecycle/claims/note";
import { whileClearing } from "./clearing";
import type { OperationContext } from "../../resources/started-replication/context";
import { askAgain } from "./ask-again";
import { ordinaryIndexRefusal, unsettledRefusal } from "../messages";
import { isPromoted, mayHoldWrites, type ExistingOrUnreadable } from "../stop/stop-plan";
import { stopFollower } from "../stop/stop-follower";
import { requireRightToDeleteAfterStop } from "./right-to-delete";
import type { ReplicationInputs } from "../../resources/started-replication/schema";
import { sendStart, type StartOutcome } from "../start/send-start";
import { deleteFollower } from "../stop/stop-replication";
import { pauseReplication } from "../pause-resume";
import { waitFor } from "../wait/wait";

/** A start that is to follow under the same name. */
type NextStart = WantedStart & { readonly index: string };

/**
 * Stops the replication and deletes its copy, to make room for another start under the name. That
 * start is sent first, while the old one still runs: any refusal but the taken name is thrown, before
 * anything is stopped. Returns whether that start was accepted, since nothing had the name.
 */
export async function clearForStart(
  existing: ExistingOrUnreadable,
  next: NextStart,
  context: OperationContext,
): Promise<"cleared" | "started"> {
  const { index } = next;
  const { claims, host } = context;
  if (existing.kind === "absent") return "cleared";
  const isOurs = isPromoted(existing) && claims.isBeingCleared(index, host);
  if (mayHoldWrites(existing) && !isOurs) {
    // With `overwrite` the start that follows deletes it.
    if (next.ifIndexExists === "overwrite") return "cleared";
    const isHidden = existing.kind === "unsettled";
    throw new Refusal(
      isHidden ? unsettledRefusal(index, "forbidden") : ordinaryIndexRefusal(index, true),
    );
  }
  if ((await probe(next, context)) === "started") return "started";
  await requireRightToDeleteAfterStop(index, existing, context);
  return whileClearing(index, context, async () => {
    await stopFollower(index, existing, { deleteIndex: false }, context);
    if ((await askAgain(() => probe(next, context), index)) === "started") return "started";
    await deleteFollower(index, context);
    return "cleared";
  });
}

/** Sends a start that the server refuses while an index has the name: whether all else is in order. */
function probe(next: NextStart, context: OperationContext): Promise<StartOutcome> {
  return sendStart(next, { isProbe: true, begun: () => undefined }, context);
}

/** Replaces the copy by a new one of the same leader, and waits for what `waitFor` asks. */
export async function copyAgain(
  existing: ExistingOrUnreadable,
  inputs: ReplicationInputs,
  context: OperationContext,
): Promise<void> {
  const { index, paused } = inputs;
  const isStarted = (await clearForStart(existing, inputs, context)) === "started";
  const sent = { isProbe: false, begun: () => undefined };
  if (!isStarted) await sendStart(inputs, sent, context);
  await waitFor(inputs.waitFor, index, context);
  if (paused) await pauseReplication(inputs, context);
}
