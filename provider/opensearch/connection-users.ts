// SPDX-License-Identifier: Apache-2.0
import { autoFollowRules } from "./auto-follow";
import type { Client } from "./client";
import { OpenSearchError } from "./errors";
import { followedLeader } from "./follower-index";
import { status } from "./replication";
import { storedReplications, type StoredReplication } from "./stored-replications";

/** What needs a connection of the follower cluster. */
export interface ConnectionUsers {
  /** Follower indexes whose replication goes over it, or of which that cannot be told. */
  readonly replications: readonly string[];
  /** Auto-follow rules that use it, or, before 3.6, that may use it. */
  readonly rules: readonly string[];
}

/** How many replications are asked for their leader at a time. */
const width = 6;

/**
 * Who uses a connection. Throws (403) where the user may not list the replications
 * (`GET /_cluster/state/metadata`); rules that may not be listed are left out.
 */
export async function connectionUsers(client: Client, alias: string): Promise<ConnectionUsers> {
  const stored = await storedReplications(client);
  const replications: string[] = [];
  for (let at = 0; at < stored.length; at += width) {
    const slice = stored.slice(at, at + width);
    const aliases = await Promise.all(slice.map((replication) => aliasOf(client, replication)));
    slice.forEach(({ index }, i) => {
      if (aliases[i] === undefined || aliases[i] === alias) replications.push(index);
    });
  }
  return { replications, rules: await rulesOver(client, alias) };
}

/** Before 3.8 the list does not say; `_status` does, but for a running one whose leader is down; the index then tells. */
async function aliasOf(
  client: Client,
  { index, leaderAlias }: StoredReplication,
): Promise<string | undefined> {
  if (leaderAlias !== undefined) return leaderAlias;
  try {
    const { leader } = await status(client, index);
    if (leader !== undefined) return leader.alias;
  } catch (error) {
    if (!(error instanceof OpenSearchError) || error.status === undefined) throw error;
  }
  return (await followedLeader(client, index))?.alias;
}

async function rulesOver(client: Client, alias: string): Promise<string[]> {
  try {
    const rules = await autoFollowRules(client);
    return rules
      .filter(({ leaderAlias = alias }) => leaderAlias === alias)
      .map(({ name }) => name)
      .sort();
  } catch (error) {
    if (error instanceof OpenSearchError && error.status === 403) return [];
    throw error;
  }
}
