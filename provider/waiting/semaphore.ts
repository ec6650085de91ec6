// SPDX-License-Identifier: Apache-2.0
import { setMaxListeners } from "node:events";

/**
 * Lets so many pieces of work run at a time; the others wait in the order in which they came. One that
 * waits when its signal is aborted is never begun, and rejects at once with the signal's reason; what
 * runs is left to finish.
 */
export type Semaphore = <T>(work: () => Promise<T>, signal?: AbortSignal) => Promise<T>;

export function semaphore(places: number): Semaphore {
  let free = places;
  const waiting = new Set<() => void>();

  const turn = (signal: AbortSignal | undefined): Promise<void> =>
    new Promise((resolve, reject) => {
      const enter = (): void => {
        signal?.removeEventListener("abort", giveUp);
        resolve();
      };
      const giveUp = (): void => {
        waiting.delete(enter);
        reject(signal?.reason as Error);
      };
      waiting.add(enter);
      if (signal === undefined) return;
      // As many wait for the one signal of a deployment as it has resources, which Node takes for a leak.
      setMaxListeners(0, signal);
      signal.addEventListener("abort", giveUp, { once: true });
    });
  const leave = (): void => {
    const [next] = waiting;
    if (next === undefined) return void free++;
    waiting.delete(next);
    next();
  };

  return async (work, signal) => {
    signal?.throwIfAborted();
    if (free > 0) free--;
    else await turn(signal);
    try {
      // The place may have come in the very moment of the abort.
      signal?.throwIfAborted();
      return await work();
    } finally {
      leave();
    }
  };
}
