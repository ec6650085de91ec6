// SPDX-License-Identifier: Apache-2.0
import { shardFingerprint } from "../../opensearch/api/switch/fingerprint";
import { leaderUuid } from "../../opensearch/api/leader/leader-uuid";
import type { ClusterOperation } from "../operation";
import { type FencedIndex, operationsIn } from "./lineage";
import type { Cover, Superseded } from "./superseded";

interface Leader {
  readonly alias: string | undefined;
  readonly index: string;
}

/**
 * Whether the leader's index, for which another one is to go, is still the one that is known, and has not lost
 * what it held: it may have been deleted, made anew or restored since. Where this user may not look, what this
 * deployment has read counts, and nothing older.
 */
export async function stillSuperseded(
  found: Superseded,
  fence: FencedIndex,
  leader: Leader,
  operation: ClusterOperation,
): Promise<Superseded> {
  if (found.kind !== "covered" || found.by === undefined) return found;
  const seen = await lookAtLeader(leader, found.by, operation);
  if (seen === "as known") return found;
  return { kind: "unsaved", operations: operationsIn(fence.sequenceNumbers), because: seen };
}

type Seen = "as known" | "changed" | "fewerNow" | "unseen";

async function lookAtLeader(
  { alias, index }: Leader,
  { indexUuid, fingerprints, isSeen }: Cover,
  { client }: ClusterOperation,
): Promise<Seen> {
  const uuid = alias === undefined ? undefined : await leaderUuid(client, alias, index);
  if (alias === undefined || uuid === undefined) return isSeen ? "as known" : "unseen";
  if (uuid !== indexUuid) return "changed";
  const expression = `${alias}:${index}`;
  const each: Seen[] = [];
  for (const [shard, { max, term }] of fingerprints.entries()) {
    // An index keeps its uuid when it is restored. What was written since has a later primary term.
    const then = await shardFingerprint(client, expression, shard, max);
    if ((then?.term ?? 0) > (term ?? Infinity)) return "changed";
    const now = await shardFingerprint(client, expression, shard);
    each.push(
      now === undefined || then === undefined ? "unseen" : now.max < max ? "fewerNow" : "as known",
    );
  }
  if (isSeen) return "as known";
  return each.find((one) => one !== "as known") ?? (each.length > 0 ? "as known" : "unseen");
}
