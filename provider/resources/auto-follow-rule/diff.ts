// SPDX-License-Identifier: Apache-2.0
import type { Comparison } from "../../lifecycle/comparison";
import type { Difference } from "../../lifecycle/contract";
import { replacingInputs } from "./schema";

export function ruleDifference({
  olds,
  differs,
  anyDiffers,
  hasOtherMemory,
  hasOtherHost,
}: Comparison): Difference {
  const replaces = replacingInputs.filter(differs);
  // While the rule keeps its name: the plugin refuses a second one, and stores what it refuses.
  const deleteBeforeReplace = !replaces.includes("name") && !replaces.includes("leaderAlias");
  if (replaces.length > 0) return { changes: true, replaces, deleteBeforeReplace };
  const isUnfinished = olds["acknowledged"] !== true || hasOtherHost || hasOtherMemory;
  const changes = isUnfinished || (anyDiffers ? undefined : false);
  return { changes, replaces: [], deleteBeforeReplace };
}
