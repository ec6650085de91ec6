// SPDX-License-Identifier: Apache-2.0
import { OpenSearchError } from "../../opensearch/answers/errors";
import { remoteInfo, type RemoteInfo } from "../../opensearch/api/remote-info";
import { type RemoteKeys, remoteSettings } from "../../opensearch/api/remote-settings";
import { isAtLeast } from "../../opensearch/api/cluster";
import type { ClusterOperation } from "../operation";

/** A connection as the follower cluster tells of it. */
interface Connection {
  /** Its keys in the cluster's settings, in either scope. */
  readonly keys: RemoteKeys;
  readonly info: RemoteInfo | undefined;
  readonly version: string;
}

/** Whether a replication failed before anything was copied, which a connection can be the cause of. */
export function isCopyRefused(reason: string): boolean {
  return reason.startsWith("Unable to initiate restore call");
}

/**
 * Why nothing can be copied over a connection that is there and connected, in a sentence. The plugin
 * copies through a repository that it makes when an address comes or changes in the cluster's
 * settings: it knows none of a connection that opensearch.yml makes, and before 2.7 only `seeds`.
 */
function connectionFault(alias: string, { keys, info, version }: Connection): string | undefined {
  if (info === undefined) return undefined;
  if (keys.seeds === undefined && keys.proxy_address === undefined) {
    return `The cause is that connection "${alias}" is set in opensearch.yml: no replication can start over such a connection. Remove it there on every node of the follower cluster, restart them, and create it with a LeaderConnection.`;
  }
  if (keys.proxy_address !== undefined && isAtLeast(version, "2.7") === false) {
    return `The cause is that connection "${alias}" is in proxy mode, which replication supports from OpenSearch 2.7 on; this is ${version}. Give it \`seeds\`, or upgrade the follower cluster.`;
  }
  return undefined;
}

/** The same, asked for; nothing where it may not be asked. On Amazon's service connections are no settings. */
export async function findConnectionFault(
  alias: string,
  { client, reads, identity }: Pick<ClusterOperation, "client" | "reads" | "identity">,
): Promise<string | undefined> {
  if (client.isAmazon) return undefined;
  try {
    const { persistent, transient } = await remoteSettings(reads, alias);
    const info = await remoteInfo(reads, alias);
    const { version } = await identity();
    return connectionFault(alias, { keys: { ...persistent, ...transient }, info, version });
  } catch (error) {
    if (error instanceof OpenSearchError) return undefined;
    throw error;
  }
}
