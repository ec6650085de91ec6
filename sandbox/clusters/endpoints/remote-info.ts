// SPDX-License-Identifier: Apache-2.0
import type { Cluster } from "../cluster/cluster";
import { connections, follow, type Connection } from "../cluster/remote";
import { numberSetting, setting } from "../cluster/settings";
import type { JsonObject } from "../json/json";

const sockets = ({ settings }: Connection): number =>
  numberSetting(settings, "proxy_socket_connections", 18);

const byMode = (connection: Connection, connected: boolean): JsonObject =>
  connection.mode === "proxy"
    ? {
        proxy_address: connection.addresses[0] ?? "",
        server_name: setting(connection.settings, "server_name") ?? "",
        num_proxy_sockets_connected: connected ? sockets(connection) : 0,
        max_proxy_socket_connections: sockets(connection),
      }
    : {
        seeds: connection.addresses,
        num_nodes_connected: connected ? 1 : 0,
        max_connections_per_cluster: numberSetting(connection.settings, "node_connections", 3),
      };

/** `_remote/info`: what each connection is and whether it leads anywhere. */
export const remoteInfo = (cluster: Cluster): JsonObject =>
  Object.fromEntries(
    (cluster.remoteRole ? connections(cluster.settings) : []).map((connection) => {
      const connected = follow(cluster, connection.alias).leads === "to";
      return [
        connection.alias,
        {
          connected,
          mode: connection.mode,
          ...byMode(connection, connected),
          initial_connect_timeout: "30s",
          skip_unavailable: setting(connection.settings, "skip_unavailable") === "true",
        },
      ];
    }),
  );
