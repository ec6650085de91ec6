// SPDX-License-Identifier: Apache-2.0
import type { Comparison } from "../common/comparison";
import type { Difference } from "../common/handler";
import { resumability } from "./copy-anew/lost-lease";
import { isAsWanted, replacingStatus } from "./outputs";
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

/** Why an update or a replacement is planned that no changed input explains; `undefined` where one does. */
export function repairReason(
  index: string,
  olds: Readonly<Record<string, unknown>>,
  found: Difference,
): string | undefined {
  if (found.changes !== true) return undefined;
  const status = String(olds["status"]);
  const { reason } = olds;
  const because = typeof reason === "string" && reason !== "" ? `: ${reason}` : "";
  if (found.replaces.includes("status")) {
    return `The replication into "${index}" has failed${because}. \`pulumi up\` replaces it by a new one.`;
  }
  if (found.replaces.length > 0) return undefined;
  switch (status) {
    case "PAUSED":
      return `The replication into "${index}" is paused${because}. ${resumability(String(reason))}`;
    case "SYNCING":
    case "BOOTSTRAPPING":
    case "RUNNING":
      return `The replication into "${index}" runs although it is to be paused. \`pulumi up\` pauses it.`;
    case replacingStatus:
      return `The replacement of the replication into "${index}" is not finished: the old one was stopped, and its copy may be deleted already. \`pulumi up\` goes on with it.`;
    case "FAILED":
      return `The replication into "${index}" has failed${because}.`;
    default:
      return `The replication into "${index}" is not known to run (last seen: ${status}${because}). \`pulumi up\` brings it to where it is wanted.`;
  }
}
