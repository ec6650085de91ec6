// SPDX-License-Identifier: Apache-2.0
import type { Clock } from "./clock";

/** Speaks to the person at the terminal, on the row of one resource. Never fails. */
export interface Log {
  /** A warning that counts as one: something that should be looked at. */
  warn(message: string): Promise<void>;
  /** A line that stays: something that was done or decided. */
  info(message: string): Promise<void>;
  /** The resource's live status, which the next one replaces. Is not waited for. */
  status(message: string): void;
}

/** Tells the person at the terminal what is going on with the resource. */
export interface ProgressLog extends Pick<Log, "warn" | "info"> {
  /** How far a wait is: said when the stage changes, and from time to time. */
  progress(stage: string, details: string): void;
}

/** How often a wait is heard of within one stage: at a terminal, and in a build's log, where every line stays. */
const intervals = { terminal: 5_000, build: 30_000 } as const;

/** Speaks on the row of one resource. */
export function progressLog(
  log: Log,
  { clock, isBuild }: { readonly clock: Clock; readonly isBuild: boolean },
): ProgressLog {
  const interval = isBuild ? intervals.build : intervals.terminal;
  let last = { stage: "", at: clock.now() };
  return {
    warn: (message) => log.warn(message),
    info: (message) => log.info(message),
    progress(stage, details) {
      const isDue = stage !== last.stage || clock.now() - last.at >= interval;
      if (!isDue) return;
      last = { stage, at: clock.now() };
      log.status(details);
    },
  };
}
