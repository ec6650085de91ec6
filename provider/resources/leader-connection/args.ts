// SPDX-License-Identifier: Apache-2.0
import type { Duration } from "../../waiting/duration";

/** When a create or an update of a connection is done. */
export type ConnectionWaitFor = "configured" | "connected";

/** Limits of the waits. */
export interface ConnectionTimeouts {
  /** How long a create may take, waiting included. Default: `2m`. */
  create: Duration;
  /** How long an update may take, waiting included. Default: `2m`. */
  update: Duration;
  /** How long a delete may take. Default: `2m`. */
  delete: Duration;
}

/** The arguments of a `LeaderConnection`, resolved; the class takes an `Input` of each. */
export interface ResolvedConnectionArgs {
  /**
   * The name of the connection on the follower cluster, by which replications name it: letters,
   * digits, `_` and `-`. A change makes a new connection and then removes the old one.
   *
   * @example "eu-west"
   */
  alias: string;
  /**
   * Transport addresses (`host:port`, 9300 by default) of nodes of the leader. The follower asks them
   * for the leader's other nodes and connects to their publish addresses (sniff mode). Either `seeds` or
   * `proxyAddress` is required. A change is made in place and disturbs no replication.
   *
   * @example ["leader-1.example.com:9300", "leader-2.example.com:9300"]
   */
  seeds?: string[];
  /** How many nodes of the leader to connect to; sniff mode only. A change is made in place. Default: the server's, 3. */
  nodeConnections?: number;
  /**
   * The one transport address through which the leader is reached, such as a load balancer's (proxy
   * mode). A change is made in place; from `seeds` to `proxyAddress` in one request, so that the
   * connection is never missing.
   *
   * @example "leader.example.com:9300"
   */
  proxyAddress?: string;
  /** How many sockets to open to the proxy; proxy mode only. A change is made in place. Default: the server's, 18. */
  proxySocketConnections?: number;
  /** The name sent for TLS server name indication, for proxies that route by it; proxy mode only. A change is made in place. Default: none. */
  serverName?: string;
  /** Whether searches over several clusters leave the leader out while it is down; replication does not mind. A change is made in place. Default: the server's, false. */
  skipUnavailable?: boolean;
  /** How often to ping over idle connections, such as `"30s"`; `"-1"` for never. A change is made in place. Default: the server's `transport.ping_schedule`. */
  transportPingSchedule?: string;
  /** Whether requests to the leader are compressed. A change is made in place. Default: the server's `transport.compress`. */
  transportCompress?: boolean;
  /**
   * Take over an alias that has other settings, or is set in `opensearch.yml` or as transient settings,
   * instead of refusing it. An alias with the same settings is always taken over. A change does nothing.
   *
   * Default: false.
   */
  adopt?: boolean;
  /**
   * Remove the connection although replications use it; they pause within seconds, and none resumes by
   * itself. A change does nothing, but a removal uses the value of the last `up`.
   *
   * Default: false: a removal is refused with the list of what uses it.
   */
  force?: boolean;
  /**
   * When a create or an update is done: the settings are `configured`, or the follower says that it is
   * `connected` (`GET /_remote/info`). A change does nothing.
   *
   * Default: `connected`.
   */
  waitFor?: ConnectionWaitFor;
  /**
   * Limits of the waits. A change does nothing.
   *
   * Default: `{ create: "2m", update: "2m", delete: "2m" }`.
   */
  timeouts?: Partial<ConnectionTimeouts>;
}
