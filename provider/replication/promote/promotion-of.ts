// SPDX-License-Identifier: Apache-2.0
import { Refusal } from "../../opensearch/answers/refusal";
import { fingerprintsOf } from "../../opensearch/api/switch/fingerprint";
import { type IndexNumbers, readNumbers } from "../../opensearch/api/switch/shard-numbers";
import { timestamp } from "../../waiting/clock";
import type { OpenLedger } from "../ledger";
import type { ClusterOperation } from "../operation";
import type { Wish } from "../wish";
import {
  compareFingerprints,
  distanceTo,
  type FencedIndex,
  hasGap,
  isFollowedBy,
  isSameLineage,
  isStill,
  type Lineage,
  lineageOf,
  operationsIn,
  type Promotion,
} from "./lineage";
import { notReached, otherOpen, otherPromoted } from "./messages";

/** What is known of how far a follower is behind, when it is promoted. */
export type Behind = Pick<Promotion, "behind" | "isExact">;

/**
 * Takes an index as it is that follows nothing. Where it holds just what the fence says, it was promoted at
 * that fence, by a run that could not record it; else nothing is known of where it came from.
 */
export async function takePromoted(
  wish: Wish,
  ledger: OpenLedger,
  operation: ClusterOperation,
): Promise<void> {
  const { index, promoteAt: fence } = wish;
  const { promotion: known, isDisturbed } = ledger.before;
  const read = await readNumbers(operation.reads, index);
  const numbers = typeof read === "string" ? undefined : read;
  if (fence?.state === "open") throw new Refusal(otherOpen(index, fence.index));
  if (known !== undefined && numbers !== undefined && isStill(known, numbers)) {
    if (isDisturbed && fence !== undefined)
      await requireNoOther(known, fence, wish, numbers, operation);
    return ledger.promoted(known);
  }
  const proven = numbers && fence && (await provenBy(fence, index, numbers, operation));
  ledger.promoted(
    proven ?? {
      at: timestamp(operation.clock),
      indexUuid: numbers?.uuid ?? "",
      histories: numbers?.shards.map(({ history }) => history) ?? [],
      sequenceNumbers: [],
      fingerprints: [],
      isExact: false,
    },
  );
}

/** Throws where the other site holds an index of its own, which this one neither came from nor is followed by. */
async function requireNoOther(
  { of }: Promotion,
  fence: FencedIndex,
  { index, discard }: Wish,
  numbers: IndexNumbers,
  operation: ClusterOperation,
): Promise<void> {
  const operations = operationsIn(fence.sequenceNumbers);
  if (fence.state !== "blocked" || operations === 0 || operations === discard) return;
  if (of !== undefined && isSameLineage(of, fence)) return;
  const { uuid } = await operation.identity();
  if (uuid !== "" && isFollowedBy(fence, uuid, index)) return;
  // Nobody has written to either since the one came from the other.
  if (distanceTo(fence, numbers.shards) === "equal") {
    const own = (await fingerprintsOf(operation.client, index, numbers.shards.length)) ?? [];
    if (compareFingerprints(fence.fingerprints, own) === "same") return;
  }
  throw new Refusal(otherPromoted(index, fence.index, operations));
}

async function provenBy(
  fence: FencedIndex,
  index: string,
  numbers: IndexNumbers,
  operation: ClusterOperation,
): Promise<Promotion | undefined> {
  const { uuid } = await operation.identity();
  if (fence.state !== "blocked" || uuid === "" || !isFollowedBy(fence, uuid, index))
    return undefined;
  if (distanceTo(fence, numbers.shards) !== "equal") return undefined;
  const fingerprints = (await fingerprintsOf(operation.client, index, numbers.shards.length)) ?? [];
  if (compareFingerprints(fence.fingerprints, fingerprints) !== "same") return undefined;
  const behind = { behind: 0, isExact: true };
  return promotionFrom(numbers, fingerprints, lineageOf(fence), behind, operation);
}

/** Reads what a follower is promoted from, while it is held still; throws where that is not what the fence says. */
export async function promotionOf(
  index: string,
  fence: FencedIndex | undefined,
  isFenced: boolean,
  copyOf: Lineage | undefined,
  behind: Behind,
  operation: ClusterOperation,
): Promise<Promotion> {
  const numbers = await readNumbers(operation.reads, index);
  if (typeof numbers === "string") throw new Refusal(notReached(index, "unread"));
  // The server cannot stop a replication whose index lacks operations below its last one.
  if (hasGap(numbers.shards)) throw new Refusal(notReached(index, "gap"));
  const fingerprints = (await fingerprintsOf(operation.client, index, numbers.shards.length)) ?? [];
  if (isFenced && fence !== undefined) {
    const distance = distanceTo(fence, numbers.shards);
    const isOther = compareFingerprints(fence.fingerprints, fingerprints) === "different";
    if (distance !== "equal" || isOther) throw new Refusal(notReached(index, distance));
  }
  const of = await provenLineage(index, fence, copyOf, operation);
  return promotionFrom(numbers, fingerprints, of, behind, operation);
}

/**
 * Of which index the follower is a copy, as far as that is shown: by its retention leases there, or by what was
 * recorded when it was copied. What stands there now under the name may be another one.
 */
async function provenLineage(
  index: string,
  fence: FencedIndex | undefined,
  copyOf: Lineage | undefined,
  operation: ClusterOperation,
): Promise<Lineage | undefined> {
  const now = lineageOf(fence);
  if (fence === undefined || now === undefined) return copyOf;
  const { uuid } = await operation.identity();
  const isShown = uuid !== "" && isFollowedBy(fence, uuid, index);
  return isShown || (copyOf !== undefined && isSameLineage(copyOf, now)) ? now : undefined;
}

function promotionFrom(
  { uuid, shards }: IndexNumbers,
  fingerprints: Promotion["fingerprints"],
  of: Lineage | undefined,
  behind: Behind,
  operation: ClusterOperation,
): Promotion {
  return {
    at: timestamp(operation.clock),
    indexUuid: uuid,
    histories: shards.map(({ history }) => history),
    sequenceNumbers: shards.map(({ localCheckpoint }) => localCheckpoint),
    fingerprints,
    ...behind,
    ...(of === undefined ? {} : { of }),
  };
}
