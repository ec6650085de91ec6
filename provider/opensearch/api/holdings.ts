// SPDX-License-Identifier: Apache-2.0
import type { Json } from "../answers/answer";
import { OpenSearchError } from "../answers/errors";
import { unlessWithheld } from "../answers/withheld";
import type { Client } from "../client/client";
import { indexSettingsOf } from "./follower-index";
import { listAt, objectAt, textAt, valueAt } from "./plugin-api";

/** What an index holds: how many operations each primary shard has, and within which history they count. */
export interface Holdings {
  /** `index.uuid`: an index made anew has another. */
  readonly uuid: string;
  /** One for each shard, in order. */
  readonly shards: readonly ShardHoldings[];
}

export interface ShardHoldings {
  /** `history_uuid`: a restore from a snapshot keeps the index's uuid, and has another history. */
  readonly history: string;
  /** The sequence number of the last operation; -1 in an empty shard. */
  readonly maxSeqNo: number;
}

/** What an index holds, as far as it was told; nothing where it was not told of every shard. */
export interface Reading {
  readonly holdings: Holdings | undefined;
  /** The user may not ask. */
  readonly isWithheld: boolean;
}

/** Reads what an index holds, and whether it is withheld where it is not told. */
export async function readHoldings(client: Client, index: string): Promise<Reading> {
  const settings = await indexSettingsOf(client, index);
  if (typeof settings === "string") return { ...nothing, isWithheld: settings === "forbidden" };
  const answer = await unlessWithheld(
    client.request({
      doing: `read the sequence numbers of index "${index}"`,
      method: "GET",
      segments: [index, "_stats"],
      query: { level: "shards", filter_path: fields },
    }),
  );
  if (answer === undefined) return { ...nothing, isWithheld: true };
  const [stats] = Object.values(objectAt(answer, "indices"));
  const count = Number(settings["index.number_of_shards"]);
  const uuid = textAt(stats, "uuid");
  if (uuid === "" || uuid !== settings["index.uuid"] || !(count >= 1)) return nothing;
  const shards = Array.from({ length: count }, (_, shard) =>
    primaryOf(listAt(stats, "shards", String(shard))),
  );
  const isWhole = shards.every((one) => one !== undefined);
  return { holdings: isWhole ? { uuid, shards } : undefined, isWithheld: false };
}

/**
 * Reads what an index holds (`GET /{index}/_stats?level=shards`). Nothing where it cannot be told of
 * every shard: the user may not ask, or a primary is not started, of which the server says nothing.
 */
export async function holdingsOf(client: Client, index: string): Promise<Holdings | undefined> {
  return (await readHoldings(client, index)).holdings;
}

const nothing: Reading = { holdings: undefined, isWithheld: false };

const fields = [
  "indices.*.uuid",
  ...["routing.state", "routing.primary", "seq_no", "commit.user_data.history_uuid"].map(
    (field) => `indices.*.shards.*.${field}`,
  ),
].join(",");

function primaryOf(copies: readonly Json[]): ShardHoldings | undefined {
  const [primary, ...others] = copies.filter(
    (copy) =>
      valueAt(copy, "routing", "primary") === true &&
      valueAt(copy, "routing", "state") === "STARTED",
  );
  const history = valueAt(primary, "commit", "user_data", "history_uuid");
  const maxSeqNo = valueAt(primary, "seq_no", "max_seq_no");
  const isTold = typeof history === "string" && typeof maxSeqNo === "number";
  return isTold && others.length === 0 ? { history, maxSeqNo } : undefined;
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
