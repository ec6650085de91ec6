// SPDX-License-Identifier: Apache-2.0
import { isDeepStrictEqual } from "node:util";
import { bring, takeUp } from "./carry-out";
import type { OperationContext } from "./context";
import { finish, type Progressed } from "./finish";
import { replacingStatus } from "./outputs";
import { requireSameCluster } from "../common/same-cluster";
import type { ReplicationInputs } from "./schema";
import { followerNamed } from "./sentences";

/** What is known of the replication from the state. */
export interface Recorded {
  readonly clusterUuid: string;
  readonly settings: ReplicationInputs["settings"];
  readonly acknowledged: boolean;
  readonly status: string;
  /** Old indexes of replacements that are still to be deleted. */
  readonly leftovers: readonly string[];
}

/** Brings a replication that is in the state to what is wanted, finishing what an earlier operation began. */
export async function updateReplication(
  inputs: ReplicationInputs,
  recorded: Recorded,
  context: OperationContext,
): Promise<Progressed> {
  const clusterUuid = await requireSameCluster(
    followerNamed(inputs.index),
    recorded.clusterUuid,
    context,
  );
  const settingsDiffer = !isDeepStrictEqual(inputs.settings ?? {}, recorded.settings ?? {});
  for (const old of recorded.leftovers) context.memory.leftoverNoted(inputs.index, old);
  const isReplacement = recorded.status === replacingStatus;
  const known = { ...recorded, clusterUuid, hasBegun: true, isReplacement };
  return finish(inputs, known, context, (progress) => {
    const job = { inputs, settingsDiffer, ...progress };
    return isReplacement ? bring(job, "replacement", context) : takeUp(job, "unfinished", context);
  });
}
