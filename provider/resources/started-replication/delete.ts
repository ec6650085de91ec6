// SPDX-License-Identifier: Apache-2.0
import { OpenSearchError } from "../../opensearch/errors";
import { deleteIndex } from "../../opensearch/follower-index";
import type { OperationContext } from "./context";
import { clearLeftovers } from "./leftovers";
import type { Replacement } from "./memory";
import { isSameLeader, type StandingReplication } from "./plan";
import type { RemovalStanding } from "./removal";
import { remove, standingOf } from "./remove";
import { requireSameCluster } from "../common/same-cluster";
import type { ReplicationInputs } from "./schema";
import { followerNamed } from "./sentences";
import { sendStart } from "./send-start";

/** What a delete needs to know of the resource. */
export interface Doomed {
  readonly index: string;
  readonly clusterUuid: string;
  readonly onDestroy: ReplicationInputs["onDestroy"];
  /** The leader that the state knows of. */
  readonly leader: { readonly leaderIndex: string; readonly leaderAlias: string | undefined };
  /** The replacement that this delete is a part of, with its inputs. */
  readonly replacement: (Replacement & { readonly resolved: ReplicationInputs }) | undefined;
}

/** Stops the replication; the index stays, open and complete, unless it is to be deleted. Already gone is success. */
export async function deleteReplication(doomed: Doomed, context: OperationContext): Promise<void> {
  const { index, replacement } = doomed;
  const { memory, urn, tell } = context;
  const adopter = memory.adopterOf(index);
  // A resource that gets another name in the program is created anew before it is deleted.
  if (adopter !== undefined && urn !== undefined && adopter !== urn) {
    return tell.warn(
      `The replication into "${index}" was not stopped: in this deployment ${adopter} has taken it over.`,
    );
  }
  await requireSameCluster(followerNamed(index), doomed.clusterUuid, context);
  const keepsName = replacement?.index === index;
  if (keepsName && (await isStartedAlready(replacement.resolved, context))) return;
  const isDeletedLater =
    replacement !== undefined && !keepsName && !memory.hasStarted(replacement.index);
  // Where nothing has confirmed a replacement that was asked for, a copy that it would need is kept.
  const asked = memory.unconfirmed(index);
  const isPerhapsReplaced = asked?.index === index;
  const isCopyKept = keepsName || isDeletedLater || (isPerhapsReplaced && asked.isForInputs);
  const isIndexDoomed = doomed.onDestroy === "deleteIndex" && !isCopyKept;
  const standing = await standingOf(index, context);
  if (standing.kind === "replication" && isSomebodyElses(standing, doomed)) {
    return tell.warn(
      `The replication into "${index}" was not stopped: it follows another leader than this resource's ("${standing.leader?.index}" over "${standing.leader?.alias}"), so somebody else has started it.`,
    );
  }
  if (keepsName) await requireRightToDelete(standing, index, context);
  await remove(index, standing, { deleteIndex: isIndexDoomed }, context);
  if (keepsName || isPerhapsReplaced) memory.stoppedForReplacement(index);
  await clearLeftovers(index, context);
}

/**
 * Sends the start of the replacement while the old replication still runs. Any refusal but the taken
 * name is thrown, before anything is stopped.
 */
async function isStartedAlready(
  wanted: ReplicationInputs,
  context: OperationContext,
): Promise<boolean> {
  const purpose = { isProbe: true, begun: () => undefined };
  return (await sendStart(wanted, purpose, context)) === "started";
}

/**
 * A replacement under the same name deletes the old copy, which the plugin's own roles do not allow.
 * The security plugin looks at the right before the server looks at the write block of a running
 * follower, so the refusal tells which it is, before anything is stopped.
 */
async function requireRightToDelete(
  standing: RemovalStanding,
  index: string,
  { client }: OperationContext,
): Promise<void> {
  if (standing.kind !== "replication" || standing.status !== "SYNCING" || !standing.hasReplayed)
    return;
  try {
    await deleteIndex(client, index);
  } catch (error) {
    const isUnauthorized = error instanceof OpenSearchError && error.says("no permissions for");
    if (isUnauthorized) throw error;
  }
}

function isSomebodyElses({ leader }: StandingReplication, doomed: Doomed): boolean {
  return leader !== undefined && !isSameLeader(leader, doomed.leader);
}
