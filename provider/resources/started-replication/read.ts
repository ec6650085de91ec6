// SPDX-License-Identifier: Apache-2.0
import { isAhead, seemsAhead } from "../../opensearch/api/ahead";
import { OpenSearchError } from "../../opensearch/answers/errors";
import { status } from "../../opensearch/api/replication";
import { type Checkpoints, notInProgress } from "../../opensearch/api/status";
import { aheadWarning } from "../../replication/wait/sentences";
import type { Found } from "../../lifecycle/definition";
import type { OperationContext } from "./context";
import { inspectIndex } from "../../replication/look";
import {
  flowing,
  isPausedByHand,
  replacingStatus,
  type ReplicationState,
  stateFrom,
} from "./outputs";
import type { ReplicationInputs } from "./schema";
import type { RecordedReplication } from "./update";

/** Reads the replication, `undefined` when it is gone. An unreachable leader or cluster is an error, never “gone”. */
export async function readReplication(
  { id: index, inputs, state }: RecordedReplication,
  context: OperationContext,
): Promise<Found<ReplicationInputs, ReplicationState> | undefined> {
  const known = { acknowledged: true, startedAt: state.startedAt };
  // The old copy of a replacement that is not finished is known not to be followed.
  const isReplacement = state.status === replacingStatus;
  const unchanged = { inputs, state: { ...stateFrom(state, state), reason: "" } };
  const existing = await inspectIndex(index, context);
  switch (existing.kind) {
    case "absent":
      return undefined;
    case "ordinaryIndex":
      return isReplacement ? unchanged : undefined;
    case "unsettled":
      if (isReplacement) return unchanged;
      // Nothing can be learned from an index that may not be looked at, and it has lasted.
      if (existing.mark === "forbidden") return undefined;
      return { inputs, state: stateFrom({ status: notInProgress, reason: "" }, known) };
    case "replication": {
      const { leader, status: name } = existing;
      await warnWhereAhead(index, existing.checkpoints, context);
      // What pauses itself is no drift of the input; that someone paused or resumed it is.
      const paused = isPausedByHand(existing) || (inputs.paused && !flowing.has(name));
      const named =
        leader === undefined ? {} : { leaderAlias: leader.alias, leaderIndex: leader.index };
      return { inputs: { ...inputs, ...named, paused }, state: stateFrom(existing, known) };
    }
  }
}

/** A follower that holds more than its leader still says SYNCING, and equal checkpoints later on. */
async function warnWhereAhead(
  index: string,
  first: Checkpoints | undefined,
  { reads, log }: OperationContext,
): Promise<void> {
  if (!seemsAhead(first)) return;
  try {
    const { checkpoints } = await status(reads, index);
    if (isAhead(first, checkpoints)) await log.warn(aheadWarning(index, checkpoints));
  } catch (error) {
    // What the refresh has found is known without it.
    if (!(error instanceof OpenSearchError)) throw error;
  }
}
