// SPDX-License-Identifier: Apache-2.0
import type { Comparison } from "../../lifecycle/comparison";
import type { Call, Difference } from "../../lifecycle/contract";
import type { Properties } from "../../lifecycle/saved";
import { resumability } from "../../replication/recopy/lost-lease";
import { isAsWanted, promotedStatus } from "../../replication/standing";
import { wasDisturbed } from "./diff";
import { replacingStatus } from "./outputs";
import { describeWanted, keptCopyRefusal } from "../../replication/messages";
import { onHost } from "../../replication/promote/messages";
import type { Violation } from "../../lifecycle/inputs/validator";

/** What a preview of a new replication says about an index that may be there; `given` has no defaults. */
export function sayOfNew(given: Properties, isUnknown: Call["isUnknown"]): string | undefined {
  const { index, ifIndexExists } = given;
  if (typeof index !== "string" || isUnknown(index)) return undefined;
  if (given["promoted"] === true)
    return `\`pulumi up\` takes "${index}" as it is if it follows nothing, and promotes it if it follows. It is open for writing.`;
  switch (ifIndexExists) {
    case "adopt":
      return `If "${index}" already replicates this leader index over this connection, \`pulumi up\` adopts it and copies nothing; it refuses any other index of that name.`;
    case "overwrite":
      return `If "${index}" exists and is not already this replication, \`pulumi up\` deletes it with its data before the start.`;
    default:
      return undefined;
  }
}

/** What a replacement means that no changed input asks for (`replacementTrigger`, `replaceWith`, `replaceOnChanges`). */
export function forcedReplacement(
  given: Properties,
): { readonly note: string } | { readonly refusal: Violation } {
  const index = String(given["index"]);
  if (given["onReplace"] === "refuse")
    return { refusal: { property: "onReplace", reason: `is "refuse": ${keptCopyRefusal(index)}` } };
  return {
    note: `The replication into "${index}" is replaced at the program's wish: \`pulumi up\` checks that a new start is possible, stops it, deletes index "${index}" with its data unless someone has written to it, and copies the leader again.`,
  };
}

/** What a preview of a change says: why it is planned, and what happens to the copy. */
export function sayOfChange(
  id: string,
  compared: Pick<Comparison, "olds" | "news" | "differs" | "host">,
  found: Difference,
  isUnknown: Call["isUnknown"],
): string | undefined {
  const { olds, news, differs, host } = compared;
  const said = [
    repairReason(id, olds, news, found),
    differs("promoted") ? planned(id, olds, news, host) : undefined,
    found.replaces.length > 0 ? replacement(id, olds, news, isUnknown) : undefined,
    differs("onDestroy") && news["onDestroy"] === "deleteIndex"
      ? `After this \`pulumi up\`, a destroy deletes follower index "${id}" with its data.`
      : undefined,
  ].filter((one) => one !== undefined);
  return said.length === 0 ? undefined : said.join(" ");
}

/** What a change of `promoted` does, and who may write afterwards. */
function planned(
  id: string,
  olds: Properties,
  { promoted, discard }: Properties,
  host: string | undefined,
): string | undefined {
  const where = onHost(host);
  // One that a run was to promote, and has not.
  const isFollower = ["SYNCING", "BOOTSTRAPPING", "RUNNING", "PAUSED"].includes(
    String(olds["status"]),
  );
  if (promoted === false && isFollower)
    return `\`pulumi up\` leaves "${id}"${where} the follower that it is. If a run that was interrupted has promoted it, it is demoted: deleted and copied anew if the promoted copy holds all that it does.`;
  if (promoted === true)
    return `\`pulumi up\` promotes "${id}"${where}: it waits until everything has arrived (if its leader is lost, it takes what is there), stops the replication, and the index is open for writing there.`;
  return promoted === false
    ? `\`pulumi up\` demotes "${id}"${where}: it takes no writes any more, and is deleted and copied anew if the promoted copy holds all that it does; else it stays as it is.${discardSentence(discard)}`
    : undefined;
}

/** Consent that is in the program is used without a question. */
function discardSentence(discard: unknown): string {
  return typeof discard === "number"
    ? ` \`discard\` gives up ${discard} operations that it lacks, if that is their number: the index is deleted then.`
    : "";
}

function replacement(
  id: string,
  olds: Properties,
  news: Properties,
  isUnknown: Call["isUnknown"],
): string {
  const { index, leaderIndex, leaderAlias } = news;
  const isKnown = [index, leaderIndex, leaderAlias].every(
    (value) => value === undefined || (typeof value === "string" && !isUnknown(value)),
  );
  if (!isKnown) {
    return `The replication into "${id}" is replaced. What happens to the index depends on inputs that are not known yet.`;
  }
  if (index === id) {
    const wanted = {
      leaderIndex: String(leaderIndex),
      leaderAlias: leaderAlias as string | undefined,
    };
    const spared =
      news["ifIndexExists"] === "overwrite"
        ? ""
        : " If someone has stopped it meanwhile, the index may have been written to, and is not deleted.";
    return `To replace it, \`pulumi up\` checks that the new start is possible, stops the replication into "${id}", deletes that index with its data, and copies ${describeWanted(wanted)}.${spared}`;
  }
  const kept = olds["onDestroy"] === "deleteIndex" ? "deleted with its data" : "kept, writable";
  return `The replication into "${id}" is replaced by one into "${String(index)}": the leader is copied into the new index, the old replication is stopped, and index "${id}" is ${kept}.`;
}

/** Why an update or a replacement is planned that no changed input explains; `undefined` where one does. */
function repairReason(
  index: string,
  olds: Properties,
  news: Properties,
  found: Difference,
): string | undefined {
  if (found.changes !== true) return undefined;
  const status = String(olds["status"]);
  const { reason } = olds;
  if (wasDisturbed(olds, news) && isAsWanted(status, olds))
    return `The other site was blocked or opened again: \`pulumi up\` makes sure that the replication into "${index}" runs.`;
  if (found.replaces.length === 0 && isAsWanted(status, olds))
    return `The provider's address has changed: \`pulumi up\` makes sure that it is the same cluster, and leaves the replication into "${index}" as it is.`;
  const because = typeof reason === "string" && reason !== "" ? `: ${reason}` : "";
  if (found.replaces.includes("status")) {
    return `The replication into "${index}" has failed${because}. \`pulumi up\` replaces it.`;
  }
  if (found.replaces.length > 0) return undefined;
  switch (status) {
    case "PAUSED":
      return `The replication into "${index}" is paused${because}. ${resumability(String(reason))}`;
    case "SYNCING":
    case "BOOTSTRAPPING":
    case "RUNNING":
      return `The replication into "${index}" runs, but \`paused\` is true. \`pulumi up\` pauses it.`;
    case promotedStatus:
      return `Index "${index}" follows nothing, and is to follow. \`pulumi up\` demotes it where the promoted copy holds all that it does; else it stays as it is.${discardSentence(news["discard"])}`;
    case replacingStatus:
      return `The replacement of the replication into "${index}" is not finished: the old one was stopped, and its copy may already be deleted. \`pulumi up\` continues it, and refuses if someone has written to that copy since.`;
    case "FAILED":
      return `The replication into "${index}" has failed${because}.`;
    default:
      return `The replication into "${index}" is not known to be running (last seen: ${status}${because}). \`pulumi up\` brings it to the wanted state.`;
  }
}
