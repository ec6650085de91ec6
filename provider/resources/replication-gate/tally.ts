// SPDX-License-Identifier: Apache-2.0

/** How many there are of each outcome. */
interface Tally {
  readonly all: number;
  readonly reached: number;
  readonly failed: number;
}

/** Counts outcomes. */
export function tally(outcomes: readonly ("pending" | "reached" | Error)[]): Tally {
  return {
    all: outcomes.length,
    reached: outcomes.filter((outcome) => outcome === "reached").length,
    failed: outcomes.filter((outcome) => outcome instanceof Error).length,
  };
}

/** `37 of 40 caught up`, and how many cannot be. */
export function howFar({ all, reached, failed }: Tally, goal: string): string {
  const count = `${reached} of ${all} ${goal}`;
  return failed === 0 ? count : `${count}, ${failed} failed`;
}
