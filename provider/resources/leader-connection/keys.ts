// SPDX-License-Identifier: Apache-2.0
import {
  type RemoteKey,
  type RemoteKeyChange,
  remoteKeys,
  type RemoteKeys,
} from "../../opensearch/calls/remote-settings";
import type { ConnectionInputs } from "./schema";

/** The inputs that are keys of the server. */
type KeyInput = Exclude<
  keyof ConnectionInputs,
  "alias" | "adopt" | "force" | "waitFor" | "timeouts"
>;

/** The key that each input is kept under. */
export const keyOf = {
  seeds: "seeds",
  nodeConnections: "node_connections",
  proxyAddress: "proxy_address",
  proxySocketConnections: "proxy_socket_connections",
  serverName: "server_name",
  skipUnavailable: "skip_unavailable",
  transportPingSchedule: "transport.ping_schedule",
  transportCompress: "transport.compress",
} as const satisfies Record<KeyInput, RemoteKey>;

const keyInputs = Object.keys(keyOf) as KeyInput[];

/** What the server assumes where a key is not set, and is as good as that. */
const assumed: RemoteKeys = { mode: "sniff", skip_unavailable: "false" };

/** The keys that inputs amount to. */
export function keysFrom(inputs: ConnectionInputs): RemoteKeys {
  const entries = keyInputs.flatMap((name): [RemoteKey, string | string[]][] => {
    const value = inputs[name];
    if (value === undefined) return [];
    return [[keyOf[name], Array.isArray(value) ? value : String(value)]];
  });
  // Without a mode the server takes proxy_address for a mistake.
  return {
    ...(inputs.proxyAddress === undefined ? {} : { mode: "proxy" }),
    ...Object.fromEntries(entries),
  };
}

/** The inputs that keys amount to. */
export function inputsFrom(keys: RemoteKeys): Pick<ConnectionInputs, KeyInput> {
  const text = (key: RemoteKey): string | undefined => {
    const value = keys[key];
    return typeof value === "string" ? value : value?.join(",");
  };
  const count = (key: RemoteKey): number | undefined => {
    const value = text(key);
    return value === undefined ? undefined : Number(value);
  };
  const truth = (key: RemoteKey): boolean | undefined => {
    const value = text(key);
    return value === undefined || value === assumed[key] ? undefined : value === "true";
  };
  const found = {
    seeds: keys.seeds === undefined ? undefined : listOf(keys.seeds),
    nodeConnections: count("node_connections"),
    proxyAddress: text("proxy_address"),
    proxySocketConnections: count("proxy_socket_connections"),
    serverName: text("server_name"),
    skipUnavailable: truth("skip_unavailable"),
    transportPingSchedule: text("transport.ping_schedule"),
    transportCompress: truth("transport.compress"),
  } satisfies Record<KeyInput, unknown>;
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

/** The keys whose value is another than the one wanted, with that one; null where there is to be none. */
export function changeOf(existing: RemoteKeys, wanted: RemoteKeys): RemoteKeyChange {
  return Object.fromEntries(
    remoteKeys
      .filter((key) => normal(key, existing) !== normal(key, wanted))
      .map((key) => [key, wanted[key] ?? null]),
  );
}

/** Nothing but what is set is removed. */
export function unsetAll(existing: RemoteKeys): RemoteKeyChange {
  return Object.fromEntries(Object.keys(existing).map((key) => [key, null]));
}

function normal(key: RemoteKey, keys: RemoteKeys): string | undefined {
  const value = keys[key] ?? assumed[key];
  if (value === undefined) return undefined;
  // The order of seeds means nothing.
  return key === "seeds" ? JSON.stringify(listOf(value).sort()) : String(value);
}

function listOf(value: string | readonly string[]): string[] {
  return typeof value === "string" ? value.split(",").map((item) => item.trim()) : [...value];
}
