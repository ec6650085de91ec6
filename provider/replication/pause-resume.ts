// SPDX-License-Identifier: Apache-2.0
import { OpenSearchError } from "../opensearch/answers/errors";
import { pause, resume, status, updateSettings } from "../opensearch/api/replication";
import type { ReplicationStatus } from "../opensearch/api/status";
import { withRetries } from "../opensearch/client/retry";
import { type IndexSettings, normalIndexSettings } from "../opensearch/text/index-settings";
import { pollThrough } from "../waiting/poll";
import type { ClusterOperation } from "./operation";
import { flowing, promotionPause, replacementPause } from "./standing";

/** The reason of a pause, which `_status` shows: what it is for. */
const pauseReasons = {
  wanted: "Paused by pulumi-opensearch-replication",
  replacement: replacementPause,
  promotion: promotionPause,
} as const;
export type PauseReason = keyof typeof pauseReasons;

const restoreBackoff = { first: 500, longest: 5_000, factor: 1.5 };

/** Resumes; where the answer is lost, the status decides. */
export async function resumeReplication(index: string, operation: ClusterOperation): Promise<void> {
  const send = (): Promise<void> => resume(operation.client, index, false);
  await confirmed("alreadyRunning", send, index, isNotPaused, operation);
}

/** Pauses, once the copy of the files is over; returns the status. */
export async function pauseReplication(
  index: string,
  operation: ClusterOperation,
): Promise<ReplicationStatus> {
  await pollThrough(() => pauseOnce(index, "wanted", operation), isRestoring, {
    ...operation,
    backoff: restoreBackoff,
  });
  return status(operation.reads, index);
}

/** Pauses, or throws what the server has against it; one that is paused already is fine. */
export async function pauseOnce(
  index: string,
  why: PauseReason,
  operation: ClusterOperation,
): Promise<void> {
  const send = (): Promise<void> => pause(operation.client, index, pauseReasons[why]);
  await confirmed("alreadyPaused", send, index, isPaused, operation);
}

/** Whether the server refuses a pause since the files are still being copied. */
export function isRestoring(error: unknown): boolean {
  return error instanceof OpenSearchError && error.is("restoring");
}

/** Sends the whole set of overrides, which may be sent again. */
export async function sendSettings(
  { index, settings }: { readonly index: string; readonly settings?: IndexSettings | undefined },
  operation: ClusterOperation,
): Promise<void> {
  await withRetries(
    () => updateSettings(operation.client, index, normalIndexSettings(settings)),
    operation,
  );
}

async function confirmed(
  already: "alreadyPaused" | "alreadyRunning",
  call: () => Promise<void>,
  index: string,
  isDone: (seen: ReplicationStatus) => boolean,
  operation: ClusterOperation,
): Promise<void> {
  const isDoneNow = async (): Promise<{ value: undefined } | undefined> =>
    isDone(await status(operation.reads, index)) ? { value: undefined } : undefined;
  try {
    await withRetries(call, operation, isDoneNow);
  } catch (error) {
    if (!(error instanceof OpenSearchError)) throw error;
    // An earlier try has done it.
    if (error.is(already)) return;
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
