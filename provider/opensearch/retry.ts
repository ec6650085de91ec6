// SPDX-License-Identifier: Apache-2.0
import type { Clock } from "../waiting/clock";
import type { Deadline } from "../waiting/deadline";
import type { OpenSearchError } from "./errors";
import { isTransient } from "./transient";

/** What retrying needs from outside. */
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

/**
 * Makes a call again while its failure looks transient: exponential back-off with full jitter, at
 * least `Retry-After`, and never past the operation's deadline.
 *
 * `settled` is asked before each new try, so that what is not idempotent is re-sent on evidence only;
 * returning a value ends the matter.
 */
export async function withRetries<T>(
  call: () => Promise<T>,
  { clock, random, deadline, signal }: RetryContext,
  settled: (error: OpenSearchError) => Promise<{ readonly value: T } | undefined> = () =>
    Promise.resolve(undefined),
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    signal?.throwIfAborted();
    try {
      return await call();
    } catch (error) {
      if (!isTransient(error)) throw error;
      const tries = error.status === undefined ? patience.network : patience.http;
      const backoff = Math.min(longestPause, firstPause * 2 ** (attempt - 1)) * random();
      const pause = Math.max(backoff, error.retryAfter ?? 0);
      if (attempt >= tries || pause >= deadline.left()) throw error;
      await clock.sleep(pause, signal);
      const end = await settled(error);
      if (end !== undefined) return end.value;
    }
  }
}
