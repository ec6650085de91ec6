// SPDX-License-Identifier: Apache-2.0
import { isDeepStrictEqual } from "node:util";
import { normalSettings } from "../common/normal-settings";
import { clusterNow } from "../common/same-cluster";
import { bring, takeUp } from "./start/carry-out";
import type { OperationContext } from "./context";
import { createReplication } from "./create";
import { finish, type Progressed } from "./finish";
import { isAsWanted, replacingStatus, type ReplicationState } from "./outputs";
import type { ReplicationInputs } from "./schema";
import { followerNamed } from "./start/sentences";

/** What is known of the replication from the state. */
export interface Recorded extends ReplicationState {
  readonly paused: boolean;
  /** The overrides that the follower is known to have. */
  readonly settings: ReplicationInputs["settings"] | undefined;
  /** An operation began and did not end. */
  readonly isUnfinished: boolean;
}

/** Whether something of what is wanted is still to be brought about on the cluster; else a change concerns the resource only. */
export function hasWork(inputs: ReplicationInputs, recorded: Recorded): boolean {
  return (
    recorded.isUnfinished ||
    !isAsWanted(recorded.status, inputs.paused) ||
    doSettingsDiffer(inputs, recorded)
  );
}

/** The state as it is, of a change that concerns the resource only. */
export function unchanged({
  acknowledged,
  status,
  reason,
  clusterUuid,
  startedAt,
}: Recorded): Progressed {
  const state = { acknowledged, status, reason, clusterUuid, startedAt };
  return { kind: "done", state, adopted: false };
}

/** Brings a replication that is in the state to what is wanted, finishing what an earlier operation began. */
export async function updateReplication(
  inputs: ReplicationInputs,
  recorded: Recorded,
  context: OperationContext,
): Promise<Progressed> {
  const what = followerNamed(inputs.index);
  const { uuid: clusterUuid, isAnother } = await clusterNow(what, recorded.clusterUuid, context);
  if (isAnother) {
    await context.tell.warn(
      `${what} begins anew on ${context.client.host}, which is another cluster (uuid ${clusterUuid}) than before.`,
    );
    return createReplication(inputs, context);
  }
  if (!hasWork(inputs, recorded)) return unchanged({ ...recorded, clusterUuid });
  const settingsDiffer = doSettingsDiffer(inputs, recorded);
  const isReplacement = recorded.status === replacingStatus;
  const known = { ...recorded, clusterUuid, hasBegun: true, isReplacement };
  return finish(inputs, known, context, (progress) => {
    const job = { inputs, settingsDiffer, ...progress };
    return isReplacement ? bring(job, "replacement", context) : takeUp(job, "unfinished", context);
  });
}

function doSettingsDiffer(
  { settings }: ReplicationInputs,
  recorded: Pick<Recorded, "settings">,
): boolean {
  return !isDeepStrictEqual(normalSettings(settings), normalSettings(recorded.settings));
}
