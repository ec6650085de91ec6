// SPDX-License-Identifier: Apache-2.0
import type { OpenSearchError } from "../../opensearch/answers/errors";
import { remoteInfo, type RemoteInfo, useConnection } from "../../opensearch/api/remote-info";
import { remoteSettings } from "../../opensearch/api/remote-settings";
import { isTransient } from "../../opensearch/client/retry";
import { describeDuration } from "../../waiting/duration";
import { type Attempt, poll, patienceWithin } from "../../waiting/poll";
import type { Operation } from "../../lifecycle/operation";
import { notConnected } from "./diagnosis";
import { isEmpty } from "./plan";
import type { ConnectionInputs } from "./schema";

const backoff = { first: 200, longest: 5_000, factor: 1.6 };

/** Waits until the follower reports that it is connected to the leader; throws a diagnosis when time is up. */
export async function waitUntilConnected(
  inputs: ConnectionInputs,
  operation: Operation,
): Promise<void> {
  const { alias } = inputs;
  const { reads, client, deadline, log } = operation;
  const patience = patienceWithin(deadline);
  let info: RemoteInfo | undefined;
  let trouble: OpenSearchError | undefined;
  let refused: OpenSearchError | undefined;
  const attempt = async (count: number): Promise<Attempt<true>> => {
    try {
      info = await remoteInfo(reads, alias);
    } catch (error) {
      if (!isTransient(error) || patience.isOver()) throw error;
      trouble = error;
      return { done: false };
    }
    trouble = undefined;
    patience.answered();
    if (info?.isConnected === true) return { done: true, value: true };
    // The settings themselves make the first try; later ones need something that uses it.
    if (count > 0) refused = await useConnection(client, alias);
    const elapsed = describeDuration(deadline.elapsed());
    log.progress("connecting", `connecting over "${alias}", ${elapsed}`);
    return { done: false };
  };
  if ((await poll<true>(attempt, { ...operation, backoff })) !== undefined) return;
  const isConfigured =
    trouble !== undefined || info !== undefined || !isEmpty(await remoteSettings(client, alias));
  const evidence = { info, isConfigured, trouble, refused };
  const cause = trouble ?? refused;
  throw new Error(notConnected(inputs, evidence, deadline.limit), { cause });
}
