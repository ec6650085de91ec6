// SPDX-License-Identifier: Apache-2.0
import type { Clock, Deadline } from "../../waiting/clock";
import { OpenSearchError } from "../answers/errors";
import { fateOf } from "../answers/fate";
import { notAcknowledged } from "../answers/unconfirmed";

export interface RetryContext {
  readonly clock: Clock;
  readonly random: () => number;
  readonly deadline: Deadline;
  readonly signal?: AbortSignal | undefined;
}

/** A wrong port refuses connections too, so that is not tried for long; a busy cluster is. */
const patience = { network: 4, http: 8 } as const;
const firstPause = 200;
const longestPause = 10_000;

/** Exponential back-off with full jitter, and at least `Retry-After`; `undefined` where the deadline comes first. */
export function pauseAfter(
  error: OpenSearchError,
  attempt: number,
  { random, deadline }: Pick<RetryContext, "random" | "deadline">,
): number | undefined {
  const backoff = Math.min(longestPause, firstPause * 2 ** (attempt - 1)) * random();
  const pause = Math.max(backoff, error.retryAfter ?? 0);
  return pause >= deadline.left() ? undefined : pause;
}

/**
 * Makes a call again while its failure looks transient, never past the operation's deadline.
 *
 * `outcomeSoFar` is asked before each new try, so that what is not idempotent is re-sent on evidence only;
 * returning a value ends the matter. After a cancel nothing is sent again.
 */
export async function withRetries<T>(
  call: () => Promise<T>,
  context: RetryContext,
  outcomeSoFar: (error: OpenSearchError) => Promise<{ readonly value: T } | undefined> = () =>
    Promise.resolve(undefined),
): Promise<T> {
  const { clock, signal } = context;
  for (let attempt = 1; ; attempt++) {
    signal?.throwIfAborted();
    try {
      return await call();
    } catch (error) {
      if (!isTransient(error)) throw error;
      const tries = error.status === undefined ? patience.network : patience.http;
      const pause = pauseAfter(error, attempt, context);
      if (attempt >= tries || pause === undefined) throw error;
      try {
        await clock.sleep(pause, signal);
        signal?.throwIfAborted();
      } catch (cancelled) {
        // A cancel must not hide what may have been done, which is to be recorded.
        throw error.mayHaveHappened && error.method !== "GET" ? error : cancelled;
      }
      const end = await outcomeSoFar(error);
      if (end !== undefined) return end.value;
    }
  }
}

/** Network errors that a second try can mend. Names that cannot be resolved and certificates that are not trusted are not among them. */
const passingNetworkErrors =
  /^(ECONNREFUSED|ECONNRESET|ECONNABORTED|ETIMEDOUT|EPIPE|EAI_AGAIN|PROXY_UNAVAILABLE)$/;

/** HTTP statuses of a server, or of something in front of it, that is busy or not quite there. */
const passingStatuses = new Set([429, 502, 503, 504]);

/** Whether the same call may succeed a little later. */
export function isTransient(error: unknown): error is OpenSearchError {
  if (!(error instanceof OpenSearchError)) return false;
  if (error.status === undefined) return passingNetworkErrors.test(error.type ?? "");
  if (fateOf(error) === "refused") return isUnconfirmed(error);
  return passingStatuses.has(error.status) || isUnconfirmed(error) || isUnexplained(error);
}

/** A success that not all nodes have confirmed, or that something in between has garbled or cut off. */
function isUnconfirmed({ status = 0, type = "" }: OpenSearchError): boolean {
  return status >= 200 && status < 300 && ["not_json", notAcknowledged].includes(type);
}

/** An internal error of a read, but for the plugin's own word that it cannot reach the leader. */
function isUnexplained({ status, method, ...error }: OpenSearchError): boolean {
  return status === 500 && method === "GET" && error.type !== "replication_exception";
}
