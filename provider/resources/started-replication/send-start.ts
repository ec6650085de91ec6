// SPDX-License-Identifier: Apache-2.0
import { OpenSearchError } from "../../opensearch/errors";
import { start, type StartBody, status } from "../../opensearch/replication";
import { withRetries } from "../../opensearch/retry";
import { isTransient } from "../../opensearch/transient";
import { notInProgress } from "../../opensearch/status";
import { deadlineIn } from "../../waiting/deadline";
import { poll } from "../../waiting/poll";
import type { OperationContext } from "./context";
import { absenceGrace, isStatusUnavailable } from "./look";
import type { ReplicationInputs } from "./schema";

/** What became of a start. A refusal is thrown instead. */
export type StartOutcome =
  | { readonly kind: "started" }
  /** Everything about the leader is in order, but the follower's name is taken: the plugin checks that last. */
  | { readonly kind: "nameTaken" };

/** A leader index that was just made has its shards up within seconds. */
const shardsBackoff = { first: 1_000, longest: 5_000, factor: 1.5 };
const shardsPatience = 60_000;
const settleBackoff = { first: 500, longest: 3_000, factor: 1.5 };

/**
 * Sends the start, and again only where `_status` shows that the one before came to nothing: start is
 * not idempotent, and a lost answer or a server-side time-out may hide a start that runs.
 *
 * `maybe` is called as soon as a start may have been accepted.
 */
export async function sendStart(
  inputs: ReplicationInputs,
  maybe: () => void,
  context: OperationContext,
): Promise<StartOutcome> {
  const { client, clock, random, deadline, signal, startSlot } = context;
  const patience = deadlineIn(Math.min(shardsPatience, deadline.left()), clock);
  let refused: OpenSearchError | undefined;
  const sent = await poll(
    async () => {
      try {
        const value = await withRetries(
          () => startSlot(() => attempt(inputs, client)),
          context,
          async (error) => {
            if (!error.mayHaveHappened) return undefined;
            maybe();
            return (await isRunning(inputs.index, context)) ? { value: started } : undefined;
          },
        );
        return { done: true, value };
      } catch (error) {
        if (!(error instanceof OpenSearchError) || !error.says("are not active")) throw error;
        refused = error;
        return { done: false };
      }
    },
    { clock, random, signal, deadline: patience, backoff: shardsBackoff },
  ).catch(async (error: unknown) => {
    if (!(error instanceof OpenSearchError) || !error.mayHaveHappened) throw error;
    maybe();
    if (!(await isRunning(inputs.index, context))) throw error;
    return { value: started };
  });
  if (sent !== undefined) return sent.value;
  throw refused ?? new Error("The start was not sent in time.");
}

const started: StartOutcome = { kind: "started" };

async function attempt(
  inputs: ReplicationInputs,
  client: OperationContext["client"],
): Promise<StartOutcome> {
  try {
    await start(client, inputs.index, startBody(inputs));
    return started;
  } catch (error) {
    if (error instanceof OpenSearchError && isNameTaken(error)) return { kind: "nameTaken" };
    throw error;
  }
}

/** Whether a start of which nothing is known did come about; asked until the absence has lasted. */
async function isRunning(index: string, context: OperationContext): Promise<boolean> {
  const { reads, clock, random, deadline, signal } = context;
  const seen = await poll<true>(
    async () => {
      try {
        const isAbsent = (await status(reads, index)).status === notInProgress;
        return isAbsent ? { done: false } : { done: true, value: true };
      } catch (error) {
        if (isStatusUnavailable(error) || isTransient(error)) return { done: false };
        throw error;
      }
    },
    {
      clock,
      random,
      signal,
      backoff: settleBackoff,
      deadline: deadlineIn(Math.min(absenceGrace, deadline.left()), clock),
    },
  );
  return seen !== undefined;
}

/** Whether the plugin found everything in order but the follower's name. */
function isNameTaken(error: OpenSearchError): boolean {
  return error.says("Cant use same index again for replication");
}

/** The start's body: what is left out is not sent, since the plugin refuses nulls. */
export function startBody(inputs: ReplicationInputs): StartBody {
  const { leaderIndex, leaderAlias, useRoles, settings } = inputs;
  return {
    leader_index: leaderIndex,
    ...(leaderAlias === undefined ? {} : { leader_alias: leaderAlias }),
    ...(settings === undefined ? {} : { settings }),
    ...(useRoles === undefined
      ? {}
      : {
          use_roles: {
            leader_cluster_role: useRoles.leaderClusterRole,
            follower_cluster_role: useRoles.followerClusterRole,
          },
        }),
  };
}
