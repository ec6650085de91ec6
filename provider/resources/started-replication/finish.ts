// SPDX-License-Identifier: Apache-2.0
import type { Job } from "../../replication/steps";
import { unknownStatus, type ReplicationStatus } from "../../opensearch/api/status";
import type { Operation } from "../../lifecycle/operation";
import type { Made } from "../../lifecycle/definition";
import { replacingStatus, type ReplicationState, stateFrom } from "./outputs";
import type { ReplicationInputs } from "./schema";
import { WaitFailure } from "../../replication/wait/tracker";

/** The end of a create or an update; a failure leaves the overrides that the follower is known to have. */
export type Progressed = Made<ReplicationInputs, ReplicationState>;

export interface Known extends Pick<ReplicationState, "acknowledged" | "startedAt"> {
  /** It is in the state, or the start may have been accepted. */
  readonly hasBegun: boolean;
  /** An old copy under the name is ours to overwrite, which must not be forgotten. */
  readonly isReplacement: boolean;
  /** The overrides that the follower is known to have. */
  readonly settings: ReplicationInputs["settings"] | undefined;
}

/** Does the work; once it may have begun, a failure is a half-done job rather than nothing. */
export async function finish(
  inputs: ReplicationInputs,
  known: Known,
  { clock }: Pick<Operation, "clock">,
  work: (progress: Pick<Job, "begun" | "replacing" | "settingsSent">) => Promise<ReplicationStatus>,
): Promise<Progressed> {
  const { isReplacement } = known;
  let { settings, startedAt } = known;
  let hasBegun = false;
  let isReplacing = isReplacement;
  let adopted = false;
  const progress: Pick<Job, "begun" | "replacing" | "settingsSent"> = {
    begun(how) {
      hasBegun = true;
      isReplacing = false;
      if (how === "adopted") adopted = true;
      if (how !== undefined) startedAt = new Date(clock.wallTime()).toISOString();
    },
    replacing: () => (isReplacing = true),
    settingsSent: () => (settings = inputs.settings),
  };
  try {
    const seen = await work(progress);
    const state = stateFrom(seen, { acknowledged: true, startedAt });
    return { state, adopted };
  } catch (error) {
    const mustBeRecorded = hasBegun || known.hasBegun || isReplacing;
    if (!mustBeRecorded || !(error instanceof Error)) throw error;
    const seen = error instanceof WaitFailure ? error.seen : undefined;
    const acknowledged = known.acknowledged || seen !== undefined;
    const status = isReplacing ? replacingStatus : unknownStatus;
    const state = stateFrom(seen ?? { status, reason: "" }, { acknowledged, startedAt });
    return { state, adopted, failure: error, actual: { settings } };
  }
}
