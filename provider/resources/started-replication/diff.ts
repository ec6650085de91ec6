// SPDX-License-Identifier: Apache-2.0
import { isDeepStrictEqual } from "node:util";
import { flowing } from "./outputs";
import { replacingInputs } from "./schema";
import { withoutHidden } from "./check";

/** What the engine is told. */
export interface Difference {
  /** `undefined` lets the engine compare the inputs itself, so that it can show properties and honour `replaceOnChanges`. */
  readonly changes: boolean | undefined;
  readonly replaces: string[];
  readonly deleteBeforeReplace: boolean;
}

const outputsOnly = new Set(["acknowledged", "status", "reason", "clusterUuid"]);

/** Compares the outputs in the state, which echo the inputs, with the inputs that are wanted. */
export function difference(
  olds: Readonly<Record<string, unknown>>,
  news: Readonly<Record<string, unknown>>,
  containsUnknown: (value: unknown) => boolean,
): Difference {
  const echo = Object.fromEntries(
    Object.entries(withoutHidden(olds)).filter(([name]) => !outputsOnly.has(name)),
  );
  const wanted = withoutHidden(news);
  const differs = (name: string): boolean =>
    containsUnknown(wanted[name]) || !isDeepStrictEqual(echo[name], wanted[name]);
  const replaces: string[] = replacingInputs.filter(differs);
  // Only a stop and a new start help a failed replication.
  if (olds["status"] === "FAILED") replaces.push("status");
  if (replaces.length > 0) {
    // Two starts under one name cannot stand side by side: the plugin refuses the second.
    const keepsName = !replaces.includes("index") || containsUnknown(wanted["index"]);
    return { changes: true, replaces, deleteBeforeReplace: keepsName };
  }
  const changed = [...new Set([...Object.keys(echo), ...Object.keys(wanted)])].some(differs);
  const unfinished = !flowing.has(String(olds["status"]));
  return {
    changes: unfinished ? true : changed ? undefined : false,
    replaces: [],
    deleteBeforeReplace: false,
  };
}
