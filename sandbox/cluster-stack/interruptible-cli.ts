// SPDX-License-Identifier: Apache-2.0
import { showing } from "../stack/showing";
import type { Stack } from "../stack/stack";

/** Runs the CLI, shown, and passes ctrl-C on to it, so that it is over when its run is. */
export interface InterruptibleCli {
  pulumi(...args: string[]): Promise<string>;
  readonly isInterrupted: boolean;
}

const SIGNALS: NodeJS.Signals[] = ["SIGINT", "SIGTERM", "SIGHUP"];

/** Takes over the signals of this process, whose work has then an end of its own. */
export function interruptibleCli(stack: Stack): InterruptibleCli {
  let isInterrupted = false;
  let running: number | undefined;
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      isInterrupted = true;
      if (running !== undefined) interrupt(running);
    });
  }
  return {
    get isInterrupted() {
      return isInterrupted;
    },
    async pulumi(...args) {
      if (isInterrupted) throw new Error("Interrupted.");
      try {
        return await showing(stack, args, { ownGroup: true, onSpawn: (pid) => (running = pid) });
      } finally {
        running = undefined;
      }
    },
  };
}

function interrupt(pid: number): void {
  try {
    process.kill(pid, "SIGINT");
  } catch {
    // It has ended by itself in the meantime.
  }
}
