// SPDX-License-Identifier: Apache-2.0
import { OpenSearchError } from "../../opensearch/answers/errors";
import { describeDuration } from "../../waiting/duration";
import { pollThrough } from "../../waiting/poll";
import type { ClusterOperation } from "../operation";

const backoff = { first: 2_000, longest: 15_000, factor: 1.5 };

/**
 * Makes a call that needs the connection to the leader. On Amazon's service an outbound connection is
 * ready minutes after it was made and accepted (`aws.opensearch.OutboundConnection` is done long
 * before), and nothing in the API of the cluster tells one that is coming from one that is not: there
 * it is waited for, within the operation's limit. Every such refusal comes before anything is done.
 */
export async function onceConnected<T>(
  alias: string | undefined,
  call: () => Promise<T>,
  operation: ClusterOperation,
): Promise<T> {
  const { client, deadline, log } = operation;
  if (!client.isAmazon) return call();
  let isSaid = false;
  const isComing = async (error: unknown): Promise<boolean> => {
    if (!isNotConnected(error)) return false;
    if (!isSaid) {
      isSaid = true;
      await log.info(
        `Connection "${alias ?? ""}" does not reach the leader yet: waiting for it, up to ${describeDuration(deadline.limit)}. An outbound connection becomes ACTIVE a few minutes after the leader's side accepts it; if the alias is wrong, it never does.`,
      );
    }
    const elapsed = describeDuration(deadline.elapsed());
    log.progress("connection", `waiting for connection "${alias ?? ""}", ${elapsed}`);
    return true;
  };
  return pollThrough(call, isComing, { ...operation, backoff });
}

function isNotConnected(error: unknown): boolean {
  if (!(error instanceof OpenSearchError)) return false;
  return error.is("connectionMissing") || error.is("leaderUnreachable");
}
