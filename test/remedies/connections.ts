// SPDX-License-Identifier: Apache-2.0
import { makeConnection, readConnected } from "./calls";
import { type Judged, refused } from "./judged";

/** What making and using a connection to a leader cluster fails with. */
export const connections: readonly Judged[] = [
  {
    cause: "the follower cluster has no connection of that alias",
    source: "sec-refused, autofollow: unknown alias",
    answer: refused(404, "no_such_remote_cluster_exception", "no such remote cluster: [eu]"),
    message:
      "no_such_remote_cluster_exception: no such remote cluster: [eu] (HTTP 404). leaderAlias must name a remote-cluster connection of the follower cluster; GET /_remote/info there lists them, and a LeaderConnection creates one.",
  },
  {
    cause: "an address without a port",
    source: "connection: nonsense",
    call: makeConnection,
    answer: refused(
      400,
      "illegal_argument_exception",
      "remote hosts need to be configured as [host:port], found [nonsense] instead",
    ),
    message:
      "illegal_argument_exception: remote hosts need to be configured as [host:port], found [nonsense] instead (HTTP 400). Give transport addresses as host:port, such as leader.example.com:9300.",
  },
  {
    cause: "the connection has settings of the other mode",
    source: "connection: seeds in proxy mode",
    call: makeConnection,
    answer: refused(
      400,
      "illegal_argument_exception",
      'Setting "cluster.remote.eu.seeds" cannot be used with the configured "cluster.remote.eu.mode" [required=SNIFF, configured=PROXY]',
    ),
    message:
      'illegal_argument_exception: Setting "cluster.remote.eu.seeds" cannot be used with the configured "cluster.remote.eu.mode" [required=SNIFF, configured=PROXY] (HTTP 400). The connection is in the other mode: a LeaderConnection with `adopt: true` changes the mode and its settings in one request.',
  },
  {
    cause: "the release does not know the setting, or the alias is no name that it takes",
    source: "connection: c1.foo",
    call: makeConnection,
    answer: refused(
      400,
      "settings_exception",
      "persistent setting [cluster.remote.eu.foo], not recognized",
    ),
    message:
      "settings_exception: persistent setting [cluster.remote.eu.foo], not recognized (HTTP 400). This OpenSearch version does not know that connection setting: remove it, or upgrade the follower cluster.",
  },
  {
    cause: "the follower cluster does not reach the leader's transport address",
    source: "connection: closed port",
    answer: refused(500, "connect_transport_exception", "[][127.0.0.1:1] connect_exception", [
      "annotated_connect_exception",
      "Connection refused: /127.0.0.1:1",
    ]),
    message:
      "connect_transport_exception: [][127.0.0.1:1] connect_exception; caused by annotated_connect_exception: Connection refused: /127.0.0.1:1 (HTTP 500). The follower cluster cannot reach the leader over leaderAlias: check the connection's address, the transport port (9300, not 9200), TLS between the clusters, and that the leader is up.",
  },
  {
    cause: "the leader's node has gone",
    source: "OpenSearch: NodeDisconnectedException",
    answer: refused(
      500,
      "node_disconnected_exception",
      "[leader-1][10.0.0.7:9300][indices:monitor/stats] disconnected",
    ),
    message:
      "node_disconnected_exception: [leader-1][10.0.0.7:9300][indices:monitor/stats] disconnected (HTTP 500). The follower cluster cannot reach the leader over leaderAlias: check the connection's address, the transport port (9300, not 9200), TLS between the clusters, and that the leader is up.",
  },
  {
    cause: "the user may not look at connections",
    source: "sec-happy: remote/info",
    call: readConnected,
    answer: refused(
      403,
      "security_exception",
      "no permissions for [cluster:monitor/remote/info] and User [name=repl, backend_roles=[], requestedTenant=null]",
    ),
    message:
      'security_exception: no permissions for [cluster:monitor/remote/info] and User [name=repl, backend_roles=[], requestedTenant=null] (HTTP 403). A LeaderConnection needs cluster:monitor/settings, cluster:admin/settings/update and, to wait, cluster:monitor/remote/info on the follower cluster. The plugin\'s own roles do not include them; with `waitFor: "configured"` the last one is not needed.',
  },
  {
    cause: "the user may not change settings of the cluster",
    source: "security plugin: PrivilegesEvaluator",
    call: makeConnection,
    answer: refused(
      403,
      "security_exception",
      "no permissions for [cluster:admin/settings/update] and User [name=repl, backend_roles=[], requestedTenant=null]",
    ),
    message:
      'security_exception: no permissions for [cluster:admin/settings/update] and User [name=repl, backend_roles=[], requestedTenant=null] (HTTP 403). A LeaderConnection needs cluster:monitor/settings, cluster:admin/settings/update and, to wait, cluster:monitor/remote/info on the follower cluster. The plugin\'s own roles do not include them; with `waitFor: "configured"` the last one is not needed.',
  },
  {
    cause: "the node that took the request may make no connections",
    source: "OpenSearch: RemoteClusterService",
    answer: refused(
      400,
      "illegal_argument_exception",
      "this node does not have the remote_cluster_client role",
    ),
    message:
      "illegal_argument_exception: this node does not have the remote_cluster_client role (HTTP 400). The follower node that took the request cannot open remote connections: give the follower's nodes the role remote_cluster_client (node.roles in opensearch.yml; nodes that hold followers need it too), or point the url to a node that has it.",
  },
  {
    cause: "no seed of the connection answers",
    source: "OpenSearch: SniffConnectionStrategy",
    answer: refused(500, "no_seed_node_left_exception", "no seed node left for cluster: [eu]"),
    message:
      "no_seed_node_left_exception: no seed node left for cluster: [eu] (HTTP 500). The follower cluster cannot reach the leader over leaderAlias: check the connection's address, the transport port (9300, not 9200), TLS between the clusters, and that the leader is up.",
  },
  {
    cause: "the proxy of a connection does not lead to the leader",
    source: "OpenSearch: ProxyConnectionStrategy",
    answer: refused(
      500,
      "illegal_state_exception",
      "Unable to open any proxy connections to remote cluster [eu]",
    ),
    message:
      "illegal_state_exception: Unable to open any proxy connections to remote cluster [eu] (HTTP 500). The follower cluster cannot reach the leader over leaderAlias: check the connection's address, that the proxy forwards transport traffic to the leader's port 9300, TLS between the clusters, and that the leader is up.",
  },
];
