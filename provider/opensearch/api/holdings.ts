// SPDX-License-Identifier: Apache-2.0
import { isObject, type Json, type JsonObject } from "../answers/answer";
import { unlessWithheld } from "../answers/withheld";
import type { Client } from "../client/client";
import { indexSettingsOf } from "./follower-index";

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

/**
 * Reads what an index holds (`GET /{index}/_stats?level=shards`). Nothing where it cannot be told of
 * every shard: the user may not ask, or a primary is not started, of which the server says nothing.
 */
export async function holdingsOf(client: Client, index: string): Promise<Holdings | undefined> {
  const settings = await indexSettingsOf(client, index);
  if (typeof settings === "string") return undefined;
  const answer = await unlessWithheld(
    client.request({
      doing: `read the sequence numbers of index "${index}"`,
      method: "GET",
      segments: [index, "_stats"],
      query: { level: "shards", filter_path: fields },
      isAnswer: () => true,
    }),
  );
  const { indices } = answer ?? {};
  const stats = isObject(indices) ? Object.values(indices)[0] : undefined;
  const count = Number(settings["index.number_of_shards"]);
  const uuid = isObject(stats) ? stats["uuid"] : undefined;
  if (!isObject(stats) || typeof uuid !== "string" || uuid !== settings["index.uuid"])
    return undefined;
  if (!(count >= 1)) return undefined;
  const shards = Array.from({ length: count }, (_, shard) => primaryOf(stats, shard));
  return shards.every((one) => one !== undefined) ? { uuid, shards } : undefined;
}

const fields = [
  "indices.*.uuid",
  ...["routing.state", "routing.primary", "seq_no", "commit.user_data.history_uuid"].map(
    (field) => `indices.*.shards.*.${field}`,
  ),
].join(",");

function primaryOf(stats: JsonObject, shard: number): ShardHoldings | undefined {
  const { shards } = stats;
  const copies = isObject(shards) ? shards[String(shard)] : undefined;
  const primaries = (Array.isArray(copies) ? (copies as readonly Json[]) : []).filter(isPrimary);
  const [primary] = primaries;
  if (primary === undefined || primaries.length > 1) return undefined;
  const { seq_no: numbers, commit } = primary;
  const data = isObject(commit) ? commit["user_data"] : undefined;
  const history = isObject(data) ? data["history_uuid"] : undefined;
  const maxSeqNo = isObject(numbers) ? numbers["max_seq_no"] : undefined;
  return typeof history === "string" && typeof maxSeqNo === "number"
    ? { history, maxSeqNo }
    : undefined;
}

function isPrimary(copy: Json): copy is JsonObject {
  const routing = isObject(copy) ? copy["routing"] : undefined;
  return isObject(routing) && routing["primary"] === true && routing["state"] === "STARTED";
}
