// SPDX-License-Identifier: Apache-2.0
import type { Fingerprint } from "../../opensearch/api/switch/fingerprint";
import type { ShardNumbers } from "../../opensearch/api/switch/shard-numbers";

/** Which index it is, and which history its numbers count in: they compare only within one lineage. */
export interface Lineage {
  /** The cluster that the index is on; empty if the service hides it. */
  readonly clusterUuid: string;
  /** `index.uuid`. */
  readonly indexUuid: string;
  /** `history_uuid` of each shard: a restore from a snapshot keeps the index's uuid, and has another history. */
  readonly histories: readonly string[];
}

/**
 * What a {@link WriteBlock} says of one of its indexes. Another site's replication takes it as its
 * `promoteAt`.
 */
export interface FencedIndex extends Lineage {
  /** The index. */
  readonly index: string;
  /**
   * `blocked`: nobody writes to it. `open`: it takes writes. `following`: it is a follower, which takes none.
   * `missing`: there is none. `deferred`: its cluster could not be reached; the rest is as it was last read.
   */
  readonly state: "blocked" | "open" | "following" | "missing" | "deferred";
  /** When the resource last blocked it or lifted its block (ISO 8601, UTC); a refresh leaves that. */
  readonly since: string;
  /** The sequence number of the last operation of each shard; -1 in an empty one. */
  readonly sequenceNumbers: readonly number[];
  /** The retention leases of each shard by which followers keep their place. */
  readonly leases: readonly (readonly string[])[];
  /** What the documents of each shard add up to, while it is blocked; empty if this user may not search. */
  readonly fingerprints: readonly Fingerprint[];
}

/**
 * What a follower was promoted from. It is written once; the other site's replication takes it as its
 * `supersededBy`.
 */
export interface Promotion {
  /** When it was promoted (ISO 8601, UTC). */
  readonly at: string;
  /** `index.uuid` of the promoted index. */
  readonly indexUuid: string;
  /** `history_uuid` of each of its shards: another index, or a restored one, has others. */
  readonly histories: readonly string[];
  /** Up to which operation of its leader each shard is complete; empty if the index was taken as it was. */
  readonly sequenceNumbers: readonly number[];
  /** What the documents of each shard add up to; empty if this user may not search. */
  readonly fingerprints: readonly Fingerprint[];
  /** How many operations of its leader it lacks, as far as is known; left out if nothing is known. */
  readonly behind?: number;
  /** Whether `behind` is exact, or a lower bound. */
  readonly isExact: boolean;
  /** The leader's index that it followed, as the other site's fence told; left out if none did. */
  readonly of?: Lineage;
}

/** The lineage that a fence tells of; nothing where its index was not read. */
export function lineageOf(fence: FencedIndex | undefined): Lineage | undefined {
  if (fence === undefined || fence.indexUuid === "") return undefined;
  const { clusterUuid, indexUuid, histories } = fence;
  return { clusterUuid, indexUuid, histories };
}

/** Whether a promoted index is still the one that was promoted. */
export function isStill(
  { indexUuid, histories }: Promotion,
  { uuid, shards }: { readonly uuid: string; readonly shards: readonly ShardNumbers[] },
): boolean {
  return (
    indexUuid === uuid &&
    histories.length === shards.length &&
    shards.every(({ history }, shard) => history === histories[shard])
  );
}

export function isSameLineage(a: Lineage, b: Lineage): boolean {
  return (
    a.clusterUuid === b.clusterUuid &&
    a.clusterUuid !== "" &&
    a.indexUuid === b.indexUuid &&
    a.indexUuid !== "" &&
    // What says nothing of any shard is equal to anything.
    a.histories.length > 0 &&
    a.histories.length === b.histories.length &&
    a.histories.every((history, shard) => history === b.histories[shard])
  );
}

/** Whether every shard of a fenced index has a lease of this follower, which shows whom it is followed by. */
export function isFollowedBy(fence: FencedIndex, clusterUuid: string, follower: string): boolean {
  return (
    fence.leases.length > 0 &&
    fence.leases.every((ids, shard) =>
      ids.some((id) => id.endsWith(`:${clusterUuid}:[${follower}][${shard}]`)),
    )
  );
}

