// SPDX-License-Identifier: Apache-2.0
import type { Clock } from "../../provider/waiting/clock";

/** Does the work and calls `report` with the milliseconds that have passed, now and again. */
export async function withProgress<T>(
  work: () => Promise<T>,
  interval: number,
  clock: Clock,
  report: (elapsed: number) => void,
): Promise<T> {
  const finished = new AbortController();
  const start = clock.now();
  const slept = () =>
    clock.sleep(interval, finished.signal).then(
      () => true,
      () => false,
    );
  const reporting = (async () => {
    while ((await slept()) && !finished.signal.aborted) {
      report(clock.now() - start);
    }
  })();
  try {
    return await work();
  } finally {
    finished.abort();
    await reporting;
  }
}

/** Such as `45 s` or `2 min 5 s`. */
export function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  const minutes = Math.floor(seconds / 60);
  return minutes === 0 ? `${seconds} s` : `${minutes} min ${seconds % 60} s`;
}
