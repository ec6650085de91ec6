// SPDX-License-Identifier: Apache-2.0
import { Refusal } from "../../opensearch/answers/refusal";
import type { Claim, Owner } from "../../lifecycle/claims/claim";
import type { Operation } from "../../lifecycle/operation";
import { OpenLedger } from "../../replication/ledger";
import { holdingsOf } from "../../opensearch/api/holdings";
import { lookWithoutLeader } from "../../replication/look";
import { followerNamed, keptCopyRefusal, keptForReplacement } from "../../replication/messages";
import { pauseReplication } from "../../replication/pause-resume";
import { lookingAgain } from "../../replication/standing-changed";
import { replaceCopy } from "../../replication/recopy/replace-copy";
import { isAsWanted, type Standing } from "../../replication/standing";
import { reconcile } from "../../replication/reconcile";
import { waitFor } from "../../replication/wait/wait";
import { isSameLeader } from "../../replication/wish";
import { destroy } from "./destroy";
import { makeRoom, stopForCascade } from "./make-room";
import type { ReplicationInputs } from "./schema";
import { type RecordedReplication, stoppedBefore } from "./update";

/**
 * Removes the replication as far as it is this resource's to remove, which the program's claims tell:
 * another resource may have it now, or the same one may be about to get it again.
 */
export function deleteReplication(
  known: RecordedReplication,
  owner: Owner,
  operation: Operation,
): Promise<void> {
  return lookingAgain(() => deleteOnce(known, owner, operation));
}

async function deleteOnce(
  known: RecordedReplication,
  owner: Owner,
  operation: Operation,
): Promise<void> {
  const { inputs: deleted } = known;
  const { index } = deleted;
  const { log } = operation;
  if (owner.kind === "another") {
    const { urn, isNew, made, isBegun } = owner.claim;
    // Dropped here, it would be nobody's.
    if (isNew && isBegun && made === "not yet") throw new Refusal(notMadeYet(index, urn));
    const has =
      isNew && made !== "not yet"
        ? `${urn} took it over in this deployment`
        : `${urn} of this program owns it`;
    return log.warn(`${followerNamed(index)} was not stopped: ${has}.`);
  }
  const standing = await lookWithoutLeader(index, operation);
  if (owner.kind === "itself") return keepRunning(standing, index, owner.claim, operation);
  const isThere = standing.kind !== "absent" && standing.kind !== "ordinary";
  if (isThere) operation.claims.requireShared(followerNamed(index));
  const stopped = stoppedBefore(known);
  // In the middle of a replacement the old copy may still follow the old leader.
  const now = stopped?.held && (await holdingsOf(operation.reads, index));
  const isOwn = now !== undefined && now.uuid === stopped?.held?.uuid;
  if (!isOwn && isSomebodyElses(standing, deleted)) {
    return log.warn(
      `${followerNamed(index)} was not stopped: it follows another leader than this resource's, so someone else started it.`,
    );
  }
  switch (owner.kind) {
    case "replacement": {
      const wish = wishOf(owner.claim);
      if (wish?.onReplace === "refuse") throw new Refusal(keptCopyRefusal(index));
      return makeRoom(standing, { index, wish, stopped }, operation);
    }
    case "cascade":
      await stopForCascade(standing, index, operation);
      if (deleted.onDestroy === "deleteIndex") await log.info(keptForReplacement(index));
      return;
    case "forced": {
      const wish = { ...deleted, ...wishOf(owner.claim) };
      if (wish.onReplace === "refuse") return log.warn(keptCopyRefusal(index));
      return copyAgain(standing, wish, operation);
    }
    case "nobody":
      return destroy(standing, known, owner, operation);
  }
}

/**
 * Replaces the copy by a new one of the same leader. For a replacement that the engine creates before it
 * deletes (`--target-replace`, `pulumi state taint`, `replaceWith`): its create has taken over what ran.
 */
async function copyAgain(
  standing: Standing,
  inputs: ReplicationInputs,
  operation: Operation,
): Promise<void> {
  const { index, paused } = inputs;
  await replaceCopy(standing, inputs, false, new OpenLedger(() => ""), operation);
  await waitFor(inputs.waitFor, index, operation);
  if (paused) await pauseReplication(index, operation);
}

function notMadeYet(index: string, urn: string): string {
  return `${followerNamed(index)} is left as it is, and stays in the state: ${urn} of this program is to have it now, but its create has not succeeded. Mend that and run again.`;
}

/** What the resource is declared with, where this process has checked it. */
function wishOf({ inputs }: Claim): ReplicationInputs | undefined {
  return inputs?.properties as ReplicationInputs | undefined;
}

/**
 * The state lists this replication twice, and one entry is removed. The other one says that it runs, also
 * where a forced replacement has ended in its middle: the engine saves nothing of a delete that fails. So
 * what is not as it is wanted is mended here, or refused with the ways out.
 */
async function keepRunning(
  standing: Standing,
  index: string,
  claim: Claim,
  operation: Operation,
): Promise<void> {
  const { kind } = standing;
  if (kind === "unsettled" || kind === "unreadable") return;
  const wish = wishOf(claim);
  const isFollowing = kind === "following";
  if (isFollowing && (wish === undefined || isAsWanted(standing.status, wish))) return;
  if (wish === undefined) throw new Error(notRunning(index));
  await reconcile(wish, "unfinished", false, new OpenLedger(() => ""), operation);
}

function notRunning(index: string): string {
  return `${followerNamed(index)} is not running, although another entry of the state expects it. \`pulumi up --refresh\` starts it, or says what stands in its place.`;
}

function isSomebodyElses(
  standing: Standing,
  { leaderIndex, leaderAlias }: ReplicationInputs,
): boolean {
  const leader = standing.kind === "following" ? standing.leader : undefined;
  return leader !== undefined && !isSameLeader(leader, { leaderIndex, leaderAlias });
}
