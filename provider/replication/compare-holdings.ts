// SPDX-License-Identifier: Apache-2.0
import type { Holdings } from "../opensearch/api/holdings";

/** How long after its own stop an operation may delete what it can neither read nor fence. */
const freshness = 1_000;

/** Whether an index holds what it held: a look that tells nothing is no evidence. */
export type Comparison =
  | { readonly kind: "same" }
  | { readonly kind: "written"; readonly operations: number }
  | { readonly kind: "another" }
  | { readonly kind: "unknown" };

/** Compares what an index held with what it holds. Numbers count only within one history of one index. */
export function compareHoldings(
  before: Holdings | undefined,
  now: Holdings | undefined,
): Comparison {
  if (before === undefined || now === undefined) return { kind: "unknown" };
  const isOne =
    before.uuid === now.uuid &&
    before.shards.length === now.shards.length &&
    before.shards.every(({ history }, shard) => history === now.shards[shard]?.history);
  if (!isOne) return { kind: "another" };
  const differences = before.shards.map(
    ({ maxSeqNo }, shard) => (now.shards[shard]?.maxSeqNo ?? NaN) - maxSeqNo,
  );
  if (differences.every((difference) => difference === 0)) return { kind: "same" };
  // Fewer operations than before are another history, whatever its name.
  if (differences.some((difference) => !(difference >= 0))) return { kind: "another" };
  return { kind: "written", operations: differences.reduce((sum, one) => sum + one, 0) };
}

/**
 * Whether a stopped index may be deleted. `age` is the time since this operation's own stop, which stands in
 * for evidence only where the user may not have it: `isWithheld`, or the fence is not allowed.
 */
export function mayDelete(
  compared: Comparison,
  isFenced: boolean,
  age: number | undefined,
  isWithheld: boolean,
): boolean {
  if (compared.kind === "same" && isFenced) return true;
  if (age === undefined || age > freshness) return false;
  return compared.kind === "same" || (compared.kind === "unknown" && isWithheld);
}
