// SPDX-License-Identifier: Apache-2.0
import { isDeepStrictEqual } from "node:util";
import type { Properties } from "../grpc-calls";
import type { ProviderProcess } from "../provider-process";
import type { ResourceOptions } from "./program";
import type { SavedResource } from "./state";

/** What the engine makes of the answer to `diff`. */
export interface Change {
  readonly isSome: boolean;
  readonly isReplacement: boolean;
  readonly deleteBeforeReplace: boolean;
}

/** Asks `diff`. Where that says nothing of changes, the engine compares the inputs, and only then knows which have changed. */
export async function changeOf(
  process: ProviderProcess,
  old: SavedResource,
  inputs: Properties,
  options: ResourceOptions,
): Promise<Change> {
  const { changes, replaces, deleteBeforeReplace } = await process.diff(
    old.id,
    old.outputs,
    inputs,
  );
  const changed = changes === "unknown" ? changedInputs(old.inputs, inputs, options) : [];
  const isSome = changes === "unknown" ? changed.length > 0 : changes === "some";
  const forcing = options.replaceOnChanges ?? [];
  const isForced =
    changed.some((name) => forcing.includes("*") || forcing.includes(name)) ||
    (old.initErrors.length > 0 && forcing.includes("*"));
  return {
    isSome: isSome || isForced,
    isReplacement: replaces.length > 0 || isForced,
    deleteBeforeReplace,
  };
}

/** The inputs with the old values of those whose changes are ignored. */
export function withoutIgnored(
  inputs: Properties,
  old: Properties,
  { ignoreChanges = [] }: ResourceOptions,
): Properties {
  const kept = Object.entries(inputs).filter(([name]) => !ignoreChanges.includes(name));
  const reset = Object.entries(old).filter(([name]) => ignoreChanges.includes(name));
  return Object.fromEntries([...kept, ...reset]);
}

function changedInputs(old: Properties, inputs: Properties, options: ResourceOptions): string[] {
  const names = new Set([...Object.keys(old), ...Object.keys(inputs)]);
  return [...names].filter(
    (name) =>
      options.ignoreChanges?.includes(name) !== true && !isDeepStrictEqual(old[name], inputs[name]),
  );
}
