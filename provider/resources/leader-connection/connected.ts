// SPDX-License-Identifier: Apache-2.0
import { remoteInfo, type RemoteInfo, useConnection } from "../../opensearch/remote-info";
import { describeDuration } from "../../waiting/duration";
import { poll } from "../../waiting/poll";
import type { Operation } from "../common/operation";
import { notConnected } from "./diagnosis";
import type { ConnectionInputs } from "./schema";

const backoff = { first: 200, longest: 5_000, factor: 1.6 };

/** Waits until the follower says that the connection leads to the leader; throws a diagnosis when time is up. */
export async function waitUntilConnected(
  inputs: ConnectionInputs,
  operation: Operation,
): Promise<void> {
  const { alias } = inputs;
  const { reads, client, deadline, tell } = operation;
  let info: RemoteInfo | undefined;
  const connected = await poll<true>(
    async (attempt) => {
      info = await remoteInfo(reads, alias);
      if (info?.isConnected === true) return { done: true, value: true };
      // The settings themselves make the first try; later ones need somebody who uses it.
      if (attempt > 0) await useConnection(client, alias);
      const elapsed = describeDuration(deadline.elapsed());
      tell.progress("connecting", `connecting over "${alias}", ${elapsed}`);
      return { done: false };
    },
    { ...operation, backoff },
  );
  if (connected === undefined) throw new Error(notConnected(inputs, info, deadline.limit));
}
