// SPDX-License-Identifier: Apache-2.0
import type { Leader } from "../opensearch/api/status";
import { unbroken } from "../opensearch/text/foreign";
import type { Comparison } from "./compare-holdings";
import type { Reason, RefusalCode, Step } from "./plan";
import { failedCandidates } from "./wait/sentences";
import { copyingAnew, leaseGoneRefusal } from "./recopy/lost-lease";
import type { WantedStart } from "../opensearch/api/replication";
import { nothingToPromote, promotedOutside, promotionSteps } from "./promote/messages";
import type { Promoted, Standing } from "./standing";
import type { Wish } from "./wish";

type Fenced = Pick<Promoted, "isFenced">;

function describeLeader(leader: Leader | undefined): string {
  return leader === undefined
    ? "a leader that this user may not read"
    : `leader index "${leader.index}" over connection "${leader.alias}"`;
}

export function describeWanted({
  leaderIndex,
  leaderAlias,
}: Pick<WantedStart, "leaderIndex" | "leaderAlias">): string {
  const over = leaderAlias === undefined ? "" : ` over connection "${leaderAlias}"`;
  return `leader index "${leaderIndex}"${over}`;
}

/** The follower, at the beginning of a sentence. */
export function followerNamed(index: string): string {
  return `The replication into "${index}"`;
}

/** The sentence that says what a step does, directly before it is taken; nothing for what a wait shows. */
export function describeStep(step: Step, wish: Wish, reason: Reason): string | undefined {
  const { index } = wish;
  const forced = copyingAnew(index, describeWanted(wish));
  const sentences: Record<Step, string | undefined> = {
    adopt: `Index "${index}" already replicates ${describeWanted(wish)}: that replication is adopted. If another stack, another resource or a command has it as well, take it out there without stopping it (pulumi state move, pulumi state delete, or retainOnDelete).`,
    updateSettings: `Updating the settings of follower index "${index}".`,
    start: undefined,
    replaceCopy:
      reason === "leaseGone"
        ? forced
        : `Replacing what is in "${index}" by a copy of ${describeWanted(wish)}: the new start is checked first, then what runs is stopped and the index deleted${wish.ifIndexExists === "overwrite" ? ", whatever it holds, as ifIndexExists allows" : ", unless someone has written to it"}.`,
    resume: `Resuming the replication into "${index}".`,
    resumeByForce: forced,
    ...promotionSteps(index, describeWanted(wish)),
    wait: undefined,
    pause: `Pausing the replication into "${index}".`,
  };
  return sentences[step];
}

/** The sentence of a refusal: why nothing is done, and the ways out. */
export function describeRefusal(
  code: RefusalCode,
  standing: Standing,
  wish: Wish,
  isOurs: boolean,
  host: string,
): string {
  const { index } = wish;
  const following = standing.kind === "following" ? standing : undefined;
  switch (code) {
    case "alreadyReplicates":
      return `Follower index "${index}" already replicates ${describeWanted(wish)}, and ifIndexExists is "fail". Set it to "adopt" to adopt that replication, or choose another \`index\`.`;
    case "ordinaryIndex":
    case "promoted":
      return ordinaryIndexRefusal(index, code === "promoted", standing, host);
    case "promotedOutside":
      return promotedOutside(index, host);
    case "nothingToPromote":
      return nothingToPromote(index, host);
    case "unsettled":
      return unsettledRefusal(index, standing.kind === "unsettled" ? standing.mark : "follower");
    case "otherLeader":
      return otherLeaderRefusal(index, describeLeader(following?.leader), describeWanted(wish));
    case "failed":
      return failedRefusal(index, describeWanted(wish), following?.reason ?? "", isOurs);
    case "leaseGone":
      return leaseGoneRefusal({
        index,
        leader: describeWanted(wish),
        pausedBecause: following?.reason ?? "",
      });
  }
}

/** The name belongs to an index that follows nothing. */
export function ordinaryIndexRefusal(
  index: string,
  isInState: boolean,
  standing: Standing,
  host: string,
): string {
  const fenced = fenceNote(index, "isFenced" in standing && standing.isFenced);
  return isInState
    ? `Index "${index}" exists on ${host} but no longer follows anything: its replication was stopped. It may have been written to since, so it is left alone. To keep it, give the replication another \`index\`. To give up what was written, delete it (DELETE /${index} on the follower cluster) and run again for a fresh copy, or set ifIndexExists to "overwrite".${fenced}`
    : `Index "${index}" already exists on the follower cluster (${host}) and follows nothing, so replication cannot start into it. If it is an old copy that you no longer need, and no other cluster replicates from it, delete it there (DELETE /${index}) and run again, or set ifIndexExists to "overwrite"; otherwise choose another \`index\`.${fenced}`;
}

