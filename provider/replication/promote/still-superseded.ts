// SPDX-License-Identifier: Apache-2.0
import { type Fingerprint, shardFingerprint } from "../../opensearch/api/switch/fingerprint";
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
  if (found.kind !== "covered") return found;
  const seen = await lookAtLeader(leader, found.by, operation);
  if (seen === "as known") return found;
  return { kind: "unsaved", operations: operationsIn(fence.sequenceNumbers), because: seen };
}

async function lookAtLeader(
  { alias, index }: Leader,
  { indexUuid, fingerprints, isSeen }: Cover,
  { client }: ClusterOperation,
): Promise<"as known" | "changed" | "unseen"> {
  const uuid = alias === undefined ? undefined : await leaderUuid(client, alias, index);
  if (uuid !== undefined && uuid !== indexUuid) return "changed";
  if (isSeen) return "as known";
  if (alias === undefined || uuid === undefined) return "unseen";
  const now: (Fingerprint | undefined)[] = [];
  for (const shard of fingerprints.keys())
    now.push(await shardFingerprint(client, `${alias}:${index}`, shard));
  // One history gives no number twice: a highest one that has fallen was restored, or its document deleted.
  const isLess = (one: Fingerprint | undefined, shard: number): boolean =>
    one !== undefined && one.max < (fingerprints[shard]?.max ?? -1);
  if (now.some(isLess)) return "changed";
  return now.length > 0 && !now.includes(undefined) ? "as known" : "unseen";
}
