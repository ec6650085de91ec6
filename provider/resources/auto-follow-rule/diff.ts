// SPDX-License-Identifier: Apache-2.0
import type { Properties } from "../../pulumi/handler-boundary";
import { compareInputs, hasOtherHost } from "../common/comparison";
import { replacingInputs, stateNames } from "./schema";

/** What the engine is told of a rule. */
export interface RuleDifference {
  /** `undefined` lets the engine compare the inputs itself, so that it can show properties. */
  readonly changes: boolean | undefined;
  readonly replaces: string[];
  /** While the rule keeps its name: the plugin refuses a second one, and stores what it refuses. */
  readonly deleteBeforeReplace: boolean;
}

/** Compares the outputs in the state, which echo the inputs, with the inputs that are wanted. */
export function ruleDifference(olds: Properties, news: Properties): RuleDifference {
  const { differs, anyDiffers } = compareInputs(olds, news, stateNames);
  const replaces = replacingInputs.filter(differs);
  const deleteBeforeReplace = !replaces.includes("name") && !replaces.includes("leaderAlias");
  if (replaces.length > 0) return { changes: true, replaces, deleteBeforeReplace };
  const isUnfinished = olds["acknowledged"] !== true || hasOtherHost(olds, news);
  const changes = isUnfinished || (anyDiffers ? undefined : false);
  return { changes, replaces: [], deleteBeforeReplace };
}
