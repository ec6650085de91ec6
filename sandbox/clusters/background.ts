// SPDX-License-Identifier: Apache-2.0
import type { ClusterPair } from "./pair";
import { readReadyFile, readyPair, removeOwnReadyFile, writeReadyFile } from "./ready-file";

/** How often a process looks whether it is still wanted, in milliseconds. */
const LOOK_EVERY = 200;

/** A process that nobody ends any more ends by itself. */
const LIFETIME = 8 * 3_600_000;

/**
 * Announces a pair in a file and keeps it serving until that file is gone or another process's, the
 * time is over, or the process is told to end.
 */
export function keepServing(pair: ClusterPair, readyFile: string, lifetime = LIFETIME): void {
  const watch = setInterval(() => {
    if (readReadyFile(readyFile)?.pid !== process.pid) end();
  }, LOOK_EVERY);
  const limit = setTimeout(end, Math.min(lifetime, 2 ** 31 - 1));
  process.once("SIGINT", end);
  process.once("SIGTERM", end);
  writeReadyFile(readyFile, readyPair(pair));

  function end(): void {
    clearInterval(watch);
    clearTimeout(limit);
    removeOwnReadyFile(readyFile);
    // What an emulated cluster still waits for need not keep the process.
    void pair.close().finally(() => process.exit());
  }
}
