// SPDX-License-Identifier: Apache-2.0
import { isAhead, seemsAhead } from "../../opensearch/api/ahead";
import { OpenSearchError } from "../../opensearch/answers/errors";
import { status } from "../../opensearch/api/replication";
import { type Checkpoints, notInProgress } from "../../opensearch/api/status";
import { aheadWarning } from "../../replication/wait/sentences";
import type { Found } from "../../lifecycle/definition";
import type { Operation } from "../../lifecycle/operation";
import { promotedOutside } from "../../replication/promote/messages";
import { look, lookWithoutLeader } from "../../replication/look";
import { leftPaused } from "../../replication/recopy/lost-lease";
import { flowing, isLeftPaused, isPausedByHand, promotedStatus } from "../../replication/standing";
import { replacingStatus, type ReplicationState, stateFrom } from "./outputs";
import type { ReplicationInputs } from "./schema";
import type { RecordedReplication } from "./update";

/** Reads the replication, `undefined` when it is gone. An unreachable leader or cluster is an error, never “gone”. */
export async function readReplication(
  { id: index, inputs, state }: RecordedReplication,
  operation: Operation,
): Promise<Found<ReplicationInputs, ReplicationState> | undefined> {
  const { startedAt, copyOf } = state;
  const known = { acknowledged: true, startedAt, copyOf };
  // The old copy of a replacement that is not finished is known not to be followed.
  const isReplacement = state.status === replacingStatus;
  const unchanged = { inputs, state: { ...stateFrom(state, state), reason: "" } };
  const promotedNow = stateFrom({ status: promotedStatus, reason: "" }, state);
  const isSite = inputs.promoted !== undefined;
  const standing = await (isSite ? lookWithoutLeader : look)(index, operation);
  switch (standing.kind) {
    case "absent":
      return undefined;
    case "ordinary":
    case "promoted":
      if (isReplacement) return unchanged;
      if (inputs.promoted === true) return { inputs, state: promotedNow };
      if (inputs.promoted === false && standing.kind === "promoted") {
        if (state.promotion === undefined)
          await operation.log.warn(promotedOutside(index, operation.client.host));
        return { inputs, state: promotedNow };
      }
      if (standing.kind === "promoted" && state.startedAt !== "")
        await operation.log.warn(
          `Someone has stopped the replication into "${index}": it leaves the state, and the index stays, open for writing.`,
        );
      return undefined;
    case "unsettled":
      if (isReplacement) return unchanged;
      // Nothing can be learned from an index that may not be looked at, and it has lasted.
      if (standing.mark === "forbidden") return undefined;
      return { inputs, state: stateFrom({ status: notInProgress, reason: "" }, known) };
    case "following": {
      const { leader, status: name } = standing;
      await warnWhereAhead(index, standing.checkpoints, operation);
      if (isLeftPaused(standing) && !inputs.paused) await operation.log.warn(leftPaused(index));
      // What pauses itself, or a run has left so, is no drift of the input; that someone paused or resumed it is.
      const paused = isPausedByHand(standing) || (inputs.paused && !flowing.has(name));
      const named =
        leader === undefined ? {} : { leaderAlias: leader.alias, leaderIndex: leader.index };
      const memory = { stopped: undefined };
      // A copy that somebody has started again is no promoted one any more.
      const promoted = inputs.promoted === true ? { promoted: false } : {};
      return {
        inputs: { ...inputs, ...named, ...promoted, paused },
        state: stateFrom(standing, known),
        memory,
      };
    }
    case "unreadable":
      // A disaster is no drift: what is declared of a site stays as it is.
      if (standing.mark === "follower" || standing.mark === "forbidden") return unchanged;
      throw new Error(`The status of the replication into "${index}" cannot be read.`);
  }
}

/** Whether a replication that was taken over in this deployment was stopped later on in it. */
export async function stoppedSince(
  { index }: ReplicationInputs,
  { reads, claims, host }: Operation,
): Promise<string | undefined> {
  if (claims.wasDeleted({ kind: "replication", name: index, host })) return undefined;
  const { status: name } = await status(reads, index);
  return name === notInProgress
    ? `The replication into "${index}", which this deployment adopted, has been stopped since, perhaps by another stack, resource or command that had it as well. \`pulumi up --refresh\` says what can be done.`
    : undefined;
}

/** A follower that holds more than its leader still says SYNCING, and equal checkpoints later on. */
async function warnWhereAhead(
  index: string,
  first: Checkpoints | undefined,
  { reads, log }: Operation,
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
