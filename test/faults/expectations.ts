// SPDX-License-Identifier: Apache-2.0
import type { ProxiedCall } from "../support/fault-proxy";
import type { Bench, BenchRun } from "./bench";
import type { Scenario } from "./scenario";
import { holdsFirst, isBlocked, type Standing, standings } from "./standing";

/** What is not as it must be. */
export class Unmet extends Error {
  override readonly name = "Unmet";
}

function demand(isMet: boolean, otherwise: string): asserts isMet {
  if (!isMet) throw new Unmet(otherwise);
}

/** What must hold at every moment, and so after a run that met a fault: nothing lost, nothing orphaned. */
export async function requireNoHarm(
  bench: Bench,
  scenario: Scenario,
  run: BenchRun,
): Promise<void> {
  const all = await standings(bench);
  requireKept(scenario, all);
  const owned = new Set(
    [...bench.engine.resources.values()]
      // What is pending replacement is only removed from the state by a destroy.
      .filter((resource) => !resource.pendingReplacement)
      .map(({ id }) => id),
  );
  const others = foreignNow(bench, scenario);
  // After a killed create only another `up` can know.
  const isUnfinished = run.wasKilled && bench.engine.pendingCreates.size > 0;
  const orphans = all
    .filter(({ status }) => status !== undefined)
    .filter(({ name }) => !owned.has(name) && others[name] === undefined)
    .filter(({ name }) => !isUnfinished || scenario.follows[name] === undefined);
  const after = run.failure === undefined ? "a run that succeeded" : `“${run.failure}”`;
  demand(orphans.length === 0, `orphaned after ${after}: ${orphans.map(describe).join()}`);
}

/** What is somebody else's until it has been taken over. */
export function foreignNow(
  { engine }: Bench,
  { adopts = {}, foreign = {} }: Scenario,
): Readonly<Record<string, string>> {
  return engine.resources.size === 0 ? { ...adopts, ...foreign } : foreign;
}

function requireKept(
  { keeps = {}, stands = {}, foreign = {} }: Scenario,
  all: readonly Standing[],
): void {
  const at = (name: string): Standing | undefined => all.find((one) => one.name === name);
  for (const [name, count] of Object.entries(keeps))
    demand(holdsFirst(count, at(name)), `data loss: ${describe(at(name))} of ${count}`);
  for (const [name, count] of Object.entries(stands)) {
    const held = at(name)?.documents?.length;
    demand(held === count, `data loss: "${name}" holds ${held ?? "no"} documents, not ${count}`);
  }
  for (const [name, leaderIndex] of Object.entries(foreign)) {
    const isUntouched = at(name)?.leaderIndex === leaderIndex;
    demand(isUntouched, `somebody else's replication was touched: ${describe(at(name))}`);
  }
}

/** What must hold when the runs after the fault are over. */
export async function requireConverged(
  bench: Bench,
  scenario: Scenario,
  calls: readonly ProxiedCall[],
): Promise<void> {
  // One more document than the start can have copied shows that data flows.
  for (const leaderIndex of new Set(Object.values(scenario.follows)))
    bench.pair.leader.addDocuments(leaderIndex, 1);
  await bench.pass(60_000);
  const all = await standings(bench);
  requireKept(scenario, all);
  const { foreign = {}, follows } = scenario;
  for (const one of all) {
    const wanted = follows[one.name] ?? foreign[one.name];
    const isRight =
      wanted === undefined
        ? one.status === undefined
        : one.status === "SYNCING" && one.leaderIndex === wanted;
    demand(isRight, `it does not converge: ${describe(one)}, wanted: ${wanted ?? "nothing"}`);
    if (wanted === undefined) continue;
    const isWhole = bench.pair.leader.documentCount(wanted) === one.documents?.length;
    demand(isWhole, `data does not flow: ${describe(one)}`);
  }
  const starts = calls.filter(
    ({ path, status }) => path.endsWith("/_start") && status !== undefined && status < 300,
  );
  demand(
    starts.length === scenario.starts,
    `${starts.length} starts were acknowledged, not ${scenario.starts}`,
  );
}

/** What must hold after a destroy: no replication of ours, no block, nothing lost. */
export async function requireNothingLeft(bench: Bench, scenario: Scenario): Promise<void> {
  demand(bench.engine.resources.size === 0, "destroy left something in the state");
  const { foreign = {} } = scenario;
  const all = await standings(bench);
  requireKept(scenario, all);
  for (const one of all.filter(({ name }) => foreign[name] === undefined)) {
    demand(one.status === undefined, `destroy left a replication: ${describe(one)}`);
    demand(!(await isBlocked(bench, one.name)), `destroy left "${one.name}" blocked`);
  }
}

function describe(one: Standing | undefined): string {
  if (one === undefined) return "nothing";
  const { name, status, leaderIndex, documents } = one;
  const what = status === undefined ? "no replication" : `${status} of "${leaderIndex}"`;
  return `"${name}": ${what}, ${documents?.length ?? "no"} documents`;
}
