// SPDX-License-Identifier: Apache-2.0
import { Refusal } from "../../opensearch/answers/refusal";
import { fingerprintsOf } from "../../opensearch/api/switch/fingerprint";
import { type IndexNumbers, readNumbers } from "../../opensearch/api/switch/shard-numbers";
import type { OpenLedger } from "../ledger";
import type { ClusterOperation } from "../operation";
import type { Wish } from "../wish";
import {
  compareFingerprints,
  distanceTo,
  type FencedIndex,
  hasGap,
  isFollowedBy,
  type Promotion,
} from "./lineage";
import { notReached } from "./messages";

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
  const read = await readNumbers(operation.reads, index);
  const numbers = typeof read === "string" ? undefined : read;
  const proven = numbers && fence && (await provenBy(fence, index, numbers, operation));
  ledger.promoted(
    proven ?? {
      at: timeOf(operation),
      indexUuid: numbers?.uuid ?? "",
      sequenceNumbers: [],
      fingerprints: [],
      isExact: false,
    },
  );
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
  return promotionFrom(numbers, fingerprints, fence, { behind: 0, isExact: true }, operation);
}

/** Reads what a follower is promoted from, while it is held still; throws where that is not what the fence says. */
export async function promotionOf(
  index: string,
  fence: FencedIndex | undefined,
  isFenced: boolean,
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
  return promotionFrom(numbers, fingerprints, fence, behind, operation);
}

function promotionFrom(
  { uuid, shards }: IndexNumbers,
  fingerprints: Promotion["fingerprints"],
  fence: FencedIndex | undefined,
  behind: Behind,
  operation: ClusterOperation,
): Promotion {
  const { clusterUuid = "", indexUuid = "", histories = [] } = fence ?? {};
  return {
    at: timeOf(operation),
    indexUuid: uuid,
    sequenceNumbers: shards.map(({ localCheckpoint }) => localCheckpoint),
    fingerprints,
    ...behind,
    ...(indexUuid === "" ? {} : { of: { clusterUuid, indexUuid, histories } }),
  };
}

function timeOf({ clock }: ClusterOperation): string {
  return new Date(clock.wallTime()).toISOString();
}
