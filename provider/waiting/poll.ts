// SPDX-License-Identifier: Apache-2.0
import type { Backoff } from "./backoff";
import { pauseBefore } from "./backoff";
import type { Clock } from "./clock";
import type { Deadline } from "./deadline";

/** What a look found: an end with its value, or a reason to look again. */
export type Look<T> = { readonly done: true; readonly value: T } | { readonly done: false };

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

/** Looks until the look says it is done, the deadline has passed, or the signal is aborted (which throws its reason). */
export async function poll<T>(
  look: (attempt: number) => Promise<Look<T>>,
  { clock, deadline, backoff, random, signal }: PollOptions,
): Promise<Polled<T>> {
  for (let attempt = 0; ; attempt++) {
    signal?.throwIfAborted();
    const seen = await look(attempt);
    if (seen.done) return { value: seen.value };
    if (deadline.left() <= 0) return undefined;
    await clock.sleep(Math.min(pauseBefore(attempt, backoff, random()), deadline.left()), signal);
  }
}
