// SPDX-License-Identifier: Apache-2.0
import type { ReplicationStatus } from "../../opensearch/api/status";
import type { Lineage, Promotion } from "../../replication/promote/lineage";
import { flowing, promotedStatus } from "../../replication/standing";

/** What the resource says of itself besides its inputs. No counters: they would change at every refresh. */
export interface ReplicationState {
  /** The server's answer to the start; true also where an existing replication was adopted. */
  acknowledged: boolean;
  /** As last read. */
  status: string;
  /** Why it is paused or failed, else empty. */
  reason: string;
  /** When this copy was started or taken over by the resource (ISO 8601, UTC): another copy has another. */
  startedAt: string;
  /** What it was promoted from; left out while it follows. */
  promotion?: Promotion | undefined;
  /** The leader's index that was copied, as the other site's block told when the copy was started. */
  copyOf?: Lineage | undefined;
}

export const emptyState = {
  acknowledged: false,
  ...{ status: "", reason: "", clusterUuid: "", startedAt: "" },
  promotion: undefined as Promotion | undefined,
  copyOf: undefined as Lineage | undefined,
};

/** The status of a replacement whose old replication was stopped, and whose old copy still stands. */
export const replacingStatus = "REPLACING";

export function stateFrom(
  seen: Pick<ReplicationStatus, "status" | "reason">,
  known: Pick<ReplicationState, "acknowledged" | "startedAt" | "promotion" | "copyOf">,
): ReplicationState {
  return {
    acknowledged: known.acknowledged,
    // A wait sees RUNNING, BOOTSTRAPPING and SYNCING in turn, but the reason says `User initiated` for all of them.
    status: seen.status,
    reason: flowing.has(seen.status) ? "" : seen.reason,
    startedAt: known.startedAt,
    promotion: seen.status === promotedStatus ? known.promotion : undefined,
    copyOf: known.copyOf,
  };
}
