// SPDX-License-Identifier: Apache-2.0
import { OpenSearchError } from "../../opensearch/errors";
import { start, type StartBody } from "../../opensearch/replication";
import type { OperationContext } from "./context";
import type { ReplicationInputs } from "./schema";

/** What became of a start. A definite refusal is thrown instead. */
export type StartOutcome =
  | { readonly kind: "acknowledged" }
  /** Everything about the leader is in order, but the follower's name is taken: the plugin checks that last. */
  | { readonly kind: "nameTaken"; readonly error: OpenSearchError }
  /** The server may or may not be at it: only `_status` can tell. */
  | { readonly kind: "unknown"; readonly error: OpenSearchError };

/** Sends the start, once. */
export async function sendStart(
  inputs: ReplicationInputs,
  { client }: Pick<OperationContext, "client">,
): Promise<StartOutcome> {
  try {
    await start(client, inputs.index, startBody(inputs));
    return { kind: "acknowledged" };
  } catch (error) {
    if (!(error instanceof OpenSearchError)) throw error;
    if (isNameTaken(error)) return { kind: "nameTaken", error };
    if (error.mayHaveHappened) return { kind: "unknown", error };
    throw error;
  }
}

/** Whether the plugin found everything in order but the follower's name. */
export function isNameTaken(error: OpenSearchError): boolean {
  return error.says("Cant use same index again for replication");
}

/** The start's body: what is left out is not sent, since the plugin refuses nulls. */
export function startBody({ leaderIndex, leaderAlias, useRoles }: ReplicationInputs): StartBody {
  return {
    leader_index: leaderIndex,
    ...(leaderAlias === undefined ? {} : { leader_alias: leaderAlias }),
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
