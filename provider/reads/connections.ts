// SPDX-License-Identifier: Apache-2.0
import { remoteInfos } from "../opensearch/api/remote-info";
import type { Client } from "../opensearch/client/client";

/**
 * A connection of the follower cluster.
 *
 * @see `GET /_remote/info`
 */
export interface ConnectionInfo {
  /** The connection alias. */
  readonly alias: string;
  /** Whether it is connected now. One that was lost is tried again once something needs it. */
  readonly isConnected: boolean;
  /** `sniff` or `proxy`. */
  readonly mode: string;
  /** The seeds, or the one address of a proxy. */
  readonly addresses: readonly string[];
  /** How many nodes, or sockets of a proxy, are connected. */
  readonly connected: number;
}

/** The connections of the follower cluster, sorted by alias. Throws (403) where they may not be listed. */
export async function lookUpConnections(client: Client): Promise<ConnectionInfo[]> {
  const infos = await remoteInfos(client);
  return Object.entries(infos)
    .map(([alias, info]) => ({ alias, ...info }))
    .sort((a, b) => (a.alias < b.alias ? -1 : 1));
}
