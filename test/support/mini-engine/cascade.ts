// SPDX-License-Identifier: Apache-2.0
import * as pulumi from "@pulumi/pulumi";
import { changeOf } from "./change";
import type { Run } from "./run";
import { dependenciesOf, type SavedResource } from "./state";

/**
 * What has to be deleted before `root` is: all that depends on it, if only through another, and would
 * have to be replaced if the inputs that depend on it changed. The provider's `diff` is asked with
 * these unknown.
 */
export async function dependentsToReplace(run: Run, root: SavedResource): Promise<SavedResource[]> {
  const reached = new Set([root.name]);
  const toReplace = new Set([root.name]);
  const found: SavedResource[] = [];
  const all = run.state.all();
  for (const candidate of all.slice(all.indexOf(root) + 1)) {
    // What has been registered cannot depend on what is only now.
    if (isRegistered(run, candidate.name)) continue;
    if (![...dependenciesOf(candidate)].some((name) => reached.has(name))) continue;
    reached.add(candidate.name);
    const unknown = Object.entries(candidate.propertyDependencies)
      .filter(([, names]) => names.some((name) => toReplace.has(name)))
      .map(([key]) => [key, pulumi.runtime.unknownValue] as const);
    if (unknown.length === 0) continue;
    const process = await run.processOf(candidate.options.provider);
    const inputs = { ...candidate.inputs, ...Object.fromEntries(unknown) };
    const known = { ...candidate, initErrors: [] };
    const { isReplacement } = await changeOf(process, known, inputs, candidate.options);
    if (!isReplacement) continue;
    toReplace.add(candidate.name);
    found.push(candidate);
  }
  return found;
}

function isRegistered(run: Run, name: string): boolean {
  return run.isOperatedOn(name) || run.created.has(name) || run.deleted.has(name);
}
