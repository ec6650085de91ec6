// SPDX-License-Identifier: Apache-2.0
import { Refusal } from "../../opensearch/answers/refusal";
import { fingerprintsOf } from "../../opensearch/api/switch/fingerprint";
import { flushIfAllowed } from "../../opensearch/api/switch/flush";
import {
  type IndexNumbers,
  type NoNumbers,
  readNumbers,
} from "../../opensearch/api/switch/shard-numbers";
import { blockWrites } from "../../opensearch/api/write-block";
import { within } from "../../waiting/clock";
import { poll } from "../../waiting/poll";
import type { ClusterOperation } from "../operation";
import { type FencedIndex, hasGap } from "./lineage";
import { fenceForbidden, fenceUnread, fenceUnsettled } from "./messages";

const patience = 60_000;
const backoff = { first: 200, longest: 2_000, factor: 1.5 };

/**
 * Blocks writes to an index, waits for what is in flight, flushes, and reads what it holds then. Numbers are
 * final only once every shard is complete up to its last operation, and two readings in turn are the same.
 */
export async function fenceIndex(index: string, operation: ClusterOperation): Promise<FencedIndex> {
  const { client } = operation;
  if (!(await blockWrites(client, index))) throw new Refusal(fenceForbidden(index));
  await flushIfAllowed(client, index);
  const numbers = await settledNumbers(index, operation);
  const fingerprints = (await fingerprintsOf(client, index, numbers.shards.length)) ?? [];
  return fencedIndex(index, "blocked", numbers, fingerprints, operation);
}

/** Reads an index that takes writes: its lineage has to be known before a disaster. */
export async function openIndex(
  index: string,
  operation: ClusterOperation,
): Promise<FencedIndex | NoNumbers> {
  const numbers = await readNumbers(operation.reads, index);
  return typeof numbers === "string" ? numbers : fencedIndex(index, "open", numbers, [], operation);
}

/** An index of which there is nothing to say but its state. */
export function unreadIndex(index: string, state: FencedIndex["state"]): FencedIndex {
  const nothing = { sequenceNumbers: [], leases: [], fingerprints: [], histories: [] };
  return { index, state, since: "", clusterUuid: "", indexUuid: "", ...nothing };
}

async function fencedIndex(
  index: string,
  state: FencedIndex["state"],
  { uuid, shards }: IndexNumbers,
  fingerprints: FencedIndex["fingerprints"],
  operation: ClusterOperation,
): Promise<FencedIndex> {
  return {
    index,
    state,
    since: "",
    clusterUuid: (await operation.identity()).uuid,
    indexUuid: uuid,
    histories: shards.map(({ history }) => history),
    sequenceNumbers: shards.map(({ maxSeqNo }) => maxSeqNo),
    leases: shards.map(({ leases }) => leases),
    fingerprints,
  };
}

async function settledNumbers(index: string, operation: ClusterOperation): Promise<IndexNumbers> {
  let last: IndexNumbers | NoNumbers = "incomplete";
  const settled = await poll<IndexNumbers>(
    async () => {
      const before = last;
      last = await readNumbers(operation.reads, index);
      if (typeof last === "string" || typeof before === "string") return { done: false };
      const isStill = last.shards.every(
        ({ maxSeqNo }, shard) => maxSeqNo === before.shards[shard]?.maxSeqNo,
      );
      return isStill && !hasGap(last.shards) ? { done: true, value: last } : { done: false };
    },
    { ...within(patience, operation), backoff },
  );
  if (settled !== undefined) return settled.value;
  // `last` was assigned within the poll, which the compiler does not see.
  const found = last as IndexNumbers | NoNumbers;
  throw new Refusal(typeof found === "string" ? fenceUnread(index, found) : fenceUnsettled(index));
}
