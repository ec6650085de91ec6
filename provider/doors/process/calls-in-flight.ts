// SPDX-License-Identifier: Apache-2.0

let count = 0;
let waiting: (() => void)[] = [];

/** Does the work as one of the calls that this process still has to answer. */
export async function inFlight<T>(work: () => T | Promise<T>): Promise<T> {
  count++;
  try {
    return await work();
  } finally {
    if (--count === 0) {
      const all = waiting;
      waiting = [];
      for (const resume of all) resume();
    }
  }
}

export function isAnyInFlight(): boolean {
  return count > 0;
}

export function allAnswered(): Promise<void> {
  return count === 0 ? Promise.resolve() : new Promise((resolve) => void waiting.push(resolve));
}
