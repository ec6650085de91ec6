// SPDX-License-Identifier: Apache-2.0
import {
  type RemoteKey,
  type RemoteKeyChange,
  remoteKeys,
  type RemoteKeys,
} from "../../opensearch/api/remote-settings";
import { type ConnectionInputs, inputSchema } from "./schema";

type KeyInput = Exclude<
  keyof ConnectionInputs,
  "alias" | "adopt" | "force" | "waitFor" | "timeouts" | "whenUnreachable"
>;

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

export function inputsFrom(keys: RemoteKeys): Pick<ConnectionInputs, KeyInput> {
  const entries = keyInputs.flatMap((name): [KeyInput, unknown][] => {
    const key = keyOf[name];
    const value = keys[key];
    if (value === undefined) return [];
    const text = typeof value === "string" ? value : value.join(",");
    switch (inputSchema.properties[name].type) {
      case "array":
        return [[name, listOf(value)]];
      case "integer":
        return [[name, Number(text)]];
      case "boolean":
        return text === assumed[key] ? [] : [[name, text === "true"]];
      case "string":
        return [[name, text]];
    }
  });
  return Object.fromEntries(entries);
}

/** The keys whose value differs from the wanted one, with the wanted value; null removes the key. */
export function changeOf(existing: RemoteKeys, wanted: RemoteKeys): RemoteKeyChange {
  return Object.fromEntries(
    remoteKeys
      .filter((key) => normal(key, existing) !== normal(key, wanted))
      .map((key) => [key, wanted[key] ?? null]),
  );
}

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
