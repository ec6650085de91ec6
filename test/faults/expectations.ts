// SPDX-License-Identifier: Apache-2.0
import type { ProxiedCall } from "../support/fault-proxy";
import type { Bench, BenchRun } from "./bench";
import type { Scenario } from "./scenario";
import { holdsFirst, isBlocked, settingsOf, type Standing, standings } from "./standing";

/** What is not as it must be. */
export class Unmet extends Error {
  override readonly name = "Unmet";
}

export function demand(isMet: boolean, otherwise: string): asserts isMet {
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
    [...bench.engine.resources.values(), ...bench.engine.toDelete]
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
    .filter((one) => !isStillThere(one, scenario))
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

/** What was to be overwritten, and has not been. */
function isStillThere({ name, leaderIndex }: Standing, { overwrites = {} }: Scenario): boolean {
  return leaderIndex !== undefined && overwrites[name] === leaderIndex;
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
  for (const one of all) requireRight(bench, scenario, one);
  for (const [name, wanted] of Object.entries(scenario.settings ?? {})) {
    const has = await settingsOf(bench, name);
    for (const [key, value] of Object.entries(wanted))
      demand(has[key] === value, `"${name}" has ${key} ${String(has[key])}, not ${value}`);
  }
  const starts = calls.filter(
    ({ path, status }) => path.endsWith("/_start") && status !== undefined && status < 300,
  );
  demand(
    starts.length === scenario.starts,
    `${starts.length} starts were acknowledged, not ${scenario.starts}`,
  );
}

function requireRight(bench: Bench, scenario: Scenario, one: Standing): void {
  const { foreign = {}, follows, paused = [] } = scenario;
  const wanted = follows[one.name] ?? foreign[one.name];
  const status = paused.includes(one.name) ? "PAUSED" : "SYNCING";
  const isRight =
    wanted === undefined
      ? one.status === undefined
      : one.status === status && one.leaderIndex === wanted;
  demand(isRight, `it does not converge: ${describe(one)}, wanted: ${wanted ?? "nothing"}`);
  if (wanted === undefined) return;
  const { leader } = bench.pair;
  // Of what is paused, the document that came last is not there.
  const count = leader.documentCount(wanted) - (status === "PAUSED" ? 1 : 0);
  demand(one.documents?.length === count, `data does not flow: ${describe(one)}`);
}

/** What must hold after a destroy: no replication of ours, no block, nothing lost. */
export async function requireNothingLeft(bench: Bench, scenario: Scenario): Promise<void> {
  demand(bench.engine.resources.size === 0, "destroy left something in the state");
  const { foreign = {} } = scenario;
  const all = await standings(bench);
  requireKept(scenario, all);
  const ours = all.filter(({ name }) => foreign[name] === undefined);
  for (const one of ours.filter((one) => !isStillThere(one, scenario))) {
    demand(one.status === undefined, `destroy left a replication: ${describe(one)}`);
    demand(!(await isBlocked(bench, one.name)), `destroy left "${one.name}" blocked`);
  }
  for (const name of scenario.deletes ?? [])
    demand(!bench.pair.follower.hasIndex(name), `destroy left index "${name}"`);
}

function describe(one: Standing | undefined): string {
  if (one === undefined) return "nothing";
  const { name, status, leaderIndex, documents } = one;
  const what = status === undefined ? "no replication" : `${status} of "${leaderIndex}"`;
  return `"${name}": ${what}, ${documents?.length ?? "no"} documents`;
}
