// SPDX-License-Identifier: Apache-2.0
import { Refusal } from "../../opensearch/answers/refusal";
import type { Owner } from "../../lifecycle/claims/claim";
import type { Operation } from "../../lifecycle/operation";
import { OpenLedger } from "../../replication/ledger";
import { keptWarning, promotedRefusal, promotedWarning } from "../../replication/messages";
import { lookWithoutLeader } from "../../replication/look";
import { waitFor } from "../../replication/wait/wait";
import { within } from "../../waiting/clock";
import { parseDuration } from "../../waiting/duration";
import type { ReplicationInputs } from "./schema";
import { clearCopy } from "../../replication/recopy/clear-copy";
import type { Standing } from "../../replication/standing";
import { stopFollower } from "../../replication/stop/stop-follower";
import { stopForCascade } from "./make-room";
import { type RecordedReplication, stoppedBefore } from "./update";

/** Stops the replication; the index stays, open, unless it is deleted too. Already gone is success. */
export async function destroy(
  standing: Standing,
  known: RecordedReplication,
  { moved, declared }: Extract<Owner, { kind: "nobody" }>,
  operation: Operation,
): Promise<void> {
  const { index, onDestroy } = known.inputs;
  const { log } = operation;
  const isDeletion = onDestroy === "deleteIndex";
  // With the option `deleteBeforeReplace`, what replaces it is not there yet.
  const isTooEarly = isDeletion && moved?.isNew === true && moved.made === "not yet";
  // An index that never was a follower, or that may not be looked at, is not the resource's.
  const isForeign =
    standing.kind === "ordinary" ||
    (standing.kind === "unsettled" && standing.mark === "forbidden");
  if (!isDeletion || isTooEarly || isForeign || isLeftByFollower(standing)) {
    // With `replaceWith`, its own create may follow in this deployment.
    if (declared !== undefined) await stopForCascade(standing, index, operation);
    else await stopFollower(index, await drained(standing, known.inputs, operation), operation);
    if (isTooEarly) await log.warn(keptWarning(index));
    return;
  }
  const stopped = stoppedBefore(known);
  const isPromoted = standing.kind === "promoted" && standing.block !== "standing";
  // The active site's index is what applications write to.
  if (isPromoted && known.inputs.promoted === true)
    return log.warn(promotedWarning(index, standing));
  if (isPromoted && stopped?.held === undefined) {
    if (moved === undefined) throw new Refusal(promotedRefusal(index, standing));
    return log.warn(promotedWarning(index, standing));
  }
  const clearing = { index, isConsented: false, stopped, ledger: new OpenLedger(() => "") };
  await clearCopy(standing, clearing, operation);
}

/** What stands there once it has caught up, where `drain` asks for that. */
async function drained(
  standing: Standing,
  { index, drain = false }: ReplicationInputs,
  operation: Operation,
): Promise<Standing> {
  const mayCatchUp =
    standing.kind === "following"
      ? standing.status !== "FAILED"
      : standing.kind === "unreadable" && !isLeftByFollower(standing);
  if (drain === false || !mayCatchUp) return standing;
  const limit = typeof drain === "string" ? (parseDuration(drain) ?? 0) : operation.deadline.left();
  await waitFor("caughtUp", index, within(limit, operation));
  return lookWithoutLeader(index, operation);
}

/** While the leader is down, the index itself says that it follows nothing. */
function isLeftByFollower(standing: Standing): boolean {
  return (
    standing.kind === "unreadable" && standing.mark !== "follower" && standing.mark !== "forbidden"
  );
}
