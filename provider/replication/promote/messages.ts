// SPDX-License-Identifier: Apache-2.0
import type { NoNumbers } from "../../opensearch/api/switch/shard-numbers";
import type { Distance } from "./lineage";
import type { Superseded, UnsavedBecause } from "./superseded";

const back =
  "To go back, give the promotion up (`promoted: false`, or the other site as `active`): nothing has been stopped, and that lifts the block on the other site.";

export function fenceForbidden(index: string): string {
  return `Writes to index "${index}" cannot be blocked: this user needs the permission indices:admin/block/add* or indices:admin/settings/update. Grant it and run again; nothing was changed.`;
}

/** What keeps the numbers of an index from being read. */
export function fenceUnread(index: string, why: NoNumbers): string {
  const because = {
    missing: "it is gone",
    withheld:
      "this user needs the permissions indices:monitor/stats and indices:monitor/settings/get",
    incomplete: "not every shard of it has a started primary",
  }[why];
  return `What index "${index}" holds cannot be read: ${because}. Mend that and run again. Its writes stay blocked until \`blocked\` is false.`;
}

export function fenceUnsettled(index: string): string {
  return `Index "${index}" takes no writes any more, but what it holds has not come to rest: a shard lacks operations below its last one. With index.translog.durability "async" that takes until its next sync; run again then.`;
}

export function nothingToPromote(index: string, host: string): string {
  return `There is no index "${index}" on ${host} to promote. Create it, or leave \`promoted\` out, which starts the replication into it. If the other site has it, set that one as \`active\`; else take it out of \`indexes\`.`;
}

export function cannotPromote(index: string, status: string, reason: string): string {
  const because = reason === "" ? "" : `: ${reason}`;
  return `The replication into "${index}" is ${status}${because}, so that there is nothing complete to promote. Leave \`promoted\` out until it has caught up. ${back}`;
}

/** The fence does not tell of the index that is followed. */
export function foreignFence(index: string, fenced: string, isNew: boolean): string {
  const why = isNew
    ? `the fence of index "${fenced}" shows no retention lease of this follower in each of its shards. The leader index was made anew or restored since it was copied, or is not the one that is followed`
    : `the fence of index "${fenced}" says nothing of what it holds`;
  return `Index "${index}" is not promoted: ${why}. Copy it anew first (\`promoted: false\`). ${back}`;
}

/** The follower does not get to where the fence is. */
export function notReached(index: string, distance: Distance | "unread"): string {
  const why: Record<Distance | "unread", string> = {
    equal: "its documents differ from its leader's although their numbers are equal",
    short: `it has not got everything from its leader in time. If the leader has index.translog.durability "async" and was restarted, some of it is lost there and never comes`,
    ahead:
      "it holds more than its leader did when that was blocked: someone has written to the leader since. `pulumi up --refresh` blocks the leader again, and promotes",
    gap: "operations are missing below its last one. Find out why it has paused (its reason), lift the cause and resume it; do not restart its nodes, which before OpenSearch 3.9 hides what is missing",
    otherShards: "it has another number of shards than its leader",
    unread:
      "what it holds cannot be read: this user needs the permissions indices:monitor/stats and indices:monitor/settings/get",
  };
  return `Index "${index}" is not promoted: ${why[distance]}. ${back}`;
}

export function leaderAway(index: string): string {
  return `Index "${index}" is not promoted: its leader is blocked, and it cannot get from there what it lacks: the leader does not answer it, or keeps no retention lease for it any more. Mend the connection and run again. ${back}`;
}

/** A copy that is promoted without its leader. */
export function promotedBehind(index: string, behind: number | undefined): string {
  const lacks =
    behind === undefined
      ? "how far it is behind is not known"
      : `it is at least ${counted(behind)} behind`;
  return `What "${index}" lacks cannot be got from its leader now: it is promoted as it is, and ${lacks}.`;
}

/** A promotion of which `up` is told when it goes through. */
export function promotedAs(index: string): string {
  return `Index "${index}" is promoted: it follows nothing any more, and is open for writing.`;
}

/** What the steps of a promotion and a demotion are about to do. */
export function promotionSteps(index: string, leader: string) {
  return {
    promote: `Promoting index "${index}": it is drained and held still, then its replication is stopped.`,
    takePromoted: `Index "${index}" follows nothing, and is taken as it is.`,
    demote: `Demoting index "${index}": it is compared with what the other copy was promoted from. If that holds all of it, or \`discard\` gives up the rest, it is blocked, deleted and copied from ${leader}.`,
  };
}

