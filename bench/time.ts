// SPDX-License-Identifier: Apache-2.0

/** Milliseconds that the work takes. */
export async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

/** Seconds that it takes. */
export async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  return (await timeOf(work)) / 1_000;
}
