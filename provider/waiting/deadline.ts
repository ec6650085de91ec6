// SPDX-License-Identifier: Apache-2.0
import type { Clock } from "./clock";

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
