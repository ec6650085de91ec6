// SPDX-License-Identifier: Apache-2.0
import { setImmediate } from "node:timers/promises";
import type { Clock } from "../../../provider/waiting/clock";

/** A clock that moves only when a test lets the sleep that waits on it end. */
export interface SteppedClock extends Clock {
  /** Waits for a sleep, ends it, and lets everything that follows from it happen. */
  step(): Promise<void>;
  sleepers(): number;
}

export function steppedClock(): SteppedClock {
  let now = 0;
  const sleeping: { milliseconds: number; wake: () => void }[] = [];
  return {
    now: () => now,
    wallTime: () => now,
    sleepers: () => sleeping.length,
    sleep: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        const sleeper = { milliseconds, wake: resolve };
        sleeping.push(sleeper);
        signal?.addEventListener("abort", () => {
          sleeping.splice(0, sleeping.length, ...sleeping.filter((other) => other !== sleeper));
          reject(signal.reason as Error);
        });
      }),
    async step() {
      while (sleeping.length === 0) {
        await setImmediate();
      }
      const sleeper = sleeping.shift();
      now += sleeper?.milliseconds ?? 0;
      sleeper?.wake();
      await setImmediate();
    },
  };
}
