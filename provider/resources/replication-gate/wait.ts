// SPDX-License-Identifier: Apache-2.0
import { statusAndLead } from "../../opensearch/api/ahead";
import { refreshIfAllowed } from "../../opensearch/api/follower-index";
import { indexesInFlight } from "../../opensearch/api/plugin-api";
import { semaphore } from "../../waiting/semaphore";
import { isStatusUnavailable } from "../../opensearch/api/status";
import type { Operation } from "../../lifecycle/operation";
import { flowing } from "../../replication/standing";
import { aheadWarning, goals } from "../../replication/wait/sentences";
import { type Tracker, WaitFailure, track } from "../../replication/wait/tracker";
import { type Attempt, statusBackoff, poll } from "../../waiting/poll";
import { describeDuration } from "../../waiting/duration";
import type { GateGoal } from "./schema";

type FlowingGoal = Exclude<GateGoal, "promotable">;

interface Waiting {
  readonly tracker: Tracker;
  readonly index: string;
  outcome: "pending" | "reached" | Error;
}

/** Waits for all of them by one poller; `undefined` when all are where they are wanted, else what is the matter. */
export async function waitForAll(
  indexes: readonly string[],
  goal: FlowingGoal,
  operation: Operation,
): Promise<Error | undefined> {
  const { deadline, signal, log } = operation;
  const all = indexes.map((index): Waiting => ({
    tracker: track(goal, index, operation),
    index,
    outcome: "pending",
  }));
  const inTurn = semaphore(indexesInFlight);
  // Whoever counts the documents right after this finds them.
  const found = async (index: string): Promise<void> => {
    if (goal === "caughtUp") await inTurn(() => refreshIfAllowed(operation.client, index), signal);
  };
  const pending = (): Waiting[] => all.filter(({ outcome }) => outcome === "pending");
  const askAll = async (): Promise<Attempt<true>> => {
    await Promise.all(pending().map((one) => askOne(one, found, signal)));
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
  const problems = all.flatMap(({ tracker, outcome }) =>
    outcome === "reached" ? [] : [factOf(outcome === "pending" ? tracker.timeUp() : outcome)],
  );
  if (problems.length === 0) return undefined;
  // Each is named; what runs goes on meanwhile.
  const lines = problems.map((problem) => `\n- ${problem.replaceAll("\n", " ")}`).join("");
  return new Error(
    `Only ${howFar(all, goal)}. Run \`pulumi up --refresh\`, which repairs what it can and keeps waiting; the others:${lines}`,
  );
}

async function askOne(
  one: Waiting,
  found: (index: string) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  try {
    if (!(await one.tracker.ask())) return;
    await found(one.index);
    one.outcome = "reached";
  } catch (error) {
    if (signal.aborted || !(error instanceof Error)) throw error;
    one.outcome = error;
  }
}

/** What helps the resource of a replication is no advice to who waits for it. */
function factOf(error: Error): string {
  return error instanceof WaitFailure ? error.fact : error.message;
}

/** `37 of 40 caught up`, and how many cannot be. */
function howFar(all: readonly Waiting[], goal: FlowingGoal): string {
  const reached = all.filter(({ outcome }) => outcome === "reached").length;
  const failed = all.filter(({ outcome }) => outcome instanceof Error).length;
  const count = `${reached} of ${all.length} ${goals[goal]}`;
  return failed === 0 ? count : `${count}, ${failed} failed`;
}

/**
 * Whether data flows into all of them, and none that is to have caught up is ahead of its leader. While
 * a leader is down that cannot be told, and counts as flowing.
 */
export async function areFlowing(
  indexes: readonly string[],
  goal: GateGoal,
  { reads, log }: Pick<Operation, "reads" | "log">,
): Promise<boolean> {
  const each = await Promise.all(indexes.map(isFlowing));
  return each.every((one) => one);

  async function isFlowing(index: string): Promise<boolean> {
    try {
      const { seen, ahead } = await statusAndLead(reads, index);
      if (ahead > 0) await log.warn(aheadWarning(index, seen.checkpoints));
      return flowing.has(seen.status) && (ahead === 0 || goal === "syncing");
    } catch (error) {
      if (isStatusUnavailable(error)) return true;
      throw error;
    }
  }
}
