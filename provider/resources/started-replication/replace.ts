// SPDX-License-Identifier: Apache-2.0
import { OpenSearchError } from "../../opensearch/errors";
import { deleteIndex } from "../../opensearch/follower-index";
import { isTransient } from "../../opensearch/transient";
import { Refusal } from "../common/refusal";
import type { WantedStart } from "../common/claims/note";
import type { OperationContext } from "./context";
import { ordinaryIndexRefusal } from "./refusals";
import { isPromoted, type RemovalStanding } from "./removal";
import { remove } from "./remove";
import type { ReplicationInputs } from "./schema";
import { sendStart, type StartOutcome } from "./send-start";
import { clearAway } from "./stopping";
import { pauseReplication } from "./running";
import { waitFor } from "./wait";

/** A start that is to follow under the same name. */
export type NextStart = WantedStart & { readonly index: string };

/**
 * Stops the replication and deletes its copy, to make room for another start under the name. That
 * start is sent first, while the old one still runs: any refusal but the taken name is thrown, before
 * anything is stopped. Whether it has come about by that, since nothing stood there.
 */
export async function clearForStart(
  standing: RemovalStanding,
  next: NextStart,
  context: OperationContext,
): Promise<"cleared" | "started"> {
  const { index } = next;
  if (standing.kind === "absent") return "cleared";
  if (isPromoted(standing)) {
    // With `overwrite` the start that follows deletes it.
    if (next.ifIndexExists === "overwrite") return "cleared";
    throw new Refusal(ordinaryIndexRefusal(index, true));
  }
  if ((await probe(next, context)) === "started") return "started";
  await requireRightToDelete(standing, index, context);
  await remove(index, standing, { deleteIndex: false }, context);
  if ((await probeAgain(next, context)) === "started") return "started";
  await clearAway(index, context);
  return "cleared";
}

/** Sends a start that cannot come about while an index has the name: whether all else is in order. */
function probe(next: NextStart, context: OperationContext): Promise<StartOutcome> {
  return sendStart(next, { isProbe: true, begun: () => undefined }, context);
}

/** A stop takes its time, in which the leader may have gone. Only a clear refusal counts: the way was clear before. */
async function probeAgain(next: NextStart, context: OperationContext): Promise<StartOutcome> {
  try {
    return await probe(next, context);
  } catch (error) {
    if (!(error instanceof OpenSearchError) || !isClearRefusal(error)) return "nameTaken";
    throw new Refusal(
      `${error.message} The old replication into "${next.index}" was stopped by then; its index is left as it is.`,
      { cause: error },
    );
  }
}

function isClearRefusal(error: OpenSearchError): boolean {
  const isUnclear =
    error.mayHaveHappened || error.type === "not_json" || error.status === undefined;
  return !isUnclear && !isTransient(error);
}

/** Replaces the copy by a new one of the same leader, and waits for what `waitFor` asks. */
export async function copyAgain(
  standing: RemovalStanding,
  inputs: ReplicationInputs,
  context: OperationContext,
): Promise<void> {
  const { index, paused } = inputs;
  const isStarted = (await clearForStart(standing, inputs, context)) === "started";
  const sent = { isProbe: false, begun: () => undefined };
  if (!isStarted) await sendStart(inputs, sent, context);
  await waitFor(inputs.waitFor, index, context);
  if (paused) await pauseReplication(inputs, context);
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
