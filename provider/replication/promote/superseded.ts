// SPDX-License-Identifier: Apache-2.0
import type { Fingerprint } from "../../opensearch/api/switch/fingerprint";
import {
  compareFingerprints,
  type FencedIndex,
  isSameLineage,
  type Lineage,
  operationsIn,
  type Promotion,
} from "./lineage";

/** Whether nobody has written to a promoted index since it was promoted from the leader's. */
function isUntouched(
  fence: FencedIndex,
  { promotion, leader, indexesSeen }: OwnPromotion,
): boolean {
  if (promotion?.of === undefined || leader === undefined) return false;
  if (!indexesSeen.has(leader.indexUuid)) return false;
  const { indexUuid, histories, sequenceNumbers } = promotion;
  const { clusterUuid } = fence;
  return (
    isSameLineage(promotion.of, leader) &&
    isSameLineage({ clusterUuid, indexUuid, histories }, fence) &&
    sequenceNumbers.length === fence.sequenceNumbers.length &&
    sequenceNumbers.every((number, shard) => number === fence.sequenceNumbers[shard])
  );
}

/** What may become of an index that another site's promotion is to supersede. */
export type Superseded =
  /** Nothing is lost with it; left out of one that holds nothing: by what it is covered. */
  | { readonly kind: "covered"; readonly by?: Cover }
  /** It holds operations that the promoted copy lacks, or may lack: as many. */
  | { readonly kind: "unsaved"; readonly operations: number; readonly because: UnsavedBecause };

/** The leader's index that holds all of it, as far as is known, and must still be there. */
export interface Cover {
  readonly indexUuid: string;
  /** What its documents added up to when it was promoted. */
  readonly fingerprints: readonly Fingerprint[];
  /** It was read in this deployment. */
  readonly isSeen: boolean;
}

export type UnsavedBecause =
  /** Nothing says what it was promoted from, or it is of another index or history. */
  | "otherLineage"
  /** It has operations that never arrived. */
  | "written"
  /** It has fewer operations than the promoted copy: its own were lost, and their numbers may be others'. */
  | "fewer"
  /** Equal numbers, and other documents. */
  | "otherDocuments"
  /** Equal numbers, and no fingerprints to compare. */
  | "noFingerprints"
  /** The promoted copy has changed since. */
  | "changed"
  /** It holds fewer documents than it did. */
  | "fewerNow"
  /** Nothing shows that it has not. */
  | "unseen";

/** What is known of an index that follows nothing, besides what the other site says. */
export interface OwnPromotion {
  /** What it was promoted from itself. */
  readonly promotion?: Promotion | undefined;
  /** The other site's index, as it was last read. */
  readonly leader: Lineage | undefined;
  /** Which indexes this deployment has read: nothing older lets an index go. */
  readonly indexesSeen: ReadonlySet<string>;
}

/**
 * Compares a fenced index with what another site's copy was promoted from. One that was promoted itself and holds
 * no more than that lacks nothing either. What covers it is known from the past: whether it is still there is
 * asked before anything is deleted.
 */
export function superseded(
  fence: FencedIndex,
  by: Promotion | undefined,
  itself?: OwnPromotion,
): Superseded {
  if (itself?.leader !== undefined && isUntouched(fence, itself)) {
    // Which documents the leader's has now was read in this deployment.
    const { indexUuid } = itself.leader;
    return { kind: "covered", by: { indexUuid, fingerprints: [], isSeen: true } };
  }
  const { sequenceNumbers: own } = fence;
  const all = operationsIn(own);
  // One without an operation holds nothing, whatever it came from.
  if (own.length > 0 && all === 0) return { kind: "covered" };
  const unsaved = (because: UnsavedBecause, operations = all): Superseded => ({
    kind: "unsaved",
    operations,
    because,
  });
  if (by?.of === undefined || !isSameLineage(by.of, fence)) return unsaved("otherLineage");
  // What was promoted is known to be there no more.
  const leader = itself?.leader;
  const { indexUuid, histories } = by;
  if (leader !== undefined && !isSameLineage({ ...leader, indexUuid, histories }, leader))
    return unsaved("otherLineage");
  const { sequenceNumbers: theirs } = by;
  if (theirs.length !== own.length || own.length !== fence.histories.length)
    return unsaved("otherLineage");
  const more = own.reduce((sum, number, at) => sum + Math.max(0, number - (theirs[at] ?? -1)), 0);
  if (own.some((number, at) => number < (theirs[at] ?? -1))) return unsaved("fewer");
  if (more > 0) return unsaved("written", more);
  switch (compareFingerprints(fence.fingerprints, by.fingerprints)) {
    case "same": {
      const { fingerprints } = by;
      const isSeen = itself?.indexesSeen.has(indexUuid) === true;
      return { kind: "covered", by: { indexUuid, fingerprints, isSeen } };
    }
    case "different":
      return unsaved("otherDocuments");
    case "unknown":
      return unsaved("noFingerprints");
  }
}
