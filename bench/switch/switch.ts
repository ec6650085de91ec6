// SPDX-License-Identifier: Apache-2.0
import { setTimeout as delay } from "node:timers/promises";
import { type ClusterPair, startPair } from "../../sandbox/clusters";
import { Writer } from "../../sandbox/fail-over/writer";
import { newStack } from "../../test/support/engine-stack";
import { type Measured, median, ours } from "../measured";
import { secondsOf } from "../time";
import { pairProgram } from "./pair-program";

/** What a switch has taken, in seconds. */
interface Taken {
  /** Of each index, from the last write on the old site to the first on the new one. */
  readonly gaps: readonly number[];
  readonly up: number;
}

/** How long nobody can write in planned switches of so many indexes, beside those of the fewest. */
export async function measureSwitches(options: {
  readonly sizes: readonly number[];
  readonly parallel: number | undefined;
  readonly say: (line: string) => void;
  readonly take: (some: readonly Measured[]) => void;
}): Promise<void> {
  const { parallel, say, take } = options;
  const [fewest = 1, ...more] = [...options.sizes].sort((a, b) => a - b);
  const few = await switchOf(fewest, parallel, say);
  take([measured(fewest, few)]);
  for (const size of more)
    take([measured(size, await switchOf(size, parallel, say), { size: fewest, ...few })]);
}

function measured(size: number, own: Taken, few?: Taken & { readonly size: number }): Measured {
  const beside = (value: (taken: Taken) => number): Record<string, number> => ({
    [ours]: value(own),
    ...(few && { [`a switch of ${few.size}`]: value(few) }),
  });
  const what = `planned switch of ${size} ${size === 1 ? "index" : "indexes"}: nobody can write to one`;
  return {
    what,
    figures: {
      "s, to the index that waits longest": beside(({ gaps }) => Math.max(...gaps)),
      "s, to the middle one": beside(({ gaps }) => median(gaps)),
      "s, the whole up": beside(({ up }) => up),
    },
  };
}

/** A switch under continuous writes to each index. */
async function switchOf(
  size: number,
  parallel: number | undefined,
  say: (line: string) => void,
): Promise<Taken> {
  say(`a switch of ${size} under writes to each index; up to ${Math.ceil(2 + size / 10)} min…`);
  const pair = await startPair({ version: "3.9.0" });
  const indexes = Array.from({ length: size }, (_, at) => `orders-${at}`);
  for (const index of indexes) pair.leader.addIndex(index, 10);
  const stack = await newStack();
  const atATime = parallel === undefined ? [] : [`--parallel=${parallel}`];
  const up = async (active: "eu" | "us"): Promise<void> => {
    stack.program(pairProgram(pair, indexes, active));
    await stack.succeeds("up", "--yes", "--skip-preview", ...atATime);
  };
  try {
    await up("eu");
    const writers = indexes.map((index) => writerOf(pair, index, size));
    for (const writer of writers) writer.start();
    const seconds = await secondsOf(() => up("us"));
    await delay(2 * pauseOf(size));
    for (const writer of writers) await writer.stop();
    return { gaps: writers.map(gapOf), up: seconds };
  } finally {
    stack.remove();
    await pair.close();
  }
}

function writerOf({ leader, follower }: ClusterPair, index: string, size: number): Writer {
  const site = (name: "eu" | "us", { url }: { readonly url: string }) => ({ name, url, seed: "" });
  return new Writer([site("eu", leader), site("us", follower)], index, pauseOf(size));
}

/** Many writers write more rarely, since they share the cores with what is measured. */
function pauseOf(size: number): number {
  return Math.max(20, 4 * size);
}

function gapOf({ gaps }: Writer): number {
  const [gap, ...more] = gaps;
  if (gap === undefined || more.length > 0)
    throw new Error(`A writer has seen ${gaps.length} switches, and not one.`);
  return gap.milliseconds / 1_000;
}
