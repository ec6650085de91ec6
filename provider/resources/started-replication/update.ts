// SPDX-License-Identifier: Apache-2.0
import { isDeepStrictEqual } from "node:util";
import { requireFeature } from "../../opensearch/version";
import { takeUp } from "./carry-out";
import type { OperationContext } from "./context";
import { finish, type Progressed } from "./finish";
import { requireSameCluster } from "./same-cluster";
import type { ReplicationInputs } from "./schema";

/** What is known of the replication from the state. */
export interface Recorded {
  readonly clusterUuid: string;
  readonly settings: ReplicationInputs["settings"];
  readonly acknowledged: boolean;
}

/** Brings a replication that is in the state to what is wanted, finishing what an earlier operation began. */
export async function updateReplication(
  inputs: ReplicationInputs,
  recorded: Recorded,
  context: OperationContext,
): Promise<Progressed> {
  const clusterUuid = await requireSameCluster(inputs.index, recorded.clusterUuid, context);
  if (inputs.forceResume === true)
    requireFeature("forceResume", (await context.identity()).version);
  const settingsDiffer = !isDeepStrictEqual(inputs.settings ?? {}, recorded.settings ?? {});
  const known = { ...recorded, clusterUuid, hasBegun: true };
  return finish(inputs, known, (progress) =>
    takeUp({ inputs, settingsDiffer, ...progress }, "unfinished", context),
  );
}
