// SPDX-License-Identifier: Apache-2.0
import { isDeepStrictEqual } from "node:util";
import type { Properties } from "../../pulumi/handler-boundary";
import { withoutHidden } from "../common/properties";
import { replacingInputs, stateNames } from "./schema";

/** What the engine is told of a rule. */
export interface RuleDifference {
  /** `undefined` lets the engine compare the inputs itself, so that it can show properties. */
  readonly changes: boolean | undefined;
  readonly replaces: string[];
  /** Always: the plugin refuses a second rule of the same name, and stores what it refuses. */
  readonly deleteBeforeReplace: boolean;
}

/** Compares the outputs in the state, which echo the inputs, with the inputs that are wanted. */
export function ruleDifference(olds: Properties, news: Properties): RuleDifference {
  const echo = Object.fromEntries(
    Object.entries(withoutHidden(olds)).filter(([name]) => !stateNames.has(name)),
  );
  const wanted = withoutHidden(news);
  const differs = (name: string): boolean => !isDeepStrictEqual(echo[name], wanted[name]);
  const replaces = replacingInputs.filter(differs);
  if (replaces.length > 0) return { changes: true, replaces, deleteBeforeReplace: true };
  const changed = [...new Set([...Object.keys(echo), ...Object.keys(wanted)])].some(differs);
  return { changes: changed ? undefined : false, replaces: [], deleteBeforeReplace: true };
}
