// SPDX-License-Identifier: Apache-2.0
import { illegalArgument, Refusal } from "../http/refusal";
import { changed, setting, type Settings } from "./settings";

const REMOTE = /^cluster\.remote\.([-\w]+)\.(.+)$/;
const EITHER_MODE = ["mode", "skip_unavailable", "transport.compress", "transport.ping_schedule"];
const SNIFF_ONLY = ["seeds", "node_connections"];
const PROXY_ONLY = ["proxy_address", "proxy_socket_connections", "server_name"];
const REMOTE_KEYS = [...EITHER_MODE, ...SNIFF_ONLY, ...PROXY_ONLY];
const NEEDS_CONNECTION = ["skip_unavailable", "transport.compress", "transport.ping_schedule"];
const KNOWN =
  /^(cluster\.(blocks\.|max_shards_per_node$|routing\.|metadata\.|auto_shrink)|compatibility\.override_main_response_version$|action\.(auto_create_index|destructive_requires_name)$|indices\.|logger\.|search\.|plugins\.)/;

const recognized = (key: string): boolean => {
  if (!key.startsWith("cluster.remote.")) return KNOWN.test(key);
  return REMOTE_KEYS.includes(REMOTE.exec(key)?.[2] ?? "");
};

const checkAddresses = (value: Settings[string]): void => {
  const hosts = Array.isArray(value) ? value : value === null ? [] : value.split(",");
  for (const host of hosts)
    if (!/^.+:\d+$/.test(host))
      throw illegalArgument(
        `remote hosts need to be configured as [host:port], found [${host}] instead`,
      );
};

const checkMode = (key: string, name: string, mode: string): void => {
  const required = SNIFF_ONLY.includes(name) ? "SNIFF" : PROXY_ONLY.includes(name) ? "PROXY" : mode;
  if (required === mode) return;
  const modeKey = `${key.slice(0, -name.length)}mode`;
  throw illegalArgument(
    `Setting "${key}" cannot be used with the configured "${modeKey}" ` +
      `[required=${required}, configured=${mode}]`,
  );
};

const checkConnectionKey = (key: string, value: Settings[string], after: Settings): void => {
  const [, alias = "", name = ""] = REMOTE.exec(key) ?? [];
  const prefix = `cluster.remote.${alias}.`;
  const mode = (setting(after, `${prefix}mode`) ?? "sniff").toUpperCase();
  if (mode !== "SNIFF" && mode !== "PROXY")
    throw illegalArgument(
      `No enum constant org.opensearch.transport.RemoteConnectionStrategy.ConnectionStrategy.${mode}`,
    );
  if (name === "seeds" || name === "proxy_address") checkAddresses(value);
  checkMode(key, name, mode);
  const connected = after[`${prefix}seeds`] ?? after[`${prefix}proxy_address`];
  if (NEEDS_CONNECTION.includes(name) && connected === undefined)
    throw illegalArgument(`Cannot configure setting [${key}] if remote cluster is not enabled.`);
};

/**
 * Refuses a change that `PUT /_cluster/settings` would refuse. Keys are looked at in their order,
 * removals included; keys of a connection are checked together with those that stay.
 */
export const checkClusterSettings = (
  scope: "persistent" | "transient",
  before: Settings,
  change: Settings,
): void => {
  const keys = Object.keys(change).sort();
  const unknown = keys.find((key) => !recognized(key));
  if (unknown !== undefined)
    throw new Refusal(400, "settings_exception", `${scope} setting [${unknown}], not recognized`);
  const after = changed(before, change);
  const touched = new Set(keys.map((key) => REMOTE.exec(key)?.[1]));
  for (const [key, value] of Object.entries(after).sort(([a], [b]) => (a < b ? -1 : 1)))
    if (touched.has(REMOTE.exec(key)?.[1]) && REMOTE.test(key))
      checkConnectionKey(key, value, after);
};
