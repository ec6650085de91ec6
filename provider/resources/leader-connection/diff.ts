// SPDX-License-Identifier: Apache-2.0
import type { Comparison } from "../../lifecycle/comparison";
import type { Difference } from "../../lifecycle/contract";

export function connectionDifference({
  olds,
  news,
  differs,
  anyDiffers,
  hasOtherHost,
}: Comparison): Difference {
  // The new alias is made before the old one is removed, so that what follows it can move.
  const deleteBeforeReplace = false;
  if (differs("alias")) return { changes: true, replaces: ["alias"], deleteBeforeReplace };
  const isUnfinished = news["waitFor"] === "connected" && olds["connected"] !== true;
  const changes = hasOtherHost || (anyDiffers ? undefined : isUnfinished);
  return { changes, replaces: [], deleteBeforeReplace };
}
