// SPDX-License-Identifier: Apache-2.0
import { allAnswered, isAnyInFlight } from "./calls-in-flight";

/** How long what was interrupted may take to be answered: the engine kills the process after 5 s. */
const lastWords = 4_000;

/** Time for the host to write an answer that is there. */
const writing = 50;

const works: (() => Promise<void>)[] = [];

/** Does something when the engine ends this process, which it does at the end of every deployment. */
export function atEnd(work: () => Promise<void>): void {
  works.push(work);
}

/** What is still to be done, which must not keep the engine waiting. */
async function endings(): Promise<void> {
  if (works.length === 0) return;
  const all = Promise.allSettled(works.map((work) => work()));
  await Promise.race([all, new Promise((resolve) => setTimeout(resolve, lastWords))]);
}

/**
 * Ends the process, at once where nothing is to be answered: at the end of every deployment the engine
 * interrupts its providers and waits for them. A call in flight is cancelled and answered first; Node would
 * end at once at an interruption and lose what was done.
 */
export function endProcess(cancel: () => void): void {
  if (!isAnyInFlight()) return void endings().finally(() => process.exit(130));
  cancel();
  setTimeout(() => process.exit(130), lastWords).unref();
  void allAnswered().then(() => setTimeout(() => process.exit(130), writing));
}