const unsaved: Record<UnsavedBecause, string> = {
  otherLineage:
    "nothing shows that the promoted copy came from this index: this is another one of the same name, or was made anew or restored, or one of the two was promoted outside of this program",
  written: "they never arrived in the copy that was promoted",
  fewer:
    "it has fewer operations than the copy that was promoted, so that some were lost here and others may have their numbers",
  otherDocuments: "the copy that was promoted has the same numbers and other documents",
  noFingerprints:
    "equal numbers do not prove equal documents, and this user, or the other site's, may not search (indices:data/read/search, indices:admin/refresh)",
  changed:
    "the copy that was promoted is there no more, or has lost its last documents: it was deleted and made anew, or restored",
  unseen:
    "the copy that was promoted was last seen in an earlier run, and this user may not see over the connection whether it is still there (indices:data/read/search on the leader's index)",
};

/** An index that may hold what the promoted copy lacks stays. */
export function notSuperseded(
  index: string,
  { operations, because }: Extract<Superseded, { kind: "unsaved" }>,
  host: string,
): string {
  return `Index "${index}" on ${host} is kept: it holds ${counted(operations)} that may be nowhere else, since ${unsaved[because]}. Save them, or give them up: \`discard: ${operations}\` (of a ReplicatedPair: { "${index}": ${operations} }) deletes the index as long as that is the number. Or let the other site follow this one: set this one as \`active\`.`;
}

/** What was given up by consent. */
export function givenUp(index: string, operations: number): string {
  return `${counted(operations)} of index "${index}" are given up, as \`discard\` allows. Take \`discard\` out of the program again.`;
}

/** The other site was promoted since, and has not been made to follow again. */
export function otherPromoted(index: string, other: string, operations: number): string {
  return `Index "${index}" is not opened for writing: the other site's index "${other}" was promoted since, holds ${counted(operations)}, and does not follow this one, so that some may be nowhere else. Set the other site as \`active\` again: this one then follows it, and can be switched to. To give up what is there: \`discard: ${operations}\`.`;
}

/** Someone has promoted the follower by hand. */
export function promotedOutside(index: string, host: string): string {
  return `Index "${index}" on ${host} was promoted outside of this program: its replication was stopped, and it may have been written to since. It is left as it is. \`promoted: true\` (or this site as \`active\`) takes it over as it is; \`supersededBy\` or \`discard\` allows a new copy.`;
}

export function leaderDown(index: string): string {
  return `"${index}" cannot get from its leader what it lacks: the leader does not answer it, or keeps no retention lease for it. It can be promoted only as it is, which whenUnreachable: "defer" allows for a site that is lost.`;
}

/** Writes go through a pipeline that did not come along. */
export function noPipeline(index: string, id: string): string {
  return `Writes to index "${index}" are refused until the ingest pipeline "${id}" is on this cluster too: create it there (PUT /_ingest/pipeline/${id}), or set index.default_pipeline and index.final_pipeline of the index to "_none".`;
}

export function noWriteIndex(index: string, alias: string): string {
  return `Alias "${alias}" of index "${index}" has no write index on this cluster. Set writeAlias to "${alias}", or make the index its write index (POST /_aliases with is_write_index).`;
}

export function writeAliasFailed(index: string, because: string): string {
  return `Index "${index}" is promoted, and writeAlias is not done: ${because}`;
}

/** A site that cannot be reached is no reason to lose the other one. */
export function orDefer(error: Error): Error {
  return new Error(
    `${error.message} If that site is lost, set whenUnreachable to "defer" (of the ReplicatedPair, or here): the other site is promoted without it, and what is to be done here is left to an \`up\` that reaches it.`,
    { cause: error },
  );
}

/** What was to be done on a cluster that cannot be reached. */
export function deferredReplication(index: string, host: string, cause: string): string {
  return `The replication into "${index}" is put off, as whenUnreachable allows: ${host} cannot be reached (${cause}). The next \`pulumi up\` that reaches it goes on.`;
}

/** Two sites have indexes of one name: a plan says which site it is about. */
export function onHost(host: string | undefined): string {
  return host === undefined || host === "" ? "" : ` on ${host}`;
}

export function counted(operations: number): string {
  return operations === 1 ? "1 operation" : `${operations} operations`;
}
