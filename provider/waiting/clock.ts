// SPDX-License-Identifier: Apache-2.0
import { setTimeout as delay } from "node:timers/promises";

/** Where time comes from, so that a test can move it by hand. */
export interface Clock {
  /** Milliseconds since some fixed moment: for waits and limits, which a change of the machine's time leaves alone. */
  now(): number;
  /** The machine's time, in milliseconds since 1970, which may be set or jump: for what others read. */
  wallTime(): number;
  /** Resolves after `milliseconds`; rejects with the signal's reason when it is aborted first. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Math.floor(performance.timeOrigin + performance.now()),
  wallTime: () => Date.now(),
  sleep: (milliseconds, signal) =>
    delay(milliseconds, undefined, signal === undefined ? {} : { signal }),
};

/** The machine's time as people and states read it: ISO 8601, UTC. */
export function timestamp(clock: Pick<Clock, "wallTime">): string {
  return new Date(clock.wallTime()).toISOString();
}

/** The moment at which an operation stops waiting. */
export interface Deadline {
  /** Milliseconds since the operation began. */
  elapsed(): number;
  /** Milliseconds left, never below zero. */
  left(): number;
  /** The whole limit, in milliseconds. */
  readonly limit: number;
}

/** A deadline `limit` milliseconds from now. */
export function deadlineIn(limit: number, clock: Clock): Deadline {
  const begin = clock.now();
  return {
    limit,
    elapsed: () => clock.now() - begin,
    left: () => Math.max(0, begin + limit - clock.now()),
  };
}

/** The same context, with at most `limit` milliseconds left. */
export function within<T extends { readonly clock: Clock; readonly deadline: Deadline }>(
  limit: number,
  context: T,
): T {
  const { clock, deadline } = context;
  return { ...context, deadline: deadlineIn(Math.min(limit, deadline.left()), clock) };
}
