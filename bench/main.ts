// SPDX-License-Identifier: Apache-2.0
import { measureCalls } from "./calls";
import { measureGate } from "./gate";
import { measureStarts } from "./starts";
import { measureText } from "./text";

/** One comparison of two things that were measured in the same run. */
export interface Ratio {
  readonly what: string;
  readonly ours: number;
  readonly other: number;
  readonly unit: string;
}

async function main(): Promise<void> {
  console.log(
    "Ratios, each measured in this run. The clusters are emulated, so only ratios mean anything.",
  );
  for (const measure of [measureText, measureCalls, measureStarts, measureGate]) {
    for (const { what, ours, other, unit } of await measure()) {
      const shown = (value: number): string => `${value.toFixed(value < 100 ? 1 : 0)} ${unit}`;
      console.log(`${(ours / other).toFixed(2)}  ${what}: ${shown(ours)} to ${shown(other)}`);
    }
  }
}

void main();
