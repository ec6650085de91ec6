// SPDX-License-Identifier: Apache-2.0

/** How long to wait between two attempts. */
export interface Backoff {
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
