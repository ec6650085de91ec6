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
  /** It followed when it was last read, before its cluster could not be reached; left out otherwise. */
  readonly followed?: boolean;
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
