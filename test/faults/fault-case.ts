// SPDX-License-Identifier: Apache-2.0
import type { ArmedFault, ProxiedCall } from "../support/fault-proxy";
import type { Bench, BenchRun } from "./bench";
import {
  foreignNow,
  requireConverged,
  requireNoHarm,
  requireNothingLeft,
  Unmet,
} from "./expectations";
import {
  deleteByHand,
  leftStopped,
  liftFence,
  promoteAndWrite,
  requireDocuments,
  requireDoneOrNamed,
} from "./person";
import type { PlainRun, Scenario } from "./scenario";

/** What follows the fault: the same again until all is well, a destroy at once, or a fail-over by hand and then the same again. */
export type Ending = "again" | "destroy" | "promote";

/** One cell of the matrix; without a fault it is the scenario itself. */
export interface FaultCase {
  readonly scenario: Scenario;
  readonly armed: ArmedFault | undefined;
  readonly ending: Ending;
}

/** Plays a case and throws where anything is not as it must be; tells the calls of the run with the fault. */
async function play(
  bench: Bench,
  faultCase: FaultCase,
  onCalls: (calls: readonly ProxiedCall[]) => void,
): Promise<void> {
  const { scenario, armed, ending } = faultCase;
  await scenario.prepare(bench);
  const run = await bench.run(scenario.run, armed);
  onCalls(run.calls);
  if (armed !== undefined && !run.isStruck) throw new Unmet("the fault has not happened");
  await requireNoHarm(bench, scenario, run);
  if (ending === "promote") return failOver(bench, scenario);
  const untouched = foreignNow(bench, scenario);
  const left = leftStopped(run.calls);
  // A killed process, and a delete that fails, record nothing.
  const isUnrecorded = armed?.fault.kind === "kill" || scenario.deletes !== undefined;
  const mayBeKept = isUnrecorded ? left : undefined;
  if (ending === "again") await converge(bench, scenario, run.calls, mayBeKept);
  else scenario.afterwards?.(bench);
  // What converged has all documents of its leader, and a destroy leaves them.
  const kept = ending === "again" ? keptAtTheEnd(bench, scenario) : scenario.keeps;
  const foreign = ending === "again" ? scenario.foreign : untouched;
  await runKeeping(bench, { kind: "destroy" }, mayBeKept);
  // Nobody but a person deletes what was stopped in a run that ended before it could.
  if (left !== undefined) await liftFence(bench.pair.follower, left);
  const deletes = (scenario.deletes ?? []).filter((name) => name !== left);
  const end = { keeps: kept ?? {}, foreign: foreign ?? {}, deletes };
  await requireNothingLeft(bench, { ...scenario, ...end });
}

/** A person takes over where the run died: what is written then stays, whatever the next runs make of the rest. */
async function failOver(bench: Bench, scenario: Scenario): Promise<void> {
  const written = await promoteAndWrite(bench);
  for (const run of scenario.again ?? [scenario.run]) {
    const outcome = await bench.run(run);
    await requireDocuments(bench, run, written);
    await requireDoneOrNamed(bench, scenario, run, outcome);
    if (outcome.failure === undefined) await requireUnchanged(bench, run);
  }
}

async function converge(
  bench: Bench,
  scenario: Scenario,
  callsSoFar: readonly ProxiedCall[],
  mayBeKept: string | undefined,
): Promise<void> {
  const runs: readonly PlainRun[] = scenario.again ?? [scenario.run];
  const calls = [...callsSoFar];
  for (const plain of runs) calls.push(...(await runKeeping(bench, plain, mayBeKept)).calls);
  scenario.afterwards?.(bench);
  await requireConverged(bench, scenario, calls);
  await requireUnchanged(bench, runs.at(-1));
}

function keptAtTheEnd(
  { pair }: Bench,
  { follows, keeps = {}, deletes = [], paused = [] }: Scenario,
): Readonly<Record<string, number>> {
  const followed = Object.entries(follows)
    .filter(([name]) => !deletes.includes(name))
    .map(([name, leaderIndex]): [string, number] => {
      const count = pair.leader.documentCount(leaderIndex);
      return [name, paused.includes(name) ? count - 1 : count];
    });
  return { ...keeps, ...Object.fromEntries(followed) };
}

/** A run that may refuse to delete an index, with the way out, which is then taken. */
async function runKeeping(
  bench: Bench,
  plain: PlainRun,
  mayBeKept: string | undefined,
): Promise<BenchRun> {
  if (mayBeKept === undefined) return runPlain(bench, plain);
  const run = await bench.run(plain);
  const { failure = "" } = run;
  if (!failure.includes(`DELETE /${mayBeKept} on the follower cluster`)) return judged(plain, run);
  await deleteByHand(bench, mayBeKept, failure);
  return runPlain(bench, plain);
}

async function runPlain(bench: Bench, plain: PlainRun): Promise<BenchRun> {
  return judged(plain, await bench.run(plain));
}

function judged(plain: PlainRun, run: BenchRun): BenchRun {
  const { failure } = run;
  const what = `${plain.kind} without a fault`;
  if (plain.fails === undefined && failure !== undefined) throw new Unmet(`${what}: ${failure}`);
  if (plain.fails !== undefined && !plain.fails.test(failure ?? ""))
    throw new Unmet(
      `${what} should fail with ${String(plain.fails)}, got: ${failure ?? "success"}`,
    );
  return run;
}

/** One more `up` has nothing to do. */
async function requireUnchanged(bench: Bench, last: PlainRun | undefined): Promise<void> {
  if (last?.kind !== "up" || last.fails !== undefined) return;
  const { steps } = await runPlain(bench, { kind: "up", program: last.program });
  const busy = steps.filter((step) => !step.startsWith("same "));
  if (busy.length > 0) throw new Unmet(`one more up is not idle: ${busy.join(", ")}`);
}

/** How a case is called in a report. */
function describeCase({ armed, ending }: FaultCase, calls: readonly ProxiedCall[]): string {
  const after = { again: "", destroy: ", then destroy", promote: ", then a fail-over" }[ending];
  if (armed === undefined) return `without a fault${after}`;
  const call = calls[armed.call - 1];
  const which = call === undefined ? "" : ` ${call.method} ${call.path}`;
  return `call ${armed.call}${which}: ${armed.fault.name}${after}`;
}

/** Plays a case on a bench of its own and says what fails; a case without a fault tells the calls to be expected. */
export async function failureOf(
  newBench: (scenario: Scenario) => Promise<Bench>,
  one: FaultCase,
  calls: ProxiedCall[],
): Promise<string | undefined> {
  const bench = await newBench(one.scenario);
  try {
    await play(bench, one, (made) => {
      if (one.armed === undefined) calls.push(...made);
    });
    return undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return `${describeCase(one, calls)}: ${message}`;
  } finally {
    await bench.close();
  }
}
