// SPDX-License-Identifier: Apache-2.0
import { statusBackoff, poll } from "../../waiting/poll";
import { describeDuration } from "../../waiting/duration";
import type { Operation } from "../../lifecycle/operation";
import {
  aheadForGood,
  aheadWarning,
  describeProgress,
  goals,
} from "../../replication/wait/sentences";
import { type Tracker, WaitFailure, track } from "../../replication/wait/tracker";
import type { GateGoal } from "./schema";

interface Waiting {
  readonly index: string;
  readonly tracker: Tracker;
  isAheadSaid: boolean;
  outcome: "pending" | "reached" | Error;
}

/** Waits for all of them by one poller; `undefined` when all are where they are wanted, else what is the matter. */
export async function waitForAll(
  indexes: readonly string[],
  goal: GateGoal,
  operation: Operation,
): Promise<Error | undefined> {
  const { deadline, signal, log } = operation;
  const all = indexes.map((index): Waiting => ({
    index,
    tracker: track(goal, index, operation),
    isAheadSaid: false,
    outcome: "pending",
  }));
  const pending = (): Waiting[] => all.filter(({ outcome }) => outcome === "pending");
  const askAll = async (): Promise<{ done: true; value: true } | { done: false }> => {
    await Promise.all(pending().map((one) => askOne(one, operation)));
    const stage = howFar(all, goal);
    log.progress(stage, `${stage}, ${describeDuration(deadline.elapsed())}`);
    return pending().length === 0 ? { done: true, value: true } : { done: false };
  };
  try {
    await poll(askAll, { ...operation, backoff: statusBackoff });
  } catch (error) {
    if (!signal.aborted || !(error instanceof Error)) throw error;
    return new Error(
      `Waiting for the replications was interrupted (${howFar(all, goal)}). They continue by themselves; run again to keep waiting.`,
      { cause: error },
    );
  }
  const problems = all.flatMap(({ index, tracker, outcome }) => {
    if (outcome === "reached") return [];
    if (outcome !== "pending") return [factOf(outcome)];
    if (tracker.isAhead()) return [aheadForGood(index, tracker.seen()?.checkpoints)];
    const last = tracker.trouble()?.message ?? `last seen: ${describeProgress(tracker.seen())}`;
    return [
      `"${index}" was not ${goals[goal]} within ${describeDuration(deadline.limit)}; ${last}.`,
    ];
  });
  return problems.length === 0 ? undefined : failure(problems, howFar(all, goal));
}

async function askOne(one: Waiting, { log, signal }: Operation): Promise<void> {
  try {
    if (await one.tracker.ask()) one.outcome = "reached";
  } catch (error) {
    if (signal.aborted || !(error instanceof Error)) throw error;
    one.outcome = error;
    return;
  }
  if (one.isAheadSaid || !one.tracker.isAhead()) return;
  one.isAheadSaid = true;
  await log.warn(aheadWarning(one.index, one.tracker.seen()?.checkpoints));
}

/** What helps the resource of a replication is no advice to who waits for it. */
function factOf(error: Error): string {
  return error instanceof WaitFailure ? error.fact : error.message;
}

/** `37 of 40 caught up`, and how many cannot be. */
function howFar(all: readonly Waiting[], goal: GateGoal): string {
  const reached = all.filter(({ outcome }) => outcome === "reached").length;
  const failed = all.filter(({ outcome }) => outcome instanceof Error).length;
  const count = `${reached} of ${all.length} ${goals[goal]}`;
  return failed === 0 ? count : `${count}, ${failed} failed`;
}

/** Each is named; what runs goes on meanwhile. */
function failure(problems: readonly string[], state: string): Error {
  const lines = problems.map((problem) => `\n  - ${problem}`).join("");
  return new Error(
    `Only ${state}. Run \`pulumi up --refresh\`, which repairs what it can and keeps waiting; the others:${lines}`,
  );
}
