// SPDX-License-Identifier: Apache-2.0
import type { RemoteKeys } from "../../opensearch/api/remote-settings";

const names: { readonly [key in keyof RemoteKeys]: string } = {
  seeds: "seeds",
  node_connections: "nodeConnections",
  proxy_address: "proxyAddress",
  proxy_socket_connections: "proxySocketConnections",
  server_name: "serverName",
  skip_unavailable: "skipUnavailable",
  "transport.ping_schedule": "transportPingSchedule",
  "transport.compress": "transportCompress",
};

/** The inputs of a `LeaderConnection` as the cluster's settings have them; the server keeps numbers and flags as text. */
export function settingsOfConnection(
  alias: string,
  keys: RemoteKeys,
): Readonly<Record<string, string | number | boolean | readonly string[]>> {
  const given = (Object.keys(names) as (keyof RemoteKeys)[]).flatMap((key) => {
    const value = keys[key];
    return value === undefined ? [] : [[names[key] ?? key, typed(key, value)] as const];
  });
  return { alias, ...Object.fromEntries(given) };
}

function typed(
  key: string,
  value: string | readonly string[],
): string | number | boolean | readonly string[] {
  if (key === "seeds") return typeof value === "string" ? value.split(",") : value;
  const one = typeof value === "string" ? value : value.join(",");
  if (/connections$/.test(key) && /^\d+$/.test(one)) return Number(one);
  if (/skip_unavailable|compress$/.test(key) && /^(true|false)$/.test(one)) return one === "true";
  return one;
}
