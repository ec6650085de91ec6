// SPDX-License-Identifier: Apache-2.0
import { illegalArgument, Refusal } from "../http/refusal";
import type { Cluster } from "./cluster";
import type { Settings } from "./settings";

const PREFIX = "cluster.remote.";

/** A connection as its settings describe it. */
export interface Connection {
  alias: string;
  mode: "sniff" | "proxy";
  addresses: string[];
  settings: Settings;
}

/** What an alias leads to. */
export type Route = { leads: "nowhere" } | { leads: "to"; cluster: Cluster } | Unreachable;

interface Unreachable {
  leads: "against a wall";
  address: string;
}

const own = (settings: Settings, alias: string): Settings =>
  Object.fromEntries(
    Object.entries(settings)
      .filter(([key]) => key.startsWith(`${PREFIX}${alias}.`))
      .map(([key, value]) => [key.slice(PREFIX.length + alias.length + 1), value]),
  );

const list = (value: Settings[string] | undefined): string[] =>
  Array.isArray(value) ? value : typeof value === "string" ? value.split(",") : [];

const described = (alias: string, settings: Settings): Connection | undefined => {
  const mode = String(settings["mode"] ?? "sniff").toLowerCase() === "proxy" ? "proxy" : "sniff";
  const addresses = list(settings[mode === "proxy" ? "proxy_address" : "seeds"]);
  return addresses.length === 0 ? undefined : { alias, mode, addresses, settings };
};

/** By the settings that they were made from, which are never changed in place. */
const made = new WeakMap<Settings, Connection[]>();

/** The connections that a cluster's settings make. */
export const connections = (settings: Settings): Connection[] => {
  const before = made.get(settings) ?? madeFrom(settings);
  made.set(settings, before);
  return before;
};

const madeFrom = (settings: Settings): Connection[] => {
  const aliases = Object.keys(settings)
    .filter((key) => key.startsWith(PREFIX))
    .map((key) => key.slice(PREFIX.length).split(".")[0] ?? "");
  return [...new Set(aliases)]
    .map((alias) => described(alias, own(settings, alias)))
    .filter((connection) => connection !== undefined);
};

/** Where an alias leads at this moment. */
export const follow = (cluster: Cluster, alias: string): Route => {
  const connection = connections(cluster.settings).find((candidate) => candidate.alias === alias);
  if (connection === undefined) return { leads: "nowhere" };
  for (const address of connection.addresses) {
    const remote = cluster.network.get(address);
    if (remote !== undefined && !remote.down) return { leads: "to", cluster: remote };
  }
  return { leads: "against a wall", address: connection.addresses[0] ?? "" };
};

/** 404 for an alias that no setting makes. */
export const noSuchRemote = (alias: string) =>
  new Refusal(404, "no_such_remote_cluster_exception", `no such remote cluster: [${alias}]`);

const refused = (address: string) =>
  new Refusal(500, "connect_transport_exception", `[][${address}] connect_exception`, {
    causedBy: {
      type: "annotated_connect_exception",
      reason: `Connection refused: /${address}`,
      causedBy: { type: "connect_exception", reason: "Connection refused" },
    },
  });

/** The cluster an alias leads to; throws the 404 or the 500 that a call over it would end in. */
export const remoteCluster = (cluster: Cluster, alias: string): Cluster => {
  if (!cluster.remoteRole)
    throw illegalArgument("this node does not have the remote_cluster_client role");
  const route = follow(cluster, alias);
  if (route.leads === "nowhere") throw noSuchRemote(alias);
  if (route.leads === "against a wall") throw refused(route.address);
  return route.cluster;
};
