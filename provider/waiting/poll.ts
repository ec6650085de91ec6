// SPDX-License-Identifier: Apache-2.0
import type { Clock, Deadline } from "./clock";

/** What came of an attempt: an end with its value, or nothing yet. */
export type Attempt<T> = { readonly done: true; readonly value: T } | { readonly done: false };

interface PollOptions {
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

/** Makes a call again while its failures are passing; when the deadline has come, throws the last of them. */
export async function pollThrough<T>(
  call: () => Promise<T>,
  isPassing: (error: unknown) => boolean | Promise<boolean>,
  options: PollOptions,
): Promise<T> {
  let last: unknown;
  const polled = await poll<T>(async () => {
    try {
      return { done: true, value: await call() };
    } catch (error) {
      if (!(await isPassing(error))) throw error;
      last = error;
      return { done: false };
    }
  }, options);
  if (polled !== undefined) return polled.value;
  throw last;
}

interface Backoff {
  /** The first pause, in milliseconds. */
  readonly first: number;
  /** The longest pause, in milliseconds. */
  readonly longest: number;
  /** By how much each pause is longer than the one before. */
  readonly factor: number;
}

/** 100 ms to 5 s: five seconds is the plugin's own polling interval, so asking more often tells nothing new. */
export const statusBackoff: Backoff = { first: 100, longest: 5_000, factor: 1.6 };

/**
 * The pause after attempt number `attempt` (from 0), up to a quarter shorter by `random` (0 to 1), so
 * that many waits begun together do not ask in step.
 */
export function pauseBefore(attempt: number, backoff: Backoff, random: number): number {
  const full = Math.min(backoff.longest, backoff.first * backoff.factor ** attempt);
  return full * (1 - 0.25 * random);
}

/** How long a cluster that cannot be asked is waited for; longer than a node takes to restart. */
const troublePatience = 180_000;

/** Patience with a cluster that does not answer; every answer resets it. */
export function patienceWithin(deadline: Deadline) {
  let since: number | undefined;
  return {
    answered: () => void (since = undefined),
    /** It could not be asked once more; whether that has lasted too long. */
    isOver: () => {
      since ??= deadline.elapsed();
      return deadline.elapsed() - since >= troublePatience;
    },
  };
}
