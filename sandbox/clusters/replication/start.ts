// SPDX-License-Identifier: Apache-2.0
import type { Cluster } from "../cluster/cluster";
import { Refusal } from "../http/refusal";
import { begin } from "./begin";
import { checkSetup } from "./setup-checks";
import type { Wish } from "./outlook";
import { untilFollowing } from "./replication";

const timedOut = () =>
  new Refusal(
    500,
    "illegal_state_exception",
    "Timed out when waiting for persistent task after 30s",
  );

/**
 * `_start`: answers when the restore is accepted, or with `wait_for_restore` when the replay
 * begins. Both waits have the same fixed limit, after which a start that runs, and one that never
 * will, get the same 500.
 */
export const start = async (
  cluster: Cluster,
  wish: Wish,
  waitForRestore: boolean,
): Promise<void> => {
  const { clock, pace } = cluster;
  checkSetup(cluster, wish, wish);
  const future = begin(cluster, wish, clock.now() + pace.acknowledge);
  const late = cluster.armed.lateStarts.delete(wish.follower);
  const wait = pace.acknowledge + (waitForRestore ? untilFollowing(pace) : 0);
  if (late || future.kind !== "restores" || wait > pace.taskTimeout) {
    await clock.sleep(pace.taskTimeout);
    throw timedOut();
  }
  await clock.sleep(wait);
};
