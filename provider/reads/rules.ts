// SPDX-License-Identifier: Apache-2.0
import { autoFollowRules } from "../opensearch/api/auto-follow";
import { leaderIndexes } from "../opensearch/api/leader/leader-indexes";
import { isStatusUnavailable } from "../opensearch/api/status";
import { isWithheld } from "../opensearch/answers/withheld";
import type { Client } from "../opensearch/client/client";
import { indexNameViolations } from "../opensearch/text/names";
import { withoutUndefined } from "../opensearch/text/record";
import type { ReplicationInfo } from "./replication-info";
import { lookUpReplications } from "./replications";

/**
 * An auto-follow rule of the follower cluster; values that the server does not report are left out.
 *
 * @see `GET /_plugins/_replication/autofollow_stats`
 */
export interface RuleInfo {
  /** The rule's name. */
  readonly name: string;
  /** The pattern of leader indexes. */
  readonly pattern: string;
  /** The connection, as servers tell from 3.6 on. */
  readonly leaderAlias?: string;
  /** How many replications it has started since its node began. */
  readonly started?: number;
  /** How many of its starts were refused since then. */
  readonly failed?: number;
  /** Leader indexes that it could not follow; it tries them again after an hour. */
  readonly failedIndexes: readonly string[];
  /** When it last looked at the leader (ISO 8601, UTC). */
  readonly lastRun?: string;
  /**
   * Leader indexes that match and that nothing replicates: those that it will follow at its next look, and those
   * whose name is taken on the follower cluster, which it skips. Left out where that cannot be told.
   */
  readonly unfollowed?: readonly string[];
}

/**
 * The rules of the follower cluster, sorted by name. Throws (403) where they may not be listed. What they match
 * is compared with `replications`, where these are all and tell their leaders.
 */
export async function lookUpRules(
  client: Client,
  replications: readonly ReplicationInfo[] | undefined,
  onlyAlias?: string,
): Promise<RuleInfo[]> {
  const rules = await autoFollowRules(client);
  const known = withLeaders(replications);
  const infos = rules.map(async ({ name, pattern, lastRun, ...rest }): Promise<RuleInfo> => {
    const { failedIndexes, started, failed, leaderAlias = onlyAlias } = rest;
    const run = lastRun === undefined || lastRun <= 0 ? undefined : new Date(lastRun).toISOString();
    const unfollowed =
      leaderAlias === undefined || known === undefined
        ? undefined
        : await unfollowedBy(client, leaderAlias, pattern, known);
    const told = { leaderAlias, started, failed, lastRun: run, unfollowed };
    return { name, pattern, failedIndexes, ...withoutUndefined(told) };
  });
  return (await Promise.all(infos)).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The same, with all replications of the cluster. */
export async function lookUpAllRules(client: Client): Promise<RuleInfo[]> {
  return lookUpRules(client, await lookUpReplications(client, { details: true }));
}

async function unfollowedBy(
  client: Client,
  alias: string,
  pattern: string,
  replications: readonly ReplicationInfo[],
): Promise<string[] | undefined> {
  try {
    const matching = await leaderIndexes(client, alias, pattern);
    const followed = new Set(replications.map(({ leaderIndex }) => leaderIndex));
    // A name that nothing can follow, such as a system index's, is skipped by every rule.
    return matching
      ?.filter((index) => !followed.has(index) && indexNameViolations(index).length === 0)
      .sort();
  } catch (error) {
    if (isWithheld(error) || isStatusUnavailable(error)) return undefined;
    throw error;
  }
}

/** Nothing where one does not tell its leader: it may be just the one that a rule seems to lack. */
function withLeaders(
  replications: readonly ReplicationInfo[] | undefined,
): readonly ReplicationInfo[] | undefined {
  const isTold = replications?.every(
    ({ exists, leaderIndex }) => !exists || leaderIndex !== undefined,
  );
  return isTold === true ? replications : undefined;
}
