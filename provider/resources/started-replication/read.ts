// SPDX-License-Identifier: Apache-2.0
import { isAhead, seemsAhead } from "../../opensearch/calls/ahead";
import { OpenSearchError } from "../../opensearch/errors/errors";
import { status } from "../../opensearch/calls/replication";
import { type Checkpoints, notInProgress } from "../../opensearch/calls/status";
import { aheadWarning } from "../common/watch/ahead";
import type { OperationContext } from "./context";
import { look } from "../common/removal/look";
import {
  flowing,
  isPausedByHand,
  replacingStatus,
  type ReplicationState,
  stateFrom,
} from "./outputs";
import { clusterNow } from "../common/same-cluster";
import { followerNamed } from "./start/sentences";
import type { Recorded } from "./update";

/** What a refresh found; `undefined` when the replication is gone. */
export type Found =
  | undefined
  | {
      readonly state: ReplicationState;
      /** The leader as the cluster names it, where it does. */
      readonly leader: { leaderAlias: string; leaderIndex: string } | undefined;
      /** What is drift of the input `paused`: somebody has paused or resumed it. What pauses itself is not. */
      readonly paused: boolean;
    };

/** Reads the replication. An unreachable leader or cluster is an error, never “gone”. */
export async function readReplication(
  index: string,
  recorded: Recorded,
  context: OperationContext,
): Promise<Found> {
  const what = followerNamed(index);
  const { uuid: clusterUuid, isAnother } = await clusterNow(what, recorded.clusterUuid, context);
  if (isAnother) return undefined;
  const { paused, startedAt } = recorded;
  const known = { acknowledged: true, clusterUuid, startedAt };
  const found = (state: ReplicationState): Found => ({ state, leader: undefined, paused });
  // The old copy of a replacement that is not finished is known not to be followed.
  const isReplacement = recorded.status === replacingStatus;
  const unchanged = found({ ...stateFrom(recorded, { ...recorded, clusterUuid }), reason: "" });
  const standing = await look(index, context);
  switch (standing.kind) {
    case "absent":
      return undefined;
    case "ordinaryIndex":
      return isReplacement ? unchanged : undefined;
    case "unsettled":
      if (isReplacement) return unchanged;
      // Nothing can be learned from an index that may not be looked at, and it has lasted.
      if (standing.mark === "forbidden") return undefined;
      return found(stateFrom({ status: notInProgress, reason: "" }, known));
    case "replication": {
      const { leader, status: name } = standing;
      await warnWhereAhead(index, standing.checkpoints, context);
      return {
        state: stateFrom(standing, known),
        leader:
          leader === undefined
            ? undefined
            : { leaderAlias: leader.alias, leaderIndex: leader.index },
        paused: isPausedByHand(standing) || (paused && !flowing.has(name)),
      };
    }
  }
}

/** A follower that holds more than its leader still says SYNCING, and equal checkpoints later on. */
async function warnWhereAhead(
  index: string,
  first: Checkpoints | undefined,
  { reads, tell }: OperationContext,
): Promise<void> {
  if (!seemsAhead(first)) return;
  try {
    const { checkpoints } = await status(reads, index);
    if (isAhead(first, checkpoints)) await tell.warn(aheadWarning(index, checkpoints));
  } catch (error) {
    // What the refresh has found is known without it.
    if (!(error instanceof OpenSearchError)) throw error;
  }
}
