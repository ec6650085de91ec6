// SPDX-License-Identifier: Apache-2.0
import { type ReplicationStatus, unknownStatus } from "../../opensearch/api/status";
import type { Claims } from "../../lifecycle/claims/claims";
import type { Made } from "../../lifecycle/definition";
import type { OpenLedger } from "../../replication/ledger";
import { lineageOf } from "../../replication/promote/lineage";
import { promotedStatus } from "../../replication/standing";
import { WaitFailure } from "../../replication/wait/tracker";
import { replacingStatus, type ReplicationState, stateFrom } from "./outputs";
import type { ReplicationInputs } from "./schema";

/** What is known of the replication before an operation. */
interface Before {
  readonly acknowledged: boolean;
  /** It is in the state, or this deployment has left its old copy to be replaced. */
  readonly isSaved: boolean;
  /** The overrides that the follower is known to have. */
  readonly settings: ReplicationInputs["settings"] | undefined;
}

/** Records the end of a create or an update: once it may have begun, a failure is a half-done job rather than nothing. */
export async function recorded(
  inputs: ReplicationInputs,
  before: Before,
  ledger: OpenLedger,
  work: Promise<ReplicationStatus>,
  claims: Pick<Claims, "saw">,
): Promise<Made<ReplicationInputs, ReplicationState>> {
  const { promotion } = ledger.before;
  const copyOf = (): ReplicationState["copyOf"] =>
    ledger.isCopyNew ? lineageOf(inputs.promoteAt) : ledger.before.copyOf;
  try {
    const seen = await work;
    const state = stateFrom(seen, {
      acknowledged: true,
      startedAt: ledger.startedAt,
      promotion: ledger.promotion ?? promotion,
      copyOf: copyOf(),
    });
    return { state, adopted: ledger.isAdopted };
  } catch (error) {
    const { hasBegun, isAdopted, stopped, startedAt } = ledger;
    const mustBeRecorded = hasBegun || before.isSaved || stopped !== undefined;
    if (!mustBeRecorded || !(error instanceof Error)) throw error;
    const seen = error instanceof WaitFailure ? error.seen : ledger.seen;
    const acknowledged = before.acknowledged || seen !== undefined;
    const status = stopped === undefined ? unknownStatus : replacingStatus;
    const isReplacing = stopped !== undefined;
    // Nothing was done to it yet: it stays what it was promoted to.
    const isStillPromoted = promotion !== undefined && !hasBegun && seen === undefined;
    const known = isStillPromoted ? promotedStatus : status;
    const last = isReplacing || seen === undefined ? { status: known, reason: "" } : seen;
    return {
      state: stateFrom(last, { acknowledged, startedAt, promotion, copyOf: copyOf() }),
      adopted: isAdopted,
      isUncertain: !isReplacing && !isStillPromoted && seen === undefined,
      failure: error,
      actual: { settings: ledger.areSettingsSent ? inputs.settings : before.settings },
      memory: { stopped: stopped?.held },
    };
  } finally {
    if (ledger.promotion !== undefined) claims.saw(ledger.promotion.indexUuid);
  }
}
