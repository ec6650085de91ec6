// SPDX-License-Identifier: Apache-2.0
import type { Client } from "../../opensearch/client/client";
import { listings } from "./functions";
import { kindOf } from "./kinds";
import { plainProperties } from "./values";
import type { Message, Read } from "./wire/codec";

/** Answers `List`: what of a kind is on the cluster, in pages that continue after the last id. */
export async function* listPages(
  { token, query, limit, pageSize, continuationToken }: Read<"ListRequest">,
  reads: () => Promise<Client>,
): AsyncIterable<Message<"ListResponse">> {
  const kind = kindOf(token);
  const listing = listings[kind];
  if (listing === undefined)
    throw new Error(`A ${kind} is no object of the cluster that could be listed.`);
  const { leaderAlias } = plainProperties(query);
  const wanted = typeof leaderAlias === "string" && leaderAlias !== "" ? { leaderAlias } : {};
  const all = await listing(await reads(), wanted);
  const left = all.filter(({ id }) => id > continuationToken);
  const sizes = [limit, pageSize].filter((size) => size > 0);
  const page = left.slice(0, Math.min(...sizes, left.length));
  for (const result of page) yield { result };
  const last = page.at(-1);
  if (last !== undefined && page.length < left.length)
    yield { continuation: { continuationToken: last.id } };
}
