// SPDX-License-Identifier: Apache-2.0
import type { StoredDocument } from "../cluster/index-state";
import { illegalArgument } from "../http/refusal";
import { isObject, type Json, type JsonObject } from "../json/json";

/** What can be asked of the sequence numbers of documents; without documents there is no highest. */
const KINDS: Record<string, (numbers: number[]) => number | null> = {
  sum: (numbers) => numbers.reduce((sum, number) => sum + number, 0),
  max: (numbers) => (numbers.length === 0 ? null : Math.max(...numbers)),
};

const one = (wish: Json | undefined, numbers: number[]): JsonObject => {
  const [kind = "", of] = Object.entries(isObject(wish) ? wish : {})[0] ?? [];
  const compute = KINDS[kind];
  if (compute === undefined || !isObject(of) || of["field"] !== "_seq_no")
    throw illegalArgument("the emulated clusters add up and compare nothing but [_seq_no]");
  return { value: compute(numbers) };
};

/** The aggregations of a search request, over the documents that it found. */
export const aggregations = (
  body: Json,
  found: readonly (readonly [string, StoredDocument])[],
): JsonObject => {
  const wishes = isObject(body) ? (body["aggs"] ?? body["aggregations"]) : undefined;
  if (!isObject(wishes)) return {};
  const numbers = found.map(([, { seqNo }]) => seqNo);
  const results = Object.entries(wishes).map(([name, wish]) => [name, one(wish, numbers)] as const);
  return { aggregations: Object.fromEntries(results) };
};
