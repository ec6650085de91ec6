// SPDX-License-Identifier: Apache-2.0
import type { Claim } from "../common/claims/claim";
import { clusterNow } from "../common/same-cluster";
import { Refusal } from "../common/refusal";
import { whileClearing } from "./copy-anew/clearing";
import type { OperationContext } from "./context";
import { isSameLeader } from "./start/plan";
import {
  keptCopyRefusal,
  keptForReplacement,
  keptWarning,
  promotedRefusal,
  promotedWarning,
} from "./refusals";
import { isPromoted, type RemovalStanding } from "../common/removal/removal";
import { remove, standingOf } from "../common/removal/remove";
import { requireRightToDeleteAfterStop } from "./copy-anew/right-to-delete";
import { clearForStart, copyAgain } from "./copy-anew/replace";
import type { ReplicationInputs } from "./schema";
import type { StandingReplication } from "../common/removal/standing";
import { followerNamed } from "./start/sentences";

/** What a delete needs to know of the resource. */
export interface DoomedReplication {
  readonly index: string;
  readonly clusterUuid: string;
  readonly onDestroy: ReplicationInputs["onDestroy"];
  /** The leader that the state knows of. */
  readonly leader: { readonly leaderIndex: string; readonly leaderAlias: string | undefined };
}

/**
 * Removes the replication as far as it is this resource's to remove, which the program's claims tell:
 * another resource may have it now, or the same one may be about to get it anew.
 */
export async function deleteReplication(
  doomed: DoomedReplication,
  inputsIn: (properties: Readonly<Record<string, unknown>>) => ReplicationInputs,
  context: OperationContext,
): Promise<void> {
  const { index, clusterUuid: uuid } = doomed;
  const { claims, host, urn, tell } = context;
  const owner = claims.ownerOf({ kind: "replication", name: index, host, uuid, urn });
  if (owner.kind === "another") {
    const has = owner.isNew
      ? `in this deployment ${owner.urn} has taken it over`
      : `${owner.urn} of this program has it`;
    return tell.warn(`${followerNamed(index)} was not stopped: ${has}.`);
  }
  const { isAnother } = await clusterNow(followerNamed(index), uuid, context);
  if (isAnother) {
    return tell.warn(
      `${followerNamed(index)} was on the cluster with uuid ${uuid}, and is taken for gone.`,
    );
  }
  const standing = await standingOf(index, context);
  if (owner.kind === "itself") return requireRunning(standing, index);
  if (standing.kind === "replication" && isSomebodyElses(standing, doomed)) {
    return tell.warn(
      `${followerNamed(index)} was not stopped: it follows another leader than this resource's ("${standing.leader?.index}" over "${standing.leader?.alias}"), so somebody else has started it.`,
    );
  }
  switch (owner.kind) {
    case "replacement": {
      const { start } = owner.claim;
      if (start?.onReplace === "refuse") throw new Refusal(keptCopyRefusal(index));
      if (start !== undefined) await clearForStart(standing, { index, ...start }, context);
      return;
    }
    case "forced": {
      const inputs = inputsIn(owner.claim.inputs ?? {});
      if (inputs.onReplace === "refuse") return tell.warn(keptCopyRefusal(index));
      return copyAgain(standing, inputs, context);
    }
    case "nobody":
      return destroy(standing, doomed, owner.moved, context);
  }
}

/** Stops the replication; the index stays, open and complete, unless it is to be deleted. Already gone is success. */
async function destroy(
  standing: RemovalStanding,
  { index, onDestroy }: DoomedReplication,
  moved: Claim | undefined,
  context: OperationContext,
): Promise<void> {
  const { cascade, claims, host, tell } = context;
  const isCascade = cascade.isAnnounced(index);
  const isDoomed = onDestroy === "deleteIndex" && !isCascade;
  const isKept = isDoomed && isPromoted(standing) && !claims.isBeingCleared(index, host);
  if (isKept && moved === undefined) throw new Refusal(promotedRefusal(index));
  if (isKept) return tell.warn(promotedWarning(index));
  // With the option `deleteBeforeReplace`, what replaces it is not there yet.
  const isTooEarly = isDoomed && moved?.isNew === true && moved.made === "not yet";
  const deleteIndex = isDoomed && !isTooEarly;
  if (deleteIndex) await requireRightToDeleteAfterStop(index, standing, context);
  const work = (): Promise<void> => remove(index, standing, { deleteIndex }, context);
  await (deleteIndex ? whileClearing(index, context, work) : work());
  if (isTooEarly) await tell.warn(keptWarning(index));
  if (!isCascade) return;
  cascade.stopped(index);
  if (onDestroy === "deleteIndex") await tell.info(keptForReplacement(index));
}

/** What the state has twice is removed once; that the other still runs is worth a look. */
function requireRunning({ kind }: RemovalStanding, index: string): void {
  if (kind !== "absent" && kind !== "ordinaryIndex") return;
  throw new Error(
    `${followerNamed(index)} was to be copied anew, and does not run. \`pulumi up --refresh\` starts it.`,
  );
}

function isSomebodyElses({ leader }: StandingReplication, doomed: DoomedReplication): boolean {
  return leader !== undefined && !isSameLeader(leader, doomed.leader);
}
