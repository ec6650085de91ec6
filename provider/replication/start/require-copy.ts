// SPDX-License-Identifier: Apache-2.0
import { Refusal } from "../../opensearch/answers/refusal";
import { followedLeader, followerMark } from "../../opensearch/api/follower-index";
import { holdingsOf, recoveryTypes } from "../../opensearch/api/holdings";
import { within } from "../../waiting/clock";
import { poll } from "../../waiting/poll";
import type { OpenLedger } from "../ledger";
import { notACopyRefusal } from "../messages";
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
  const found = await poll<boolean>(
    async () => {
      const mark = await followerMark(reads, index);
      if (mark === "missing") return { done: false };
      if (mark === "ordinary" || mark === "stopped") return { done: true, value: false };
      if (mark === "follower" && !isSameLeader(await followedLeader(reads, index), wanted))
        return { done: true, value: false };
      // A copy came from a SNAPSHOT, or from its own store where a node was restarted since.
      const types = await recoveryTypes(reads, index);
      return { done: true, value: types?.includes("EMPTY_STORE") !== true };
    },
    { ...within(patience, operation), backoff },
  );
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
