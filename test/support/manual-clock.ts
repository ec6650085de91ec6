// SPDX-License-Identifier: Apache-2.0
import type { Clock } from "../../provider/waiting/clock";

/** A clock that stands still until something sleeps on it, and then is where the sleep ends. */
export interface ManualClock extends Clock {
  /** Lets time pass. */
  advance(milliseconds: number): void;
  /** Sets the machine's time forward, or back, while no time passes. */
  jump(milliseconds: number): void;
  /** Every sleep so far, in milliseconds. */
  readonly sleeps: number[];
}

/** Sleeping takes no time of ours. */
export function manualClock(): ManualClock {
  let now = 1_000_000;
  let jumped = 0;
  const sleeps: number[] = [];
  return {
    sleeps,
    now: () => now,
    wallTime: () => now + jumped,
    jump: (milliseconds) => void (jumped += milliseconds),
    advance: (milliseconds) => void (now += milliseconds),
    async sleep(milliseconds, signal) {
      signal?.throwIfAborted();
      sleeps.push(milliseconds);
      now += milliseconds;
      await Promise.resolve();
    },
  };
}
