// SPDX-License-Identifier: Apache-2.0
import { unlessWithheld } from "../opensearch/answers/withheld";
import { type ClusterIdentity, clusterIdentity } from "../opensearch/api/cluster";
import { unknownStatus } from "../opensearch/api/status";
import type { Client } from "../opensearch/client/client";
import { type ConnectionInfo, lookUpConnections } from "./connections";
import type { ReplicationInfo } from "./replication-info";
import { lookUpReplications } from "./replications";
import { lookUpRules, type RuleInfo } from "./rules";

/** What one cluster follows, and how it stands. */
export interface Estate {
  readonly host: string;
  readonly cluster: ClusterIdentity | undefined;
  readonly replications: readonly ReplicationInfo[];
  readonly rules: readonly RuleInfo[];
  readonly connections: readonly ConnectionInfo[];
  /** What this user may not see, and the permission that shows it. */
  readonly unseen: readonly Unseen[];
}

export interface Unseen {
  readonly what: "cluster" | "replications" | "rules" | "connections" | "unfollowed";
  /** Left out where no permission would help. */
  readonly permission?: string;
}

const permissions: Record<Unseen["what"], string> = {
  cluster: "cluster:monitor/main",
  replications: "cluster:monitor/state",
  rules: "indices:admin/plugins/replication/autofollow/stats",
  connections: "cluster:monitor/remote/info",
  unfollowed: "indices:admin/resolve/index",
};

/**
 * Looks at everything that the cluster follows; with `indexes`, at these whatever else there is. What this user
 * may not see is listed, and no error.
 */
export async function lookUpEstate(client: Client, indexes?: readonly string[]): Promise<Estate> {
  const unseen: Unseen[] = [];
  const seen = async <T>(what: Unseen["what"], asked: Promise<T>): Promise<T | undefined> => {
    const found = await unlessWithheld(asked);
    if (found === undefined) unseen.push({ what, permission: permissions[what] });
    return found;
  };
  const cluster = await seen("cluster", clusterIdentity(client));
  const connections = await seen("connections", lookUpConnections(client));
  const replications = await seen(
    "replications",
    lookUpReplications(client, { details: true, ...(indexes && { indexes }) }),
  );
  // What a name leaves out may be what a rule has followed.
  const all = indexes === undefined ? replications : undefined;
  const alias = connections?.length === 1 ? connections[0]?.alias : undefined;
  const rules = await seen("rules", lookUpRules(client, all, alias));
  if (rules?.some(({ unfollowed }) => unfollowed === undefined) === true && all !== undefined)
    unseen.push({
      what: "unfollowed",
      // While its leader is down, a replication does not tell which index that is.
      ...(all.every(({ status }) => status !== unknownStatus) && {
        permission: permissions.unfollowed,
      }),
    });
  return {
    ...{ host: client.host, cluster, unseen },
    replications: replications ?? [],
    rules: rules ?? [],
    connections: connections ?? [],
  };
}
