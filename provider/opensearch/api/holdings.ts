// SPDX-License-Identifier: Apache-2.0
import { OpenSearchError } from "../answers/errors";
import { unlessWithheld } from "../answers/withheld";
import type { Client } from "../client/client";
import { listAt, valueAt } from "./plugin-api";
import { readNumbers, type ShardNumbers } from "./switch/shard-numbers";

/** What an index holds: how many operations each primary shard has, and within which history they count. */
export interface Holdings {
  /** `index.uuid`: an index made anew has another. */
  readonly uuid: string;
  /** One for each shard, in order. */
  readonly shards: readonly ShardHoldings[];
}

export type ShardHoldings = Pick<ShardNumbers, "history" | "maxSeqNo">;

/** What an index holds, as far as it was told; nothing where it was not told of every shard. */
export interface Reading {
  readonly holdings: Holdings | undefined;
  /** The user may not ask. */
  readonly isWithheld: boolean;
}

/** Reads what an index holds, and whether it is withheld where it is not told. */
export async function readHoldings(client: Client, index: string): Promise<Reading> {
  const read = await readNumbers(client, index);
  if (typeof read === "string") return { holdings: undefined, isWithheld: read === "withheld" };
  const shards = read.shards.map(({ history, maxSeqNo }) => ({ history, maxSeqNo }));
  return { holdings: { uuid: read.uuid, shards }, isWithheld: false };
}

/** Reads what an index holds; nothing where it cannot be told of every shard. */
export async function holdingsOf(client: Client, index: string): Promise<Holdings | undefined> {
  return (await readHoldings(client, index)).holdings;
}

/**
 * How the primary shards of an index came to be (`GET /{index}/_recovery`): `SNAPSHOT` for a copy,
 * `EMPTY_STORE` for an index that somebody made; none where no recovery has begun. Nothing where the user
 * may not ask.
 */
export async function recoveryTypes(
  client: Client,
  index: string,
): Promise<readonly string[] | undefined> {
  const doing = `read the recovery of index "${index}"`;
  const call = { doing, method: "GET", segments: [index, "_recovery"] } as const;
  const answer = await unlessWithheld(
    client.request(call).catch((error: unknown) => {
      if (error instanceof OpenSearchError && error.status === 404) return {};
      throw error;
    }),
  );
  if (answer === undefined) return undefined;
  const [entry] = Object.values(answer);
  return listAt(entry, "shards")
    .filter((shard) => valueAt(shard, "primary") === true)
    .map((shard) => valueAt(shard, "type"))
    .filter((type) => typeof type === "string");
}
