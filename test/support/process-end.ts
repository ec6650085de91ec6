// SPDX-License-Identifier: Apache-2.0
import { systemClock, deadlineIn } from "../../provider/waiting/clock";
import { type Attempt, poll } from "../../provider/waiting/poll";
import { isAlive } from "../../sandbox/clusters/detached";

/** Waits until a process is gone; whether it is. */
export async function isGone(pid: number): Promise<boolean> {
  return comesTrue(() => !isAlive(pid));
}

/** Waits until something is true; whether it came to be. */
export async function comesTrue(isTrue: () => boolean, limit = 30_000): Promise<boolean> {
  const look = (): Promise<Attempt<true>> =>
    Promise.resolve(isTrue() ? { done: true, value: true } : { done: false });
  const seen = await poll(look, {
    clock: systemClock,
    deadline: deadlineIn(limit, systemClock),
    backoff: { first: 10, longest: 100, factor: 1.5 },
    random: Math.random,
  });
  return seen !== undefined;
}
