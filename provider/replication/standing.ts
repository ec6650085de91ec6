// SPDX-License-Identifier: Apache-2.0
import type { FollowerMark } from "../opensearch/api/follower-index";
import {
  type Checkpoints,
  type Leader,
  type ReplicationStatus,
  unknownStatus,
} from "../opensearch/api/status";

/** What has the follower's name on the cluster. */
export type Standing =
  /** No replication, and no index. */
  | { readonly kind: "absent" }
  | Following
  | Promoted
  /** An index that never followed anything. */
  | { readonly kind: "ordinary"; readonly isFenced?: boolean }
  /** `REPLICATION NOT IN PROGRESS`, and the index cannot be looked at, or says that it is a follower. */
  | { readonly kind: "unsettled"; readonly mark: "follower" | "forbidden" }
  /** The status cannot be read because the leader is down; `mark` is what the index itself says. */
  | { readonly kind: "unreadable"; readonly mark: FollowerMark };

/** A replication, running or not. */
export interface Following {
  readonly kind: "following";
  readonly status: string;
  readonly reason: string;
  readonly leader: Leader | undefined;
  /** Whether the start is certainly over: something of the leader has been replayed, or it was paused or has failed since. */
  readonly hasReplayed: boolean;
  readonly checkpoints?: Checkpoints | undefined;
}

/** An index that followed until a stop: a person may have written to it since. */
export interface Promoted {
  readonly kind: "promoted";
  /** The plugin's write block: a stop that raced with the start leaves it behind, and then nobody has written. */
  readonly block: "lifted" | "standing" | "unknown";
  /** Whether `index.blocks.write` keeps everybody from writing: a fence, somebody's or a killed run's. */
  readonly isFenced?: boolean;
}

/** Statuses in which data flows, or is about to. */
export const flowing: ReadonlySet<string> = new Set(["SYNCING", "BOOTSTRAPPING", "RUNNING"]);

/** Our word for the status of an index that follows nothing, and is to. */
export const promotedStatus = "PROMOTED";

export function isAsWanted(
  status: string,
  { paused, promoted }: { readonly paused?: unknown; readonly promoted?: unknown },
): boolean {
  if (promoted === true) return status === promotedStatus;
  return paused === true ? status === "PAUSED" : flowing.has(status);
}

type Seen = Pick<ReplicationStatus, "status" | "reason">;

/** The reason that `_status` shows of a pause before a stop. A run that is killed between the two leaves it. */
export const replacementPause =
  "Paused by pulumi-opensearch-replication, to replace or remove this copy";

/** The same, before a promotion. */
export const promotionPause = "Paused by pulumi-opensearch-replication, to promote this copy";

/** Whether a run that is under way has paused it for a moment, or one that was killed has left it so. */
export function isLeftPaused({ status, reason }: Seen): boolean {
  return (
    status === "PAUSED" && [replacementPause, promotionPause].some((one) => reason.startsWith(one))
  );
}

/** Whether someone paused it, to stay so; a replication that paused itself has a reason of its own. */
export function isPausedByHand(seen: Seen): boolean {
  const { status, reason } = seen;
  return status === "PAUSED" && !/^(AutoPaused|Shard task )/.test(reason) && !isLeftPaused(seen);
}

/** Whether the index may hold a user's writes. An unreadable one may. */
export function mayHoldWrites(standing: Standing): boolean {
  switch (standing.kind) {
    case "ordinary":
      return true;
    case "promoted":
      return standing.block !== "standing";
    case "unsettled":
      return standing.mark === "forbidden";
    case "unreadable":
      return standing.mark !== "follower" && standing.mark !== "missing";
    case "absent":
    case "following":
      return false;
  }
}

/** The status that a standing shows. */
export function statusOf(standing: Standing): ReplicationStatus {
  const isKnown = standing.kind === "following";
  return {
    status: isKnown ? standing.status : unknownStatus,
    reason: isKnown ? standing.reason : "",
    leader: undefined,
    checkpoints: undefined,
    bootstrap: undefined,
  };
}
