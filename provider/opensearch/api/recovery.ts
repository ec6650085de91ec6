// SPDX-License-Identifier: Apache-2.0
import { isObject, type Json } from "../answers/answer";
import { unlessWithheld } from "../answers/withheld";
import type { Client } from "../client/client";

/**
 * How the primary shards of an index came to be (`GET /{index}/_recovery`): `SNAPSHOT` for a copy,
 * `EMPTY_STORE` for an index that somebody made. Nothing where that is not told.
 */
export async function recoveryTypes(
  client: Client,
  index: string,
): Promise<readonly string[] | undefined> {
  const answer = await unlessWithheld(
    client.request({
      doing: `read the recovery of index "${index}"`,
      method: "GET",
      segments: [index, "_recovery"],
      isAnswer: () => true,
    }),
  );
  const [entry] = Object.values(answer ?? {});
  const shards = isObject(entry) ? entry["shards"] : undefined;
  if (!Array.isArray(shards)) return undefined;
  const primaries = (shards as readonly Json[]).filter(isObject).filter((one) => one["primary"]);
  const types = primaries.map(({ type }) => type).filter((type) => typeof type === "string");
  return types.length === 0 ? undefined : types;
}
