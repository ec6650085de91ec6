// SPDX-License-Identifier: Apache-2.0
import type { Claim, Owner } from "../../lifecycle/claims/claim";
import { isTakenForGone } from "../../lifecycle/same-cluster";
import { Refusal } from "../../opensearch/answers/refusal";
import { whileClearing } from "../../replication/recopy/clearing";
import type { OperationContext } from "./context";
import { isSameLeader } from "../../replication/plan";
import {
  keptCopyRefusal,
  keptForReplacement,
  keptWarning,
  promotedRefusal,
  promotedWarning,
} from "../../replication/messages";
import { isPromoted, type ExistingOrUnreadable } from "../../replication/stop/stop-plan";
import { stopFollower, inspectIndexWithoutLeader } from "../../replication/stop/stop-follower";
import { requireRightToDeleteAfterStop } from "../../replication/recopy/right-to-delete";
import { clearForStart, copyAgain } from "../../replication/recopy/replace";
import type { ReplicationInputs } from "./schema";
import type { RecordedReplication } from "./update";
import type { ExistingReplication } from "../../replication/standing";
import { followerNamed } from "../../replication/sentences";

/**
 * Removes the replication as far as it is this resource's to remove, which the program's claims tell:
 * another resource may have it now, or the same one may be about to get it again.
 */
export async function deleteReplication(
  { inputs: deleted, state }: RecordedReplication,
  owner: Owner,
  context: OperationContext,
): Promise<void> {
  const { index } = deleted;
  const { log } = context;
  if (owner.kind === "another") {
    const has = owner.isNew
      ? `${owner.urn} took it over in this deployment`
      : `${owner.urn} of this program owns it`;
    return log.warn(`${followerNamed(index)} was not stopped: ${has}.`);
  }
  if (await isTakenForGone(followerNamed(index), state.clusterUuid, context)) return;
  const existing = await inspectIndexWithoutLeader(index, context);
  if (owner.kind === "itself") return requireRunning(existing, index);
  if (existing.kind === "replication" && isSomebodyElses(existing, deleted)) {
    return log.warn(
      `${followerNamed(index)} was not stopped: it follows another leader than this resource's ("${existing.leader?.index}" over "${existing.leader?.alias}"), so someone else started it.`,
    );
  }
  switch (owner.kind) {
    case "replacement": {
      const { start } = owner.claim;
      if (start?.onReplace === "refuse") throw new Refusal(keptCopyRefusal(index));
      if (start !== undefined) await clearForStart(existing, { index, ...start }, context);
      return;
    }
    case "forced": {
      const inputs = { ...deleted, ...owner.claim.inputs?.properties };
      if (inputs.onReplace === "refuse") return log.warn(keptCopyRefusal(index));
      return copyAgain(existing, inputs, context);
    }
    case "nobody":
      return destroy(existing, deleted, owner.moved, context);
  }
}

/** Stops the replication; the index stays, open and complete, unless it is deleted too. Already gone is success. */
async function destroy(
  existing: ExistingOrUnreadable,
  { index, onDestroy }: ReplicationInputs,
  moved: Claim | undefined,
  context: OperationContext,
): Promise<void> {
  const { cascade, claims, host, log } = context;
  const isCascade = cascade.isAnnounced(index);
  const isDeletion = onDestroy === "deleteIndex" && !isCascade;
  const isKept = isDeletion && isPromoted(existing) && !claims.isBeingCleared(index, host);
  if (isKept && moved === undefined) throw new Refusal(promotedRefusal(index));
  if (isKept) return log.warn(promotedWarning(index));
  // With the option `deleteBeforeReplace`, what replaces it is not there yet.
  const isTooEarly = isDeletion && moved?.isNew === true && moved.made === "not yet";
  const deleteIndex = isDeletion && !isTooEarly;
  if (deleteIndex) await requireRightToDeleteAfterStop(index, existing, context);
  const work = (): Promise<void> => stopFollower(index, existing, { deleteIndex }, context);
  await (deleteIndex ? whileClearing(index, context, work) : work());
  if (isTooEarly) await log.warn(keptWarning(index));
  if (!isCascade) return;
  cascade.stopped(index);
  if (onDestroy === "deleteIndex") await log.info(keptForReplacement(index));
}

/** What the state has twice is removed once; that the other still runs is worth a look. */
function requireRunning({ kind }: ExistingOrUnreadable, index: string): void {
  if (kind !== "absent" && kind !== "ordinaryIndex") return;
  throw new Error(
    `${followerNamed(index)} was about to be copied again and is not running. \`pulumi up --refresh\` starts it.`,
  );
}

function isSomebodyElses(
  { leader }: ExistingReplication,
  { leaderIndex, leaderAlias }: ReplicationInputs,
): boolean {
  return leader !== undefined && !isSameLeader(leader, { leaderIndex, leaderAlias });
}
