// SPDX-License-Identifier: Apache-2.0
import type { Client } from "../../../provider/opensearch/client/client";
import { deleteIndex, followerMark } from "../../../provider/opensearch/api/follower-index";
import { status, stop } from "../../../provider/opensearch/api/replication";
import { notInProgress } from "../../../provider/opensearch/api/status";
import { ignoreRefusal } from "./indexes";
import { until } from "./until";

/**
 * Stops whatever replicates into an index, and deletes it. A first stop may race with a start and
 * leave the follower's write block behind, which a second one lifts although it answers 400; a
 * failed replication goes quicker when its red index is deleted first. So all of it is tried until
 * nothing is left.
 */
export async function removeFollower(follower: Client, index: string): Promise<void> {
  await until(`nothing is left of follower index "${index}"`, async () => {
    const seen = await status(follower, index).catch(ignoreRefusal);
    if (seen?.status === "FAILED") await deleteIndex(follower, index).catch(ignoreRefusal);
    const isThere = (await followerMark(follower, index)) !== "missing";
    if (!isThere && seen?.status === notInProgress) return true;
    await stop(follower, index).catch(ignoreRefusal);
    await deleteIndex(follower, index);
    return undefined;
  });
}

/** Deletes an index of the leader. */
export async function removeLeader(leader: Client, index: string): Promise<void> {
  await until(`leader index "${index}" is deleted`, async () => {
    await deleteIndex(leader, index);
    return true;
  });
}
