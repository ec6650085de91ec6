// SPDX-License-Identifier: Apache-2.0
import { indexesInFlight } from "./plugin-api";
import { semaphore } from "../../waiting/semaphore";
import type { Client } from "../client/client";
import { OpenSearchError } from "../answers/errors";
import { followedLeader } from "./follower-index";
import { status } from "./replication";
import type { Leader } from "./status";
import { type StoredReplication, storedReplications } from "./stored-replications";

/** A replication of the follower cluster, with the leader that it follows where that can be told. */
export interface Follower {
  readonly index: string;
  readonly leader: Leader | undefined;
}

/** Every replication of the follower cluster, with its leader. Throws (403) where they may not be listed. */
export async function listFollowers(client: Client, signal: AbortSignal): Promise<Follower[]> {
  return askEach(client, await storedReplications(client), signal);
}

/** The replications that are over a connection, or of which that cannot be told. Throws (403) where they may not be listed. */
export async function followersOver(
  client: Client,
  alias: string,
  signal: AbortSignal,
): Promise<string[]> {
  const stored = await storedReplications(client);
  // From 3.8 on the list names the connection; before, each is asked.
  const unnamed = stored.filter(({ leaderAlias }) => leaderAlias === undefined);
  const asked = await askEach(client, unnamed, signal);
  const untold = asked.filter(({ leader }) => leader === undefined);
  // One that was stopped since it was listed has no leader any more either.
  const now = untold.length === 0 ? [] : await storedReplications(client);
  const listed = new Set(now.map(({ index }) => index));
  return [
    ...stored.filter(({ leaderAlias }) => leaderAlias === alias),
    ...asked.filter(({ leader }) => leader?.alias === alias),
    ...untold.filter(({ index }) => listed.has(index)),
  ]
    .map(({ index }) => index)
    .sort();
}

function askEach(
  client: Client,
  stored: readonly StoredReplication[],
  signal: AbortSignal,
): Promise<Follower[]> {
  const inTurn = semaphore(indexesInFlight);
  return Promise.all(
    stored.map(async ({ index }) => {
      const told = await leaderTold(client, index);
      // While the leader is down, the status of a running replication cannot be read; its index says the same.
      const leader = told ?? (await inTurn(() => followedLeader(client, index), signal));
      return { index, leader };
    }),
  );
}

async function leaderTold(client: Client, index: string): Promise<Leader | undefined> {
  try {
    return (await status(client, index)).leader;
  } catch (error) {
    if (!(error instanceof OpenSearchError) || error.status === undefined) throw error;
    return undefined;
  }
}
