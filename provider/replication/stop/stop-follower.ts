// SPDX-License-Identifier: Apache-2.0
import type { ClusterOperation } from "../operation";
import type { Standing } from "../standing";
import { planStop } from "./stop-plan";
import { stopAgain, stopReplication } from "./stop-replication";

/** Stops what is there, as far as there is something to be stopped; the index stays. */
export async function stopFollower(
  index: string,
  standing: Standing,
  operation: ClusterOperation,
): Promise<void> {
  for (const action of planStop(standing))
    await (action === "stop" ? stopReplication : stopAgain)(index, operation);
}
