// SPDX-License-Identifier: Apache-2.0
import type { Comparison } from "../../lifecycle/comparison";
import { isRecord } from "../../opensearch/text/record";
import type { Properties } from "../../lifecycle/saved";
import type { Difference } from "../../lifecycle/contract";
import { isAsWanted } from "../../replication/standing";
import { evidenceInputs, inputSchema, replacingInputs } from "./schema";

export function difference(
  { olds, news, differs, hasOtherHost }: Comparison,
  isUnknown: (value: unknown) => boolean,
): Difference {
  const isPromoted = news["promoted"] === true;
  // Nothing replicates into a promoted index, so that it has no leader to change; and what is to be promoted
  // is never deleted for that.
  const replaces: string[] = replacingInputs.filter(
    (name) => (name === "index" || !isPromoted) && differs(name),
  );
  // Only a stop and a new start help a failed replication; where the copy may not be deleted, an
  // update says so.
  const isFailed = olds["status"] === "FAILED" && !isPromoted;
  if (isFailed && news["onReplace"] !== "refuse") replaces.push("status");
  // Two starts under one name cannot stand side by side: the plugin refuses the second. Said in any
  // case, since a replacement may be the user's wish (`replaceOnChanges`).
  const keepsName = !replaces.includes("index") || isUnknown(news["index"]);
  if (replaces.length > 0) return { changes: true, replaces, deleteBeforeReplace: keepsName };
  const isOnCourse = isAsWanted(String(olds["status"]), olds);
  const isOther = Object.keys(inputSchema.properties).some(
    (name) => !isEvidence(name) && differs(name),
  );
  const isUncertain = wasDisturbed(olds, news);
  const changes = !isOnCourse || hasOtherHost || isUncertain || (isOther ? undefined : false);
  return { changes, replaces: [], deleteBeforeReplace: true };
}

/**
 * Whether the other site was blocked or opened since: a switch that ended in the middle, and is turned back, may
 * have left the follower paused.
 */
export function wasDisturbed(olds: Properties, news: Properties): boolean {
  if (typeof news["promoted"] !== "boolean") return false;
  const [before, now] = [olds["promoteAt"], news["promoteAt"]].map((fence) =>
    isRecord(fence) ? fence["since"] : undefined,
  );
  return typeof before === "string" && typeof now === "string" && before !== now;
}

function isEvidence(name: string): boolean {
  return evidenceInputs.some((one) => one === name);
}
