// SPDX-License-Identifier: Apache-2.0
import type { ReplicationStatus } from "../../opensearch/status";
import type { OnBegun } from "./carry-out";
import { type ReplicationState, stateFrom } from "./outputs";
import { WaitFailure } from "./wait";

/** The end of a create or an update: done, or begun and to be continued by the next `up`. */
export type Progressed =
  | { readonly kind: "done"; readonly state: ReplicationState }
  | { readonly kind: "begun"; readonly state: ReplicationState; readonly error: Error };

/** Does the work; once it may have begun, a failure is a half-done job rather than nothing. */
export async function finish(
  known: { readonly clusterUuid: string; readonly hasBegun?: boolean },
  work: (onBegun: OnBegun) => Promise<ReplicationStatus>,
): Promise<Progressed> {
  let hasBegun = known.hasBegun ?? false;
  try {
    const seen = await work(() => {
      hasBegun = true;
    });
    return { kind: "done", state: stateFrom(seen, { ...known, acknowledged: true }) };
  } catch (error) {
    if (!hasBegun || !(error instanceof Error)) throw error;
    const seen = error instanceof WaitFailure ? error.seen : undefined;
    const state = stateFrom(seen ?? { status: "UNKNOWN", reason: "" }, {
      ...known,
      acknowledged: seen !== undefined,
    });
    return { kind: "begun", state, error };
  }
}
