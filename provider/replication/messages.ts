// SPDX-License-Identifier: Apache-2.0

/** The name belongs to an index that follows nothing. */
export function ordinaryIndexRefusal(index: string, isInState: boolean): string {
  return isInState
    ? `Index "${index}" exists but no longer follows anything: its replication was stopped. It may have been written to since, so it is left alone; delete it (DELETE /${index} on the follower cluster) and run again for a fresh copy, or set ifIndexExists to "overwrite".`
    : `Index "${index}" already exists on the follower cluster and follows nothing, so replication cannot start into it. If it is an old copy that you no longer need, delete it (DELETE /${index}) and run again, or set ifIndexExists to "overwrite"; otherwise choose another \`index\`.`;
}

/** The copy should be deleted with its resource, but was promoted meanwhile. */
export function promotedRefusal(index: string): string {
  return `Index "${index}" no longer follows anything: its replication was stopped, and it may have been written to since, so it is not deleted although onDestroy is "deleteIndex". Delete it (DELETE /${index} on the follower cluster) and run again; or, to keep it, set onDestroy to "keepIndex", run \`pulumi up\`, then destroy the resource.`;
}

/** The same, for the old copy of a resource that has another follower now. */
export function promotedWarning(index: string): string {
  return `Index "${index}" was not deleted: its replication had been stopped, and it may have been written to since. Delete it when you no longer need it (DELETE /${index} on the follower cluster).`;
}

/** A replacement that no changed input asks for (a taint, `replaceOnChanges`) would delete the copy. */
export function keptCopyRefusal(index: string): string {
  return `The copy in "${index}" is kept, since onReplace is "refuse": a replacement under the same name would delete it. Set onReplace to "overwrite" for a new copy, or undo the replacement (\`pulumi state untaint\`, no --target-replace, no replaceOnChanges).`;
}

/** What something else is replaced for takes its replications with it, which come back after it. */
export function keptForReplacement(index: string): string {
  return `Index "${index}" stays until the replication is started again, which overwrites it; if the program no longer declares it, delete it (DELETE /${index} on the follower cluster).`;
}

/** The old copy was to go before the new one was there. */
export function keptWarning(index: string): string {
  return `Index "${index}" was not deleted, since the follower that replaces it does not exist yet. Delete it once it does (DELETE /${index} on the follower cluster), or remove the option deleteBeforeReplace.`;
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
export function otherLeaderRefusal(index: string, other: string, wanted: string): string {
  return `Follower index "${index}" already replicates ${other}, not ${wanted}. Choose another \`index\`, or stop that replication and delete its index first. If this resource started it, \`pulumi up --refresh\` replaces it (if the resource is tainted, run \`pulumi state untaint\` first; do not pass --target-replace).`;
}

/** A replication that has failed may not be overwritten. */
export function failedRefusal(
  index: string,
  what: string,
  reason: string,
  isOurs: boolean,
): string {
  const consent = isOurs ? 'onReplace to "overwrite"' : 'ifIndexExists to "overwrite"';
  return `The replication of ${what} into "${index}" has failed: ${reason || "no reason given"}. ${failedCandidates(index)} Once the cause is fixed, set ${consent} and run again, which deletes index "${index}" and copies again from the beginning.`;
}

/** FAILED carries no cause (it is only in the server's log), so the candidates are listed. */
export function failedCandidates(index: string): string {
  return `Candidates: "${index}" is the name of an alias on either cluster; the follower cluster's shard limit or allocation rules; settings that a follower cannot have; a leader role without indices:data/read/plugins/replication/file_chunk; a connection that is set in opensearch.yml, which the plugin cannot copy over, or in proxy mode before OpenSearch 2.7. The follower cluster's log has the cause.`;
}
