// SPDX-License-Identifier: Apache-2.0
import type { Json, JsonObject } from "../answers/answer";
import { OpenSearchError } from "../answers/errors";
import { shortened } from "../text/foreign";
import { listAt, numbersIn, textAt, valueAt } from "./plugin-api";

/** The status of an index that is not a follower, in the server's words. */
export const notInProgress = "REPLICATION NOT IN PROGRESS";

/** Our word, not the server's, for a status that cannot be read. */
export const unknownStatus = "UNKNOWN";

/** Whether a status could not be read because the plugin cannot reach the leader, or the index is in between two states. */
export function isStatusUnavailable(error: unknown): error is OpenSearchError {
  return error instanceof OpenSearchError && error.is("statusUnavailable");
}

/**
 * How long `REPLICATION NOT IN PROGRESS` is asked for again before it is believed of an index that
 * may be a follower: a removed connection or a deleted leader index reads like that for 10 to 16 s
 * and then as PAUSED, and so does every follower right after a restart. A rule is missing from the
 * statistics just as long.
 */
export const absenceGrace = 20_000;

export interface Leader {
  readonly alias: string;
  readonly index: string;
}

interface ShardCheckpoints {
  readonly leader: number;
  readonly follower: number;
}

/**
 * How far the follower is. Sums over the shards: an empty index counts minus the number of its shards,
 * and one shard's lag is hidden by what another is ahead.
 */
export interface Checkpoints extends ShardCheckpoints {
  /** Each shard's own by its id, `undefined` of one that is still copied; left out where they are not told. */
  readonly shards?: ReadonlyMap<string, ShardCheckpoints | undefined> | undefined;
}

/** How many operations a follower lacks, as far as that was told: of each shard, since one may be ahead. */
export function operationsBehind({ shards, ...sums }: Checkpoints): number {
  const each = shards === undefined ? [sums] : [...shards.values()];
  return each.reduce((sum, at) => sum + Math.max(0, (at?.leader ?? 0) - (at?.follower ?? 0)), 0);
}

interface BootstrapProgress {
  readonly bytesTotal: number;
  readonly bytesRecovered: number;
}

/** An answer of `GET /_plugins/_replication/{index}/_status`. */
export interface ReplicationStatus {
  /** `SYNCING`, `BOOTSTRAPPING`, `RUNNING`, `PAUSED`, `FAILED`, or `REPLICATION NOT IN PROGRESS`. */
  readonly status: string;
  /** Why it is paused or failed; `User initiated` says nothing. */
  readonly reason: string;
  readonly leader: Leader | undefined;
  readonly checkpoints: Checkpoints | undefined;
  readonly bootstrap: BootstrapProgress | undefined;
}

export function isStatus(json: JsonObject): boolean {
  return textAt(json, "status") !== "";
}

export function parseStatus(json: JsonObject): ReplicationStatus {
  const alias = json["leader_alias"];
  const index = json["leader_index"];
  return {
    status: textAt(json, "status"),
    reason: tidied(shortened(textAt(json, "reason"))),
    leader: typeof alias === "string" && typeof index === "string" ? { alias, index } : undefined,
    checkpoints: checkpointsIn(json),
    bootstrap: numbersIn(json["bootstrap_details"], {
      bytesTotal: "bytes_total",
      bytesRecovered: "bytes_recovered",
    }),
  };
}

/** The failure of a shard in the reason of a replication that paused itself: `[[copy][0] - org.opensearch.SomeException - "what"], `. */
const shardFailure = /\[\[[^\]]*\]\[(\d+)\] - (?:[\w$]+\.)*([\w$]+) - "([^]*?)"\](?:, |$)/g;

/** Says once what several shards failed with. */
function tidied(reason: string): string {
  const failures = [...reason.matchAll(shardFailure)];
  const shards = new Map<string, string[]>();
  for (const [, shard = "", exception, what] of failures) {
    const said = `${exception}: ${what}`;
    shards.set(said, [...(shards.get(said) ?? []), shard]);
  }
  const each = [...shards].map(
    ([said, of]) => `${said} (shard${of.length > 1 ? "s" : ""} ${of.join(", ")})`,
  );
  const rest = reason.replace(shardFailure, "").replace(/[\s+]+$/, "");
  return [rest, each.join("; ")].filter((part) => part !== "").join(" ");
}

function checkpointsIn(json: JsonObject): Checkpoints | undefined {
  const sums = ofShard(json["syncing_details"]);
  return sums === undefined ? undefined : { ...sums, shards: shardsIn(json) };
}

function shardsIn(json: JsonObject): Checkpoints["shards"] {
  const details = listAt(json, "shard_replication_details");
  if (details.length === 0) return undefined;
  return new Map(
    details.map((one, at) => [
      textAt(one, "shard_id") || String(at),
      ofShard(valueAt(one, "syncing_task_details")),
    ]),
  );
}

function ofShard(details: Json | undefined): ShardCheckpoints | undefined {
  return numbersIn(details, { leader: "leader_checkpoint", follower: "follower_checkpoint" });
}
