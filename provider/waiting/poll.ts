// SPDX-License-Identifier: Apache-2.0
import type { Backoff } from "./backoff";
import { pauseBefore } from "./backoff";
import type { Clock } from "./clock";
import type { Deadline } from "./deadline";

/** What came of an attempt: an end with its value, or nothing yet. */
export type Attempt<T> = { readonly done: true; readonly value: T } | { readonly done: false };

/** What a poll needs from outside. */
export interface PollOptions {
  readonly clock: Clock;
  readonly deadline: Deadline;
  readonly backoff: Backoff;
  readonly random: () => number;
  readonly signal?: AbortSignal | undefined;
}

/** The outcome of a poll: the value that ended it, or `undefined` when the deadline came first. */
export type Polled<T> = { readonly value: T } | undefined;

/** Tries until an attempt is done, the deadline has passed, or the signal is aborted (which throws its reason). */
export async function poll<T>(
  attempt: (count: number) => Promise<Attempt<T>>,
  { clock, deadline, backoff, random, signal }: PollOptions,
): Promise<Polled<T>> {
  for (let count = 0; ; count++) {
    signal?.throwIfAborted();
    const seen = await attempt(count);
    if (seen.done) return { value: seen.value };
    if (deadline.left() <= 0) return undefined;
    await clock.sleep(Math.min(pauseBefore(count, backoff, random()), deadline.left()), signal);
  }
}
