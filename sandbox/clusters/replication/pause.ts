// SPDX-License-Identifier: Apache-2.0
import { checkClusterWritable } from "../cluster/blocks";
import type { Cluster } from "../cluster/cluster";
import { Refusal } from "../http/refusal";
import { phaseOf } from "./replication";
import { notInProgress } from "./stop";
import { rewrite } from "./store";

/** `_pause`: needs nothing of the leader. The write block stays. */
export const pause = (cluster: Cluster, name: string, reason: string): void => {
  checkClusterWritable(cluster.settings);
  const replication = cluster.replications.get(name);
  if (replication === undefined) throw notInProgress(name);
  if (replication.state === "PAUSED")
    throw new Refusal(400, "resource_already_exists_exception", `Index ${name} is already paused`);
  if (replication.state === "FAILED")
    throw new Refusal(500, "illegal_state_exception", "Cannot pause when in FAILED state");
  if (phaseOf(replication, cluster.clock.now(), cluster.pace) !== "following")
    throw new Refusal(
      500,
      "exception",
      `Index is in restore phase currently for index: ${name}. ` +
        "You can pause after restore completes.",
    );
  replication.state = "PAUSED";
  replication.reason = reason;
  replication.trouble = undefined;
  rewrite(cluster, replication);
};
