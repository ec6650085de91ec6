// SPDX-License-Identifier: Apache-2.0
import { Refusal } from "../../opensearch/answers/refusal";
import { indexSettingsOf, leaderIn, markOf } from "../../opensearch/api/follower-index";
import { holdingsOf, recoveryTypes } from "../../opensearch/api/holdings";
import { within } from "../../waiting/clock";
import { poll } from "../../waiting/poll";
import type { OpenLedger } from "../ledger";
import type { ClusterOperation } from "../operation";
import { stopReplication } from "../stop/stop-replication";
import { isSameLeader } from "../wish";
import type { WantedStart } from "../../opensearch/api/replication";

/** The restore makes the index within a moment of the start. */
const patience = 10_000;
const backoff = { first: 200, longest: 1_000, factor: 1.5 };

/**
 * Throws where the server follows an index that is no copy of the leader. Between the deletion and the
 * restore, a writer that is still attached makes the index anew: the plugin then skips the restore and
 * answers 200 and SYNCING (seen on 3.4.0 and 3.9.0). A copy has the leader's mark, and came from a snapshot.
 * A user who may see neither (the plugin's own roles) is told so once, and goes on.
 */
export async function requireCopy(
  wanted: WantedStart,
  ledger: Pick<OpenLedger, "stopping" | "begun">,
  operation: ClusterOperation,
): Promise<void> {
  const { index } = wanted;
  const { reads } = operation;
  // The start was accepted: what fails from here on is a job half done.
  ledger.begun();
  let isTold = true;
  const found = await poll<boolean>(
    async () => {
      const settings = await indexSettingsOf(reads, index);
      const mark = markOf(settings);
      if (mark === "missing") return { done: false };
      isTold = mark !== "forbidden";
      const leader = leaderIn(settings);
      const isAnothers = leader !== undefined && !isSameLeader(leader, wanted);
      if (mark === "ordinary" || mark === "stopped" || isAnothers)
        return { done: true, value: false };
      // A copy came from a SNAPSHOT, or from its own store where a node was restarted since.
      const types = await recoveryTypes(reads, index);
      if (types?.length === 0 && !isTold) return { done: false };
      isTold ||= types !== undefined;
      return { done: true, value: types?.includes("EMPTY_STORE") !== true };
    },
    { ...within(patience, operation), backoff },
  );
  if (!isTold) await operation.log.warn(untoldCopy(index));
  // Where no index came, the wait says what has become of the start.
  if (found?.value !== false) return;
  // Nothing that may be a person's is deleted on this ground.
  ledger.stopping(undefined);
  const operations = (await holdingsOf(reads, index))?.shards.reduce(
    (sum, { maxSeqNo }) => sum + maxSeqNo + 1,
    0,
  );
  await stopReplication(index, operation);
  throw new Refusal(notACopyRefusal(index, operations));
}

/** The server follows what somebody made in the moment between the deletion and the restore. */
function notACopyRefusal(index: string, operations: number | undefined): string {
  const held =
    operations === undefined ? "" : ` It holds ${operations} operations, none of the leader's.`;
  return `Something made index "${index}" anew in the moment between the deletion of the old copy and the new start, such as an application that still writes to it.${held} The replication into it was stopped, and the index is left as it is, open for writing. Stop that writer, or close the name to it (action.auto_create_index of PUT /_cluster/settings); then save what it has written, delete the index (DELETE /${index} on the follower cluster) and run again.`;
}

/** Nobody has seen that what the server follows is a copy. */
function untoldCopy(index: string): string {
  return `Whether index "${index}" is a copy of its leader, and not what something made in the moment between the deletion and the new start, was not verified: that takes indices:monitor/settings/get or indices:monitor/recovery. A replication into no copy pauses itself within a minute.`;
}
