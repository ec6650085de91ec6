// SPDX-License-Identifier: Apache-2.0
import type { Json } from "../answers/answer";
import type { Client } from "../client/client";
import { OpenSearchError } from "../answers/errors";
import { own } from "../text/record";
import { listAt, textAt, valueAt } from "./plugin-api";

export interface RemoteInfo {
  readonly isConnected: boolean;
  readonly mode: string;
  /** The seeds, or the one address of a proxy. */
  readonly addresses: readonly string[];
  /** How many nodes, or sockets of a proxy, are connected. */
  readonly connected: number;
}

/** `GET /_remote/info`: one connection; `undefined` where there is none of that alias. */
export async function remoteInfo(client: Client, alias: string): Promise<RemoteInfo | undefined> {
  return own(await remoteInfos(client, `read whether connection "${alias}" is connected`), alias);
}

/** `GET /_remote/info`: every connection by its alias. The plugin's own roles may not (403). */
export async function remoteInfos(
  client: Client,
  doing = "list the connections of the follower cluster",
): Promise<Readonly<Record<string, RemoteInfo>>> {
  const answer = await client.request({
    doing,
    method: "GET",
    segments: ["_remote", "info"],
    isAnswer: (json) =>
      Object.values(json).every((info) => typeof valueAt(info, "connected") === "boolean"),
  });
  const infos = Object.entries(answer).map(([alias, info]) => [alias, infoOf(info)] as const);
  return Object.fromEntries(infos);
}

function infoOf(info: Json | undefined): RemoteInfo {
  const nodes =
    valueAt(info, "num_nodes_connected") ?? valueAt(info, "num_proxy_sockets_connected");
  const proxy = textAt(info, "proxy_address");
  const seeds = listAt(info, "seeds").filter((seed) => typeof seed === "string");
  return {
    isConnected: valueAt(info, "connected") === true,
    mode: textAt(info, "mode"),
    addresses: proxy === "" ? seeds : [proxy],
    connected: typeof nodes === "number" ? nodes : 0,
  };
}

/** `GET /_remote/info`: the names of all connections, sorted. */
export async function connectionAliases(client: Client): Promise<string[]> {
  return Object.keys(await remoteInfos(client)).sort();
}

/**
 * Makes the follower use the connection. One that was lost is not tried again before something needs
 * it, so that `_remote/info` would go on saying that it is not connected (`GET
 * /_resolve/index/<alias>:*`). What comes of it is no matter, also where the user may not ask; a failure
 * is given back for what it may tell of the cause.
 */
export async function useConnection(
  client: Client,
  alias: string,
): Promise<OpenSearchError | undefined> {
  try {
    await client.request({
      doing: `try connection "${alias}"`,
      method: "GET",
      segments: ["_resolve", "index", `${alias}:*`],
    });
    return undefined;
  } catch (error) {
    if (!(error instanceof OpenSearchError)) throw error;
    return error;
  }
}
