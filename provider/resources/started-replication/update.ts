// SPDX-License-Identifier: Apache-2.0
import { isDeepStrictEqual } from "node:util";
import { normalIndexSettings } from "../../opensearch/text/index-settings";
import type { Recorded } from "../../lifecycle/definition";
import { startOrAdopt, planAndCarryOut } from "../../replication/perform";
import type { OperationContext } from "./context";
import { finish, type Progressed } from "./finish";
import { isAsWanted, replacingStatus, type ReplicationState } from "./outputs";
import type { ReplicationInputs } from "./schema";

/** What is known of the replication from the state; its `settings` are the overrides that the follower is known to have. */
export type RecordedReplication = Recorded<ReplicationInputs, ReplicationState>;

/** Whether something of what is wanted is still to be brought about on the cluster. */
export function hasWork(inputs: ReplicationInputs, recorded: RecordedReplication): boolean {
  return (
    recorded.memory.unfinished === true ||
    !isAsWanted(recorded.state.status, inputs.paused) ||
    doSettingsDiffer(inputs, recorded)
  );
}

/** Brings a replication that is in the state to what is wanted, finishing what an earlier operation began. */
export async function updateReplication(
  inputs: ReplicationInputs,
  recorded: RecordedReplication,
  context: OperationContext,
): Promise<Progressed> {
  const { state } = recorded;
  const settingsDiffer = doSettingsDiffer(inputs, recorded);
  const isReplacement = state.status === replacingStatus;
  const { settings } = recorded.inputs;
  const known = { ...state, settings, hasBegun: true, isReplacement };
  return finish(inputs, known, context, (progress) => {
    const job = { inputs, settingsDiffer, ...progress };
    return isReplacement
      ? startOrAdopt(job, "replacement", context)
      : planAndCarryOut(job, "unfinished", context);
  });
}

function doSettingsDiffer(
  { settings }: ReplicationInputs,
  { inputs }: RecordedReplication,
): boolean {
  return !isDeepStrictEqual(normalIndexSettings(settings), normalIndexSettings(inputs.settings));
}
