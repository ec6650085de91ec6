// SPDX-License-Identifier: Apache-2.0
import { isObject, type Json, type JsonObject } from "../answers/answer";
import type { Client } from "../client/client";
import { change } from "./plugin-api";

/** The keys that make a connection, below `cluster.remote.<alias>.`. */
export const remoteKeys = [
  "mode",
  "seeds",
  "node_connections",
  "proxy_address",
  "proxy_socket_connections",
  "server_name",
  "skip_unavailable",
  "transport.ping_schedule",
  "transport.compress",
] as const;

export type RemoteKey = (typeof remoteKeys)[number];

/** The keys of one connection that are set, as the server keeps them. */
export type RemoteKeys = { readonly [key in RemoteKey]?: string | readonly string[] };

/** A change of keys; null removes one. */
export type RemoteKeyChange = { readonly [key in RemoteKey]?: string | readonly string[] | null };

/** The settings of a connection in both of the scopes in which a cluster keeps settings. */
export interface RemoteSettings {
  readonly persistent: RemoteKeys;
  /** Comes before `persistent`, and is lost when the whole cluster restarts. */
  readonly transient: RemoteKeys;
}

/** What to send; nothing where both are empty. */
export interface RemoteChange {
  readonly persistent: RemoteKeyChange;
  /** A transient setting comes before a persistent one, so it goes. */
  readonly transient: RemoteKeyChange;
}

/** `GET /_cluster/settings`: the settings of one connection. */
export async function remoteSettings(client: Client, alias: string): Promise<RemoteSettings> {
  const answer = await client.request({
    doing: `read the settings of connection "${alias}"`,
    method: "GET",
    segments: ["_cluster", "settings"],
    // No filter_path: it takes the dots of flat keys for levels, and finds nothing.
    query: { flat_settings: "true" },
    isAnswer: (json) => isObject(json["persistent"]) && isObject(json["transient"]),
  });
  const { persistent, transient } = answer;
  return { persistent: keysOf(alias, persistent), transient: keysOf(alias, transient) };
}

/**
 * `PUT /_cluster/settings`: changes keys of one connection, all at once, and touches no other. May be
 * sent again.
 */
export async function changeRemoteSettings(
  client: Client,
  alias: string,
  wanted: RemoteChange,
  doing: string,
): Promise<void> {
  const persistent = namedFully(alias, wanted.persistent);
  const transient = namedFully(alias, wanted.transient);
  const body = { persistent, ...(Object.keys(transient).length === 0 ? {} : { transient }) };
  await change(client, { doing, method: "PUT", segments: ["_cluster", "settings"], body });
}

function keysOf(alias: string, settings: Json | undefined): RemoteKeys {
  if (!isObject(settings)) return {};
  return Object.fromEntries(
    remoteKeys.flatMap((key): [RemoteKey, string | string[]][] => {
      const value = settings[nameOf(alias, key)];
      if (Array.isArray(value)) return [[key, (value as readonly Json[]).map(textOf)]];
      return value === undefined || value === null ? [] : [[key, textOf(value)]];
    }),
  );
}

function namedFully(alias: string, change: RemoteKeyChange): JsonObject {
  return Object.fromEntries(
    Object.entries(change).map(([key, value]) => [nameOf(alias, key as RemoteKey), value]),
  );
}

function nameOf(alias: string, key: RemoteKey): string {
  return `cluster.remote.${alias}.${key}`;
}

function textOf(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
