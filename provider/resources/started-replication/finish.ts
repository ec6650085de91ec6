// SPDX-License-Identifier: Apache-2.0
import type { Job } from "./start/job";
import { unknownStatus } from "../../opensearch/calls/status";
import type { ReplicationStatus } from "../../opensearch/calls/status";
import type { Operation } from "../common/operation";
import { replacingStatus, type ReplicationState, stateFrom } from "./outputs";
import type { ReplicationInputs } from "./schema";
import { WaitFailure } from "../common/watch/watch";

/** The end of a create or an update: done, or begun and to be continued by the next `up`. */
export type Progressed = {
  readonly state: ReplicationState;
  /** It was there before, and was taken over. */
  readonly adopted: boolean;
} & (
  | { readonly kind: "done" }
  | {
      readonly kind: "begun";
      readonly error: Error;
      /** The overrides that the follower is known to have. */
      readonly settings: ReplicationInputs["settings"] | undefined;
    }
);

/** What is known of the replication before the work. */
export interface Known extends Pick<
  ReplicationState,
  "acknowledged" | "clusterUuid" | "startedAt"
> {
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
  const { clusterUuid, isReplacement } = known;
  let { settings, startedAt } = known;
  let hasBegun = false;
  let isReplacing = isReplacement;
  let adopted = false;
  const progress: Pick<Job, "begun" | "replacing" | "settingsSent"> = {
    begun(how) {
      hasBegun = true;
      isReplacing = false;
      if (how === "adopted") adopted = true;
      if (how !== undefined) startedAt = new Date(clock.now()).toISOString();
    },
    replacing: () => (isReplacing = true),
    settingsSent: () => (settings = inputs.settings),
  };
  try {
    const seen = await work(progress);
    const state = stateFrom(seen, { acknowledged: true, clusterUuid, startedAt });
    return { kind: "done", state, adopted };
  } catch (error) {
    const mustBeRecorded = hasBegun || known.hasBegun || isReplacing;
    if (!mustBeRecorded || !(error instanceof Error)) throw error;
    const seen = error instanceof WaitFailure ? error.seen : undefined;
    const acknowledged = known.acknowledged || seen !== undefined;
    const status = isReplacing ? replacingStatus : unknownStatus;
    const state = stateFrom(seen ?? { status, reason: "" }, {
      ...{ acknowledged, clusterUuid, startedAt },
    });
    return { kind: "begun", state, adopted, error, settings };
  }
}
