// SPDX-License-Identifier: Apache-2.0
import { Refusal } from "../../opensearch/answers/refusal";
import type { Owner } from "../../lifecycle/claims/claim";
import type { Operation } from "../../lifecycle/operation";
import { OpenLedger } from "../../replication/ledger";
import { keptWarning, promotedRefusal, promotedWarning } from "../../replication/messages";
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
    else await stopFollower(index, standing, operation);
    if (isTooEarly) await log.warn(keptWarning(index));
    return;
  }
  const stopped = stoppedBefore(known);
  const isPromoted = standing.kind === "promoted" && standing.block !== "standing";
  if (isPromoted && stopped?.held === undefined) {
    if (moved === undefined) throw new Refusal(promotedRefusal(index, standing));
    return log.warn(promotedWarning(index, standing));
  }
  const clearing = { index, isConsented: false, stopped, ledger: new OpenLedger(() => "") };
  await clearCopy(standing, clearing, operation);
}

/** While the leader is down, the index itself says that it follows nothing. */
function isLeftByFollower(standing: Standing): boolean {
  return (
    standing.kind === "unreadable" && standing.mark !== "follower" && standing.mark !== "forbidden"
  );
}