/** A stopped index is not deleted: what a person may have written is in it. */
export function keptRefusal(index: string, compared: Comparison, isFenced: boolean): string {
  const kept = `Index "${index}" is not deleted: its replication was stopped, and`;
  const out = `To keep it, give the replication another \`index\`. To give it up, delete it (DELETE /${index} on the follower cluster) and run again, or set ifIndexExists to "overwrite".`;
  switch (compared.kind) {
    case "written":
      return `${kept} ${counted(compared.operations)} been written to it since. ${out}`;
    case "another":
      return `${kept} what stands there now is another index, or was restored or written anew. ${out}`;
    case "same":
    case "unknown": {
      const rights = isFenced
        ? "indices:monitor/stats and indices:monitor/settings/get"
        : "indices:monitor/stats, indices:monitor/settings/get, indices:admin/block/add* and indices:admin/settings/update";
      return `${kept} whether someone has written to it since is not known: that takes what it held when it was stopped, and the permissions ${rights}. ${out}`;
    }
  }
}

/** What is left to do where a fence could not be lifted, or a killed run has left it. */
export function fencedAdvice(index: string): string {
  return `Writes to index "${index}" are blocked: to allow them, set index.blocks.write to null (PUT /${index}/_settings).`;
}

/** A killed run may have left its fence, which nobody else would look for. */
function fenceNote(index: string, isFenced: boolean | undefined): string {
  return isFenced === true ? ` ${fencedAdvice(index)}` : "";
}

function counted(operations: number): string {
  return operations === 1 ? "1 operation has" : `${operations} operations have`;
}

/** The copy should be deleted with its resource, but was promoted meanwhile. */
export function promotedRefusal(index: string, { isFenced }: Fenced): string {
  return `Index "${index}" no longer follows anything: its replication was stopped, and it may have been written to since, so it is not deleted although onDestroy is "deleteIndex". Delete it (DELETE /${index} on the follower cluster) and run again; or, to keep it, set onDestroy to "keepIndex", run \`pulumi up\`, then destroy the resource.${fenceNote(index, isFenced)}`;
}

/** The same, for the old copy of a resource that has another follower now. */
export function promotedWarning(index: string, { isFenced }: Fenced): string {
  return `Index "${index}" was not deleted: its replication had been stopped, and it may have been written to since. Delete it when you no longer need it (DELETE /${index} on the follower cluster).${fenceNote(index, isFenced)}`;
}

/** A replacement that no changed input asks for (a taint, `replaceOnChanges`) would delete the copy. */
export function keptCopyRefusal(index: string): string {
  return `The copy in "${index}" is kept, since onReplace is "refuse": a replacement under the same name would delete it. Set onReplace to "overwrite" for a new copy, or undo the replacement (\`pulumi state untaint\`, no --target-replace, no replaceOnChanges).`;
}

/** What something else is replaced for takes its replications with it, which come back after it. */
export function keptForReplacement(index: string): string {
  return `Index "${index}" stays until the replication is started again, which replaces it unless someone has written to it; if the program no longer declares it, delete it (DELETE /${index} on the follower cluster).`;
}

/** The old copy was to go before the new one was there. */
export function keptWarning(index: string): string {
  return `Index "${index}" was not deleted, since the follower that replaces it does not exist yet. Delete it once it does (DELETE /${index} on the follower cluster), or remove the option deleteBeforeReplace.`;
}

/** What stands on the cluster where a replacement ends after its stop. */
export function stoppedForReplacement(index: string): string {
  return `The old replication into "${index}" is stopped, and its index stands as it was, open for writing.`;
}

/** The server follows an index that is no follower. */
export function noFollowerRefusal(index: string): string {
  return `The server replicates into index "${index}", but that index is no copy of its leader: something made it in the moment of a start. The replication pauses itself within a minute, and none of the leader's documents come. Stop it (POST /_plugins/_replication/${index}/_stop with the body {}), save what the index holds, delete it and run again.`;
}

/** Another replication stands where the old copy of a replacement was. */
export function replacedMeanwhile(index: string): string {
  return `Index "${index}" is not the copy that was to be replaced: someone has deleted that and started another replication into the name. It is left as it is. Give this replication another \`index\`, or stop that one and delete its index first.`;
}

/** The name belongs to an index of which it cannot be told what it is. */
export function unsettledRefusal(index: string, mark: "follower" | "forbidden"): string {
  const what =
    mark === "follower"
      ? "it is marked as a follower"
      : "this user may not read its settings (indices:monitor/settings/get)";
  return `Index "${index}" already exists on the follower cluster; no replication is in progress, but ${what}. Perhaps its connection or leader index was just removed: run again in a minute, or stop it (POST /_plugins/_replication/${index}/_stop with the body {}), delete it and run again.`;
}

/** The name belongs to a replication of something else. */
function otherLeaderRefusal(index: string, other: string, wanted: string): string {
  return `Follower index "${index}" already replicates ${other}, not ${wanted}. Choose another \`index\`, or stop that replication and delete its index first. If this resource started it, \`pulumi up --refresh\` replaces it (if the resource is tainted, run \`pulumi state untaint\` first; do not pass --target-replace).`;
}

/** A replication that has failed may not be overwritten. */
function failedRefusal(index: string, what: string, reason: string, isOurs: boolean): string {
  const consent = isOurs ? 'onReplace to "overwrite"' : 'ifIndexExists to "overwrite"';
  return `The replication of ${what} into "${index}" has failed: ${unbroken(reason) || "no reason given"}. ${failedCandidates(index)} Once the cause is fixed, set ${consent} and run again, which deletes index "${index}" and copies again from the beginning.`;
}
