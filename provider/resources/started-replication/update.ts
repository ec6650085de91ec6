// SPDX-License-Identifier: Apache-2.0
import { takeUp } from "./carry-out";
import type { OperationContext } from "./context";
import { finish, type Progressed } from "./finish";
import { requireSameCluster } from "./same-cluster";
import type { ReplicationInputs } from "./schema";

/** Finishes what a create or an update began, and takes a paused replication up again. */
export async function updateReplication(
  inputs: ReplicationInputs,
  recordedUuid: string,
  context: OperationContext,
): Promise<Progressed> {
  const clusterUuid = await requireSameCluster(inputs.index, recordedUuid, context);
  return finish({ clusterUuid, hasBegun: true }, (onBegun) =>
    takeUp(inputs, context, "unfinished", onBegun),
  );
}
