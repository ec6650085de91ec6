// SPDX-License-Identifier: Apache-2.0
import type { Comparison } from "../../lifecycle/comparison";
import type { Difference } from "../../lifecycle/contract";
import { isAsWanted } from "../../replication/standing";
import { replacingInputs } from "./schema";

export function difference(
  { olds, news, differs, anyDiffers, hasOtherHost }: Comparison,
  isUnknown: (value: unknown) => boolean,
): Difference {
  const replaces: string[] = replacingInputs.filter(differs);
  // Only a stop and a new start help a failed replication; where the copy may not be deleted, an
  // update says so.
  if (olds["status"] === "FAILED" && news["onReplace"] !== "refuse") replaces.push("status");
  // Two starts under one name cannot stand side by side: the plugin refuses the second. Said in any
  // case, since a replacement may be the user's wish (`replaceOnChanges`).
  const keepsName = !replaces.includes("index") || isUnknown(news["index"]);
  if (replaces.length > 0) return { changes: true, replaces, deleteBeforeReplace: keepsName };
  const isOnCourse = isAsWanted(String(olds["status"]), olds["paused"] === true);
  const changes = !isOnCourse || hasOtherHost || (anyDiffers ? undefined : false);
  return { changes, replaces: [], deleteBeforeReplace: true };
}
