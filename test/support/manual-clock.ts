// SPDX-License-Identifier: Apache-2.0
import type { Clock } from "../../provider/waiting/clock";

/** A clock that stands still until something sleeps on it, and then is where the sleep ends. */
export interface ManualClock extends Clock {
  /** Moves the clock. */
  advance(milliseconds: number): void;
  /** Every sleep so far, in milliseconds. */
  readonly sleeps: number[];
}

/** Sleeping takes no time of ours. */
export function manualClock(): ManualClock {
  let now = 1_000_000;
  const sleeps: number[] = [];
  return {
    sleeps,
    now: () => now,
    advance: (milliseconds) => void (now += milliseconds),
    async sleep(milliseconds, signal) {
      signal?.throwIfAborted();
      sleeps.push(milliseconds);
      now += milliseconds;
      await Promise.resolve();
    },
  };
}
