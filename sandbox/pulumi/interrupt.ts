// SPDX-License-Identifier: Apache-2.0

const INTERRUPTS: NodeJS.Signals[] = ["SIGINT", "SIGTERM", "SIGHUP"];

/** The part of `process` that is needed here. */
export interface SignalSource {
  readonly pid: number;
  on(name: NodeJS.Signals, listener: (name: NodeJS.Signals) => void): unknown;
  off(name: NodeJS.Signals, listener: (name: NodeJS.Signals) => void): unknown;
  listenerCount(name: NodeJS.Signals): number;
  kill(pid: number, name: NodeJS.Signals): unknown;
}

/** Aborts the work when the process is interrupted and lets it clean up before the process ends. */
export async function interruptible<T>(
  work: (signal: AbortSignal) => Promise<T>,
  source: SignalSource = process,
): Promise<T> {
  const controller = new AbortController();
  let received: NodeJS.Signals | undefined;
  const interrupt = (name: NodeJS.Signals) => {
    received ??= name;
    controller.abort(new Error(`Interrupted by ${name}.`));
  };
  INTERRUPTS.forEach((name) => source.on(name, interrupt));
  try {
    return await work(controller.signal);
  } finally {
    INTERRUPTS.forEach((name) => source.off(name, interrupt));
    // Somebody else's listener has had the signal already; without one it would have ended the
    // process.
    if (received && source.listenerCount(received) === 0) {
      source.kill(source.pid, received);
    }
  }
}
