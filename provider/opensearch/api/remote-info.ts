// SPDX-License-Identifier: Apache-2.0
import { isObject } from "../answers/answer";
import type { Client } from "../client/client";
import { OpenSearchError } from "../answers/errors";
import { textAt, valueAt } from "./plugin-api";

export interface RemoteInfo {
  readonly isConnected: boolean;
  readonly mode: string;
}

/** `GET /_remote/info`: one connection; `undefined` where there is none of that alias. */
export async function remoteInfo(client: Client, alias: string): Promise<RemoteInfo | undefined> {
  const answer = await client.request({
    doing: `read whether connection "${alias}" is connected`,
    method: "GET",
    segments: ["_remote", "info"],
    isAnswer: (json) =>
      Object.values(json).every((info) => typeof valueAt(info, "connected") === "boolean"),
  });
  const info = valueAt(answer, alias);
  if (!isObject(info)) return undefined;
  return {
    isConnected: info["connected"] === true,
    mode: textAt(info, "mode"),
  };
}

/** `GET /_remote/info`: the names of all connections, sorted. */
export async function connectionAliases(client: Client): Promise<string[]> {
  const answer = await client.request({
    doing: "list the connections of the follower cluster",
    method: "GET",
    segments: ["_remote", "info"],
    isAnswer: (json) =>
      Object.values(json).every((info) => typeof valueAt(info, "connected") === "boolean"),
  });
  return Object.keys(answer).sort();
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
