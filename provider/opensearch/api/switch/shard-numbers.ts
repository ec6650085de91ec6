// SPDX-License-Identifier: Apache-2.0
import type { Json } from "../../answers/answer";
import { unlessWithheld } from "../../answers/withheld";
import type { Client } from "../../client/client";
import { indexSettingsOf } from "../follower-index";
import { listAt, objectAt, textAt, valueAt } from "../plugin-api";

/** The numbers of an index: one STARTED primary for each of its shards. */
export interface IndexNumbers {
  /** `index.uuid`: an index made anew has another. */
  readonly uuid: string;
  readonly shards: readonly ShardNumbers[];
}

/** What a primary shard says of its operations. */
export interface ShardNumbers {
  /** `history_uuid`: a restore from a snapshot keeps the index's uuid, and has another history. */
  readonly history: string;
  /** The sequence number of the last operation; -1 in an empty shard. */
  readonly maxSeqNo: number;
  /** Up to where no operation is missing. */
  readonly localCheckpoint: number;
  /** The retention leases by which followers keep their place: `replication:NAME:CLUSTER:[INDEX][SHARD]`. */
  readonly leases: readonly string[];
}

/** Why there are no numbers: the index is missing, this user may not read them, or a shard has no started primary. */
export type NoNumbers = "missing" | "withheld" | "incomplete";

const fields = [
  "indices.*.uuid",
  ...[
    "routing.state",
    "routing.primary",
    "seq_no",
    "commit.user_data.history_uuid",
    "retention_leases.leases.id",
  ].map((field) => `indices.*.shards.*.${field}`),
].join(",");

/** Reads the numbers of an index (`GET /{index}/_settings`, `GET /{index}/_stats?level=shards`). */
export async function readNumbers(
  client: Client,
  index: string,
): Promise<IndexNumbers | NoNumbers> {
  const settings = await indexSettingsOf(client, index);
  if (settings === "missing") return "missing";
  if (settings === "forbidden") return "withheld";
  const answer = await unlessWithheld(
    client.request({
      doing: `read the sequence numbers of index "${index}"`,
      method: "GET",
      segments: [index, "_stats"],
      query: { level: "shards", filter_path: fields },
    }),
  );
  if (answer === undefined) return "withheld";
  const [stats] = Object.values(objectAt(answer, "indices"));
  const count = Number(settings["index.number_of_shards"]);
  const uuid = textAt(stats, "uuid");
  if (uuid === "" || uuid !== settings["index.uuid"] || !(count >= 1)) return "incomplete";
  const shards = Array.from({ length: count }, (_, shard) =>
    primaryOf(listAt(stats, "shards", String(shard))),
  );
  const told = shards.filter((one) => one !== undefined);
  // The statistics leave out what has no node, without a word.
  return told.length === count ? { uuid, shards: told } : "incomplete";
}

function primaryOf(copies: readonly Json[]): ShardNumbers | undefined {
  const [primary, ...others] = copies.filter(
    (copy) =>
      valueAt(copy, "routing", "primary") === true &&
      valueAt(copy, "routing", "state") === "STARTED",
  );
  const history = valueAt(primary, "commit", "user_data", "history_uuid");
  const maxSeqNo = valueAt(primary, "seq_no", "max_seq_no");
  const localCheckpoint = valueAt(primary, "seq_no", "local_checkpoint");
  const isTold =
    typeof history === "string" &&
    typeof maxSeqNo === "number" &&
    typeof localCheckpoint === "number";
  if (!isTold || others.length > 0) return undefined;
  const leases = listAt(primary, "retention_leases", "leases")
    .map((lease) => textAt(lease, "id"))
    .filter((id) => id.startsWith("replication:"));
  return { history, maxSeqNo, localCheckpoint, leases };
}
