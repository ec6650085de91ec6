// SPDX-License-Identifier: Apache-2.0
import type { ClusterOperation } from "../operation";
import type { Standing } from "../standing";
import { incomplete } from "./sentences";
import { stopAgain, stopReplication } from "./stop-replication";

/** Stops what is there, as far as there is something to be stopped; the index stays. */
export async function stopFollower(
  index: string,
  standing: Standing,
  operation: ClusterOperation,
): Promise<void> {
  const actions = planStop(standing);
  const missing = actions.length === 0 ? undefined : incomplete(index, standing);
  if (missing !== undefined) await operation.log.warn(missing);
  for (const action of actions)
    await (action === "stop" ? stopReplication : stopAgain)(index, operation);
}

type StopAction = "stop" | "stopAgain";

/**
 * The steps of a stop that keeps the index. From plugin 3.7 on, `_stop` closes and re-opens even an
 * ordinary index, so it is never sent blindly.
 */
export function planStop(standing: Standing): StopAction[] {
  switch (standing.kind) {
    case "absent":
      // The metadata of a replication can outlive its index; a stop cleans it up.
      return ["stop"];
    case "ordinary":
      return [];
    case "promoted":
      return standing.block === "lifted" ? [] : ["stop"];
    case "unsettled":
      return standing.mark === "follower" ? ["stop"] : [];
    case "unreadable":
      return standing.mark === "ordinary" || standing.mark === "stopped" ? [] : ["stop"];
    case "following":
      // A stop between the restore and the first replay leaves the write block behind for ever; a
      // second one, although it answers 400, frees the index.
      return standing.hasReplayed || standing.status === "FAILED"
        ? ["stop"]
        : ["stop", "stopAgain"];
  }
}
