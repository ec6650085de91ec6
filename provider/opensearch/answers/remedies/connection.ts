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
      "The connection is in the other mode: a LeaderConnection with `adopt: true` changes the mode and its settings in one request.",
  },
  {
    name: "node without the role for connections",
    reason: /does not have the remote_cluster_client role/,
    advice:
      "The follower node that took the request cannot open remote connections: give the follower's nodes the role remote_cluster_client (node.roles in opensearch.yml; nodes that hold followers need it too), or point the url to a node that has it.",
  },
  {
    name: "unknown connection alias",
    type: /^no_such_remote_cluster_exception$/,
    advice:
      "leaderAlias must name a remote-cluster connection of the follower cluster; GET /_remote/info there lists them, and a LeaderConnection creates one.",
  },
  {
    name: "leader unreachable",
    type: /^(connect_transport_exception|node_disconnected_exception|node_not_connected_exception|no_seed_node_left_exception)$/,
    advice:
      "The follower cluster cannot reach the leader over leaderAlias: check the connection's address, the transport port (9300, not 9200), TLS between the clusters, and that the leader is up.",
  },
  {
    name: "leader unreachable through a proxy",
    reason: /Unable to open any (proxy )?connections to remote cluster/,
    advice:
      "The follower cluster cannot reach the leader over leaderAlias: check the connection's address, that the proxy forwards transport traffic to the leader's port 9300, TLS between the clusters, and that the leader is up.",
  },
  {
    name: "connection alias required",
    reason: /Mandatory params \[.*leader_alias.*\] are missing/,
    advice:
      "This version of the plugin requires leaderAlias: set it on the resource, or on the provider for all its resources.",
  },
  {
    name: "plugin missing on a node",
    type: /^action_not_found_transport_exception$/,
    advice:
      "A node lacks the cross-cluster-replication plugin or has an older version of it: install the same version on all nodes, the leader cluster's included.",
  },
];
