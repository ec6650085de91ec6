// SPDX-License-Identifier: Apache-2.0
import { HostError } from "../grpc-calls";
import { dependentsToReplace } from "./cascade";
import type { Run } from "./run";
import { dependenciesOf, type SavedResource, withDependencies } from "./state";
import type { UpOptions } from "./program";
import type { Steps } from "./steps";

type Deleting = Pick<UpOptions, "targets" | "excludes" | "continuesOnError">;

/** Deletes what a finished program has not declared, and what was replaced; everything in a destroy. */
export async function deleteTheRest(
  run: Run,
  steps: Steps,
  { targets, excludes = [], continuesOnError = false }: Deleting,
): Promise<void> {
  const rest = [...run.state.before(), ...run.replacedTwice].filter(
    (one) => (one.isToDelete && !run.condemned.has(one)) || !isDone(run, one),
  );
  const all = [...run.state.before(), ...run.replacedTwice];
  // What is excluded stays with all that it depends on, and so does what was replaced under these names.
  const kept = withDependencies(all, excludes);
  const left = rest.filter(({ name }) => !kept.has(name));
  const wanted = targets === undefined ? left : await targeted(run, left, targets);
  let failed = new Set<string>();
  for (const layer of layersOf(run, wanted).reverse()) {
    const failures: HostError[] = [];
    // What need not wait for each other is deleted at one time, and a failure comes too late to stop it.
    const work = layer.reverse().map(async (one) => {
      if (failed.has(one.name)) return;
      // Of what is pending replacement nothing is left but the entry in the state.
      if (one.pendingReplacement && !one.isToDelete) return run.state.remove(one);
      await steps.delete(one, false).catch((error: unknown) => {
        if (!(error instanceof HostError)) throw error;
        failures.push(error);
        if (continuesOnError) failed = withDependencies(all, [...failed, one.name]);
      });
    });
    for (const ended of await Promise.allSettled(work))
      if (ended.status === "rejected") throw ended.reason;
    run.failure ??= failures[0];
    if (run.failure !== undefined && !continuesOnError) throw run.failure;
  }
}

function isDone(run: Run, one: SavedResource): boolean {
  return one.isToDelete || run.isOperatedOn(one.name);
}

/** With them goes what depends on them, which the engine wants to be targeted, too. */
async function targeted(
  run: Run,
  rest: SavedResource[],
  targets: readonly string[],
): Promise<SavedResource[]> {
  const names = new Set(targets);
  for (const one of run.state.before())
    if ([...dependenciesOf(one)].some((name) => names.has(name))) names.add(one.name);
  // The engine asks which of them would have to be replaced, as in a cascade.
  for (const one of run.state.before())
    if (names.has(one.name)) await dependentsToReplace(run, one);
  const wanted = rest.filter(({ name }) => names.has(name));
  const untargeted = wanted.find(({ name }) => !targets.includes(name));
  if (untargeted === undefined) return wanted;
  throw new HostError(`${untargeted.name} would be deleted, but is not targeted`, 2, undefined);
}

/** What may be deleted at one time, beginning with that on which the others depend. */
function layersOf(run: Run, wanted: readonly SavedResource[]): SavedResource[][] {
  const all = [...run.state.before(), ...run.replacedTwice];
  const left = new Set(wanted);
  const layers: SavedResource[][] = [];
  while (left.size > 0) {
    const isFree = (one: SavedResource): boolean => {
      const names = dependenciesOf(one);
      const earlier = all.slice(0, all.indexOf(one));
      return !earlier.some((other) => left.has(other) && names.has(other.name));
    };
    const layer = [...left].filter(isFree);
    for (const one of layer) left.delete(one);
    layers.push(layer);
  }
  return layers;
}
