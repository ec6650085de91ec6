// SPDX-License-Identifier: Apache-2.0
import { OpenSearchError } from "../opensearch/answers/errors";
import { pause, resume, status, updateSettings } from "../opensearch/api/replication";
import { withRetries } from "../opensearch/client/retry";
import type { ReplicationStatus } from "../opensearch/api/status";
import { pollThrough } from "../waiting/poll";
import { normalIndexSettings } from "../opensearch/text/index-settings";
import type { OperationContext } from "../resources/started-replication/context";
import { flowing } from "../resources/started-replication/outputs";
import type { ReplicationInputs } from "../resources/started-replication/schema";

const pauseReason = "Paused by pulumi-opensearch-replication";
const restoreBackoff = { first: 500, longest: 5_000, factor: 1.5 };

/** Resumes; where the answer is lost, the status decides. */
export async function resumeReplication(index: string, context: OperationContext): Promise<void> {
  const send = (): Promise<void> => resume(context.client, index, false);
  await confirmed("already running", send, index, isNotPaused, context);
}

/** Pauses, once the copy of the files is over; returns the status. */
export async function pauseReplication(
  { index }: ReplicationInputs,
  context: OperationContext,
): Promise<ReplicationStatus> {
  const isRestoring = (error: unknown): boolean =>
    error instanceof OpenSearchError && error.says("in restore phase");
  const send = (): Promise<void> => pause(context.client, index, pauseReason);
  await pollThrough(
    () => confirmed("already paused", send, index, isPaused, context),
    isRestoring,
    { ...context, backoff: restoreBackoff },
  );
  return status(context.reads, index);
}

/** Sends the whole set of overrides, which may be sent again. */
export async function sendSettings(
  { index, settings }: ReplicationInputs,
  context: OperationContext,
): Promise<void> {
  await withRetries(
    () => updateSettings(context.client, index, normalIndexSettings(settings)),
    context,
  );
}

async function confirmed(
  alreadyText: string,
  call: () => Promise<void>,
  index: string,
  isDone: (seen: ReplicationStatus) => boolean,
  context: OperationContext,
): Promise<void> {
  const isDoneNow = async (): Promise<{ value: undefined } | undefined> =>
    isDone(await status(context.reads, index)) ? { value: undefined } : undefined;
  try {
    await withRetries(call, context, isDoneNow);
  } catch (error) {
    if (!(error instanceof OpenSearchError)) throw error;
    // An earlier try has done it.
    if (error.says(alreadyText)) return;
    if (error.mayHaveHappened && (await isDoneNow()) !== undefined) return;
    throw error;
  }
}

function isPaused({ status: name }: ReplicationStatus): boolean {
  return name === "PAUSED";
}

export function isNotPaused({ status: name }: ReplicationStatus): boolean {
  return flowing.has(name);
}