/** How far the shards of a follower are from the numbers of a fence. */
export type Distance = "equal" | "short" | "ahead" | "gap" | "otherShards";

/** A follower is there when it holds the fence's operations, all of them and no more. */
export function distanceTo(
  fence: Pick<FencedIndex, "sequenceNumbers">,
  shards: readonly Pick<ShardNumbers, "maxSeqNo" | "localCheckpoint">[],
): Distance {
  const { sequenceNumbers: wanted } = fence;
  if (wanted.length !== shards.length) return "otherShards";
  if (shards.some(({ maxSeqNo }, shard) => maxSeqNo > (wanted[shard] ?? -1))) return "ahead";
  if (shards.every(({ localCheckpoint }, shard) => localCheckpoint === wanted[shard]))
    return "equal";
  return hasGap(shards) ? "gap" : "short";
}

/** Whether operations are missing below others that are there. */
export function hasGap(
  shards: readonly Pick<ShardNumbers, "maxSeqNo" | "localCheckpoint">[],
): boolean {
  return shards.some(({ maxSeqNo, localCheckpoint }) => localCheckpoint < maxSeqNo);
}

/** Whether two sites hold the same documents: without the fingerprints of both, that is not known. */
export function compareFingerprints(
  one: readonly Fingerprint[],
  other: readonly Fingerprint[],
): "same" | "different" | "unknown" {
  if (one.length === 0 || other.length === 0) return "unknown";
  const isSame =
    one.length === other.length &&
    one.every((a, shard) => {
      const b = other[shard];
      return a.documents === b?.documents && a.sum === b.sum && a.max === b.max;
    });
  return isSame ? "same" : "different";
}

/** How many operations an index has taken in all. */
export function operationsIn(sequenceNumbers: readonly number[]): number {
  return sequenceNumbers.reduce((sum, number) => sum + number + 1, 0);
}

/** Whether nobody has written to a promoted index, and the one that it came from is still there. */
function isUntouched(fence: FencedIndex, { promotion, leader }: OwnPromotion): boolean {
  if (promotion?.of === undefined || leader === undefined) return false;
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
  | { readonly kind: "covered" }
  /** It holds operations that the promoted copy lacks, or may lack: as many. */
  | { readonly kind: "unsaved"; readonly operations: number; readonly because: UnsavedBecause };

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
  | "noFingerprints";

/** What is known of an index that follows nothing, besides what the other site says. */
export interface OwnPromotion {
  /** What it was promoted from itself. */
  readonly promotion: Promotion | undefined;
  /** The other site's index now. */
  readonly leader: Lineage | undefined;
}

/**
 * Compares a fenced index with what another site's copy was promoted from. One that was promoted itself and holds
 * no more than that lacks nothing either, as long as its leader's index is still there.
 */
export function superseded(
  fence: FencedIndex,
  by: Promotion | undefined,
  itself?: OwnPromotion,
): Superseded {
  if (itself !== undefined && isUntouched(fence, itself)) return { kind: "covered" };
  const { sequenceNumbers: own } = fence;
  const all = operationsIn(own);
  const unsaved = (because: UnsavedBecause, operations = all): Superseded => ({
    kind: "unsaved",
    operations,
    because,
  });
  if (by?.of === undefined || !isSameLineage(by.of, fence)) return unsaved("otherLineage");
  const { sequenceNumbers: theirs } = by;
  if (theirs.length !== own.length || own.length !== fence.histories.length)
    return unsaved("otherLineage");
  const more = own.reduce((sum, number, at) => sum + Math.max(0, number - (theirs[at] ?? -1)), 0);
  if (own.some((number, at) => number < (theirs[at] ?? -1))) return unsaved("fewer");
  if (more > 0) return unsaved("written", more);
  switch (compareFingerprints(fence.fingerprints, by.fingerprints)) {
    case "same":
      return { kind: "covered" };
    case "different":
      return unsaved("otherDocuments");
    case "unknown":
      return unsaved("noFingerprints");
  }
}
