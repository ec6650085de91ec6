// SPDX-License-Identifier: Apache-2.0
import { OpenSearchError } from "../../opensearch/errors";
import { followerMark } from "../../opensearch/follower-index";
import { status, stop } from "../../opensearch/replication";
import { notInProgress } from "../../opensearch/status";
import { poll } from "../../waiting/poll";
import type { OperationContext } from "./context";
import { isStatusUnavailable, look } from "./look";
import { planRemoval, type Removal, type Standing } from "./plan";
import type { ReplicationInputs } from "./schema";
import { requireSameCluster } from "./same-cluster";
import { sendStart } from "./start-outcome";

/** Seconds to minutes: as long as a snapshot may take. */
const snapshotBackoff = { first: 1_000, longest: 15_000, factor: 2 };

/** Stops the replication and leaves the index, open and complete. Already gone is success. */
export async function deleteReplication(
  index: string,
  recordedUuid: string,
  replacement: ReplicationInputs | undefined,
  context: OperationContext,
): Promise<void> {
  const { memory, urn, warn } = context;
  const adopter = memory.adopterOf(index);
  // A resource that gets another name in the program is created anew before it is deleted.
  if (adopter !== undefined && urn !== undefined && adopter !== urn) {
    return warn(
      `The replication into "${index}" was not stopped: in this deployment ${adopter} has taken it over.`,
    );
  }
  await requireSameCluster(index, recordedUuid, context);
  if (replacement !== undefined && (await isStartedAlready(replacement, context))) return;
  const removal = await decide(index, context);
  if (removal !== "nothing") await stopPatiently(index, context);
  if (replacement !== undefined) memory.stoppedForReplacement(index);
}

/**
 * Sends the start of the replacement while the old replication still runs. Any refusal but the taken
 * name is thrown, before anything is stopped.
 */
async function isStartedAlready(
  replacement: ReplicationInputs,
  context: OperationContext,
): Promise<boolean> {
  const outcome = await sendStart(replacement, context);
  if (outcome.kind === "unknown") throw outcome.error;
  return outcome.kind === "acknowledged";
}

async function decide(index: string, context: OperationContext): Promise<Removal> {
  let standing: Standing;
  try {
    standing = await look(index, context);
  } catch (error) {
    if (!isStatusUnavailable(error)) throw error;
    // The leader is down; a stop works all the same.
    const mark = await followerMark(context.client, index);
    return planRemoval(mark === "forbidden", mark);
  }
  switch (standing.kind) {
    case "replication":
      return planRemoval(true, undefined);
    case "unsettled":
      return planRemoval(false, standing.mark);
    case "absent":
      return planRemoval(false, "missing");
    case "ordinaryIndex":
      return planRemoval(false, "ordinary");
  }
}

async function stopPatiently(
  index: string,
  { client, clock, random, deadline }: OperationContext,
): Promise<void> {
  let snapshot: OpenSearchError | undefined;
  const stopped = await poll<true>(
    async () => {
      try {
        await stop(client, index);
      } catch (error) {
        if (!(error instanceof OpenSearchError)) throw error;
        if (error.says("being snapshotted")) {
          snapshot = error;
          return { done: false };
        }
        if (!(await isStoppedAnyway(error, index))) throw error;
      }
      return { done: true, value: true };
    },
    { clock, random, deadline, backoff: snapshotBackoff },
  );
  if (stopped === undefined && snapshot !== undefined) throw snapshot;

  async function isStoppedAnyway(error: OpenSearchError, name: string): Promise<boolean> {
    if (error.says("No replication in progress for index")) return true;
    return error.mayHaveHappened && (await status(client, name)).status === notInProgress;
  }
}
