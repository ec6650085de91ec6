// SPDX-License-Identifier: Apache-2.0
import type { Remedy } from "./remedy";

/** What making, naming and using a connection to a leader fails with. */
export const connectionRemedies: readonly Remedy[] = [
  {
    name: "wrong address of a connection",
    reason: /remote hosts need to be configured as \[host:port\]/,
    advice: "Give transport addresses as host:port, such as leader.example.com:9300.",
  },
  {
    name: "connection in another mode",
    reason: /cannot be used with the configured "cluster\.remote\..+\.mode"/,
    advice:
      "The connection is in the other mode: a LeaderConnection with `adopt: true` changes the mode and all that belongs to it in one request.",
  },
  {
    name: "unknown connection alias",
    type: /^no_such_remote_cluster_exception$/,
    advice:
      "leaderAlias must name a remote-cluster connection of the follower cluster; GET /_remote/info there lists them, and a LeaderConnection makes one.",
  },
  {
    name: "connection settings forbidden by Amazon's service",
    reason: /Your request: '\/_cluster\/settings' payload is not allowed/,
    advice:
      "Amazon's managed service makes connections through its own API: make it there, accept it on the leader's side, and give its alias to `leaderAlias`.",
  },
  {
    name: "leader unreachable",
    type: /^(connect_transport_exception|node_disconnected_exception|node_not_connected_exception)$/,
    advice:
      "The follower cluster cannot reach the leader over leaderAlias: check the connection's address, the transport port (9300, not 9200), TLS between the clusters and that the leader is up.",
  },
  {
    name: "connection alias required",
    reason: /Mandatory params \[.*leader_alias.*\] are missing/,
    advice:
      "This version of the plugin needs leaderAlias: set it on the resource, or for all resources with the provider's leaderAlias.",
  },
];
