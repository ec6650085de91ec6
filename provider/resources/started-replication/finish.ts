// SPDX-License-Identifier: Apache-2.0
import type { ReplicationStatus } from "../../opensearch/status";
import type { Job } from "./carry-out";
import type { OperationContext } from "./context";
import { replacingStatus, type ReplicationState, stateFrom, unknownStatus } from "./outputs";
import type { ReplicationInputs } from "./schema";
import { WaitFailure } from "./watch";

/** The end of a create or an update: done, or begun and to be continued by the next `up`. */
export type Progressed =
  | { readonly kind: "done"; readonly state: ReplicationState }
  | {
      readonly kind: "begun";
      readonly state: ReplicationState;
      readonly error: Error;
      /** The overrides that the follower is known to have. */
      readonly settings: ReplicationInputs["settings"];
      /** Old indexes of replacements that are still to be deleted. */
      readonly leftovers: string[];
    };

/** What is known of the replication before the work. */
export interface Known {
  readonly clusterUuid: string;
  /** It is in the state, or the start may have been accepted. */
  readonly hasBegun: boolean;
  /** An old copy under the name is ours to overwrite, which must not be forgotten. */
  readonly isReplacement: boolean;
  readonly acknowledged: boolean;
  /** The overrides that the follower is known to have. */
  readonly settings: ReplicationInputs["settings"];
}

/** Does the work; once it may have begun, a failure is a half-done job rather than nothing. */
export async function finish(
  inputs: ReplicationInputs,
  known: Known,
  { memory }: Pick<OperationContext, "memory">,
  work: (progress: Pick<Job, "begun" | "replacing" | "settingsSent">) => Promise<ReplicationStatus>,
): Promise<Progressed> {
  const { clusterUuid, isReplacement } = known;
  let { settings } = known;
  let hasBegun = false;
  let isReplacing = isReplacement;
  const progress = {
    begun() {
      hasBegun = true;
      isReplacing = false;
    },
    replacing: () => (isReplacing = true),
    settingsSent: () => (settings = inputs.settings),
  };
  try {
    const seen = await work(progress);
    return { kind: "done", state: stateFrom(seen, { acknowledged: true, clusterUuid }) };
  } catch (error) {
    const leftovers = memory.leftoversOf(inputs.index);
    const mustBeRecorded = hasBegun || known.hasBegun || isReplacing || leftovers.length > 0;
    if (!mustBeRecorded || !(error instanceof Error)) throw error;
    const seen = error instanceof WaitFailure ? error.seen : undefined;
    const acknowledged = known.acknowledged || seen !== undefined;
    const status = isReplacing ? replacingStatus : unknownStatus;
    const state = stateFrom(seen ?? { status, reason: "" }, { acknowledged, clusterUuid });
    return { kind: "begun", state, error, settings, leftovers };
  }
}
