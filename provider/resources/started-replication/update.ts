// SPDX-License-Identifier: Apache-2.0
import { isDeepStrictEqual } from "node:util";
import { normalIndexSettings } from "../../opensearch/text/index-settings";
import type { Made, Recorded } from "../../lifecycle/definition";
import type { Operation } from "../../lifecycle/operation";
import { OpenLedger } from "../../replication/ledger";
import { reconcile } from "../../replication/reconcile";
import { timestamp } from "../../waiting/clock";
import { isAsWanted } from "../../replication/standing";
import { wasDisturbed } from "./diff";
import { recorded } from "./outcome";
import { replacingStatus, type ReplicationState } from "./outputs";
import type { ReplicationInputs } from "./schema";

/** What is known of the replication from the state; its `settings` are the overrides that the follower is known to have. */
export type RecordedReplication = Recorded<ReplicationInputs, ReplicationState>;

/** Whether something of what is wanted is still to be brought about on the cluster. */
export function hasWork(inputs: ReplicationInputs, known: RecordedReplication): boolean {
  return (
    known.memory.unfinished === true ||
    !isAsWanted(known.state.status, inputs) ||
    wasDisturbed({ ...known.inputs }, { ...inputs }) ||
    doSettingsDiffer(inputs, known)
  );
}

/** Brings a replication that is in the state to what is wanted, finishing what an earlier operation began. */
export async function updateReplication(
  inputs: ReplicationInputs,
  known: RecordedReplication,
  operation: Operation,
): Promise<Made<ReplicationInputs, ReplicationState>> {
  const { clock, claims } = operation;
  const { acknowledged, startedAt, promotion, copyOf } = known.state;
  const ledger = new OpenLedger(() => timestamp(clock), startedAt, stoppedBefore(known));
  const { settings } = known.inputs;
  const isChanged = wasDisturbed({ ...known.inputs }, { ...inputs });
  // What a run that failed has not finished is looked at as if it were new.
  const isDisturbed = isChanged || known.memory.unfinished === true;
  const isOwn = promotion !== undefined || known.inputs.promoted === true || isChanged;
  ledger.before = { promotion, copyOf, isOwn, isDisturbed, indexesSeen: claims.indexesSeen() };
  return recorded(
    inputs,
    { acknowledged, isSaved: true, settings },
    ledger,
    reconcile(inputs, "unfinished", doSettingsDiffer(inputs, known), ledger, operation),
    claims,
  );
}

/** What an earlier operation has stopped to be replaced, with what it held. */
export function stoppedBefore({ state, memory }: RecordedReplication) {
  return state.status === replacingStatus ? { held: memory.stopped } : undefined;
}

function doSettingsDiffer(
  { settings }: ReplicationInputs,
  { inputs }: RecordedReplication,
): boolean {
  return !isDeepStrictEqual(normalIndexSettings(settings), normalIndexSettings(inputs.settings));
}
