// SPDX-License-Identifier: Apache-2.0
import { setMaxListeners } from "node:events";

/** A signal that ends with the time, or with another signal. */
export interface TimeLimit {
  readonly signal: AbortSignal;
  /** Whether it was the time. */
  readonly isOver: () => boolean;
  readonly end: () => void;
}

/** Begins now. It is for a piece of work as a whole; what libraries call a timeout often begins anew with each byte. */
export function timeLimit(milliseconds: number, other: AbortSignal | undefined): TimeLimit {
  const controller = new AbortController();
  let isOver = false;
  const abort = (): void => controller.abort(other?.reason);
  const timer = setTimeout(() => {
    isOver = true;
    abort();
  }, milliseconds);
  if (other !== undefined) {
    // Of a deployment there is one, which all its calls in flight listen to.
    setMaxListeners(0, other);
    other.addEventListener("abort", abort, { once: true });
  }
  if (other?.aborted === true) abort();
  return {
    signal: controller.signal,
    isOver: () => isOver,
    end: (): void => {
      clearTimeout(timer);
      other?.removeEventListener("abort", abort);
    },
  };
}

/** The outcome of work that goes on by itself, or an error where it takes too long; rejects with the signal's reason where that is aborted first. */
export async function withinTime<T>(
  work: Promise<T>,
  milliseconds: number,
  signal: AbortSignal | undefined,
  tooLong: () => Error,
): Promise<T> {
  const limit = timeLimit(milliseconds, signal);
  const ended = new Promise<never>((_resolve, reject) => {
    const end = (): void => reject(limit.isOver() ? tooLong() : (signal?.reason as Error));
    limit.signal.addEventListener("abort", end, { once: true });
    if (limit.signal.aborted) end();
  });
  try {
    return await Promise.race([work, ended]);
  } finally {
    limit.end();
  }
}
