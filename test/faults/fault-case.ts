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
import type { PlainRun, Scenario } from "./scenario";

/** What follows the fault: the same again until all is well, or a destroy at once. */
export type Ending = "again" | "destroy";

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
  const untouched = foreignNow(bench, scenario);
  const isKilled = armed?.fault.kind === "kill";
  if (ending === "again") await converge(bench, scenario, isKilled, run.calls);
  else scenario.afterwards?.(bench);
  // What converged has all documents of its leader, and a destroy leaves them.
  const kept = ending === "again" ? keptAtTheEnd(bench, scenario) : scenario.keeps;
  const foreign = ending === "again" ? scenario.foreign : untouched;
  await runPlain(bench, { kind: "destroy" });
  await requireNothingLeft(bench, { ...scenario, keeps: kept ?? {}, foreign: foreign ?? {} });
}

async function converge(
  bench: Bench,
  scenario: Scenario,
  isKilled: boolean,
  callsSoFar: readonly ProxiedCall[],
): Promise<void> {
  const plain: readonly PlainRun[] = scenario.again ?? [scenario.run];
  const runs = isKilled ? (scenario.afterKill ?? plain) : plain;
  const calls = [...callsSoFar];
  for (const plain of runs) calls.push(...(await runPlain(bench, plain)).calls);
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

async function runPlain(bench: Bench, plain: PlainRun): Promise<BenchRun> {
  const run = await bench.run(plain);
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
  const after = ending === "destroy" ? ", then destroy" : "";
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
