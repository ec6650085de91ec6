// SPDX-License-Identifier: Apache-2.0
import type { Duration } from "../../waiting/duration";

/** When a create or an update of a connection is done: see the input `waitFor`. */
export type ConnectionWaitFor = "configured" | "connected";

/** Time limits of a connection's operations. */
export interface ConnectionTimeouts {
  /** How long a create may take, waiting included. Default: `2m`. */
  create: Duration;
  /** How long an update may take, waiting included. Default: `2m`. */
  update: Duration;
  /** How long a delete may take. Default: `2m`. */
  delete: Duration;
}

/** The inputs of a `LeaderConnection`, resolved; the class takes an `Input` of each. */
export interface ResolvedConnectionArgs {
  /**
   * The connection's name on the follower cluster, which replications refer to: letters, digits, `_`
   * and `-`. A change creates a new connection, then removes the old one.
   *
   * @example "eu-west"
   */
  alias: string;
  /**
   * Transport addresses (`host:port`, usually port 9300) of leader nodes. The follower asks them for the
   * leader's other nodes and connects to their publish addresses (sniff mode). A change is made in place
   * and does not interrupt replications.
   *
   * Default: none; either `seeds` or `proxyAddress` is required.
   *
   * @example ["leader-1.example.com:9300", "leader-2.example.com:9300"]
   */
  seeds?: string[];
  /** How many leader nodes to connect to; sniff mode only. A change is made in place. Default: the server's, 3. */
  nodeConnections?: number;
  /**
   * The single transport address (`host:port`) in front of the leader, such as a load balancer's (proxy
   * mode). A change is made in place; a change from `seeds` to `proxyAddress` takes one request, so the
   * connection is never missing. Replication supports proxy mode from OpenSearch 2.7 on.
   *
   * Default: none; either `seeds` or `proxyAddress` is required.
   *
   * @example "leader.example.com:9300"
   */
  proxyAddress?: string;
  /** How many sockets to open to the proxy; proxy mode only. A change is made in place. Default: the server's, 18. */
  proxySocketConnections?: number;
  /** The TLS server name (SNI) to send, for proxies that route by it; proxy mode only. A change is made in place. Default: none. */
  serverName?: string;
  /** Whether cross-cluster searches skip the leader while it is down; replication ignores it. A change is made in place. Default: the server's, false. */
  skipUnavailable?: boolean;
  /** How often to ping idle connections: a time such as `"30s"`, or `"-1"` for never. A change is made in place. Default: the server's `transport.ping_schedule`. */
  transportPingSchedule?: string;
  /** Whether to compress requests to the leader. A change is made in place. Default: the server's `transport.compress`. */
  transportCompress?: boolean;
  /**
   * Whether to adopt an existing connection of that name that has other settings, or is set in
   * `opensearch.yml` or as transient settings. One with the same settings is always adopted. A change by
   * itself does nothing.
   *
   * Default: false: such a connection is refused with the list of differences.
   */
  adopt?: boolean;
  /**
   * Whether to remove the connection even while replications use it: they pause within seconds, and none
   * resumes by itself. A change by itself does nothing; a removal uses the value of the last `up`.
   *
   * Default: false: a removal then fails with the list of what uses the connection.
   */
  force?: boolean;
  /**
   * When a create or an update is done: once the settings are `configured`, or once the follower reports
   * that it is `connected`. If the connection is not established in time, the error lists likely causes,
   * and the next `up` keeps waiting. A change by itself does nothing.
   *
   * Default: `connected`.
   *
   * @see `GET /_remote/info`
   */
  waitFor?: ConnectionWaitFor;
  /**
   * What to do if the follower cluster cannot be reached in an update or a refresh: `fail`, or `defer`, which
   * leaves the connection as it was last read, and says so. A change by itself does nothing.
   *
   * Default: `fail`.
   */
  whenUnreachable?: "fail" | "defer";
  /**
   * Time limits of the operations. A change by itself does nothing.
   *
   * Default: `{ create: "2m", update: "2m", delete: "2m" }`.
   */
  timeouts?: Partial<ConnectionTimeouts>;
}
