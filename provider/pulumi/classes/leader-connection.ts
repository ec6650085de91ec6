// SPDX-License-Identifier: Apache-2.0
import * as pulumi from "@pulumi/pulumi";
import type { OfCluster } from "../../lifecycle/definition";
import type {
  ConnectionTimeouts,
  ConnectionWaitFor,
  ResolvedConnectionArgs,
} from "../../resources/leader-connection/args";
import {
  checkConnection,
  type ConnectionInputs,
  type ConnectionState,
  defaults,
  emptyState,
  inputSchema,
  object,
} from "../../resources/leader-connection/schema";
import { isEmpty, isPending, isResourceWith } from "../arguments";
import type { Inputs, Outputs } from "../inputs";
import { OneLineResource, type ResourceKind } from "../one-line-provider";
import { defineUnregisteredInputs } from "../options";

/**
 * Inputs of a {@link LeaderConnection}.
 *
 * @interface
 * @throws In the preview, if an input is invalid: one sentence for each, without a request.
 * @see `cluster.remote.<alias>.*` of `PUT /_cluster/settings`
 */
export type LeaderConnectionArgs = Inputs<ResolvedConnectionArgs>;

const kind: ResourceKind = {
  handler: "leaderConnection",
  type: "LeaderConnection",
  inputSchema,
  emptyState,
  defaults,
  claims: object,
  check: checkConnection,
};

/**
 * A follower cluster's remote-cluster connection to a leader. It owns the follower's settings
 * `cluster.remote.<alias>.*` and nothing else.
 *
 * It is changed in place, never removed and added, since replications pause within seconds without it.
 * `up` ends once the follower is connected.
 *
 * @throws If the connection is not established in time, with likely causes; its settings stay, and the
 * next `up` keeps waiting. A removal fails while something uses the connection, with the list of users.
 * @see `PUT /_cluster/settings`, `GET /_remote/info`
 * @example
 * ```ts
 * const leader = new replication.LeaderConnection("eu-west", {
 *   alias: "eu-west",
 *   seeds: ["leader.example.com:9300"],
 * }, { provider: follower });
 *
 * new replication.StartedReplication("orders", {
 *   index: "orders-copy",
 *   leaderAlias: leader, // created after it, removed before it
 *   leaderIndex: "orders",
 * }, { provider: follower });
 * ```
 */
export class LeaderConnection
  extends OneLineResource
  implements Outputs<ConnectionInputs & ConnectionState & OfCluster>
{
  /** The connection's name, which is also the resource's id. */
  declare readonly alias: pulumi.Output<string>;
  /** The leader's transport addresses, in sniff mode. */
  declare readonly seeds: pulumi.Output<string[] | undefined>;
  /** How many leader nodes to connect to, in sniff mode. */
  declare readonly nodeConnections: pulumi.Output<number | undefined>;
  /** The proxy's address, in proxy mode. */
  declare readonly proxyAddress: pulumi.Output<string | undefined>;
  /** How many sockets to open, in proxy mode. */
  declare readonly proxySocketConnections: pulumi.Output<number | undefined>;
  /** The TLS server name to send, in proxy mode. */
  declare readonly serverName: pulumi.Output<string | undefined>;
  /** Whether cross-cluster searches skip the leader while it is down. */
  declare readonly skipUnavailable: pulumi.Output<boolean | undefined>;
  /** How often to ping idle connections. */
  declare readonly transportPingSchedule: pulumi.Output<string | undefined>;
  /** Whether to compress requests. */
  declare readonly transportCompress: pulumi.Output<boolean | undefined>;
  /** Whether to adopt an existing connection with other settings. */
  declare readonly adopt: pulumi.Output<boolean>;
  /** Whether to remove it even while replications use it. */
  declare readonly force: pulumi.Output<boolean>;
  /** When a create or an update is done. */
  declare readonly waitFor: pulumi.Output<ConnectionWaitFor>;
  /** What to do if the follower cluster cannot be reached. */
  declare readonly whenUnreachable: pulumi.Output<"fail" | "defer" | undefined>;
  /** The time limits of the operations. */
  declare readonly timeouts: pulumi.Output<ConnectionTimeouts>;
  /** `sniff` or `proxy`. */
  declare readonly mode: pulumi.Output<"sniff" | "proxy">;
  /** Whether the follower was connected when last read (`GET /_remote/info`). */
  declare readonly connected: pulumi.Output<boolean>;
  /** The uuid of the follower cluster; empty if the service hides it. */
  declare readonly clusterUuid: pulumi.Output<string>;

  /**
   * Reads an existing connection that the program does not own: it can use the connection, but never
   * changes or removes it. Every preview and `up` reads it again.
   *
   * @throws If the connection does not exist.
   * @see `GET /_cluster/settings`
   * @example
   * ```ts
   * const leader = replication.LeaderConnection.get("eu-west", "eu-west", { provider: follower });
   * ```
   */
  static get(
    name: string,
    alias: pulumi.Input<pulumi.ID>,
    opts: pulumi.CustomResourceOptions = {},
  ): LeaderConnection {
    // The SDK takes an empty id, or none, for a new resource, and would register one.
    if (isEmpty(alias)) {
      throw new pulumi.RunError(`LeaderConnection "${name}" needs an alias to look up.`);
    }
    return new LeaderConnection(name, {} as LeaderConnectionArgs, { ...opts, id: alias });
  }

  constructor(name: string, args: LeaderConnectionArgs, opts: pulumi.CustomResourceOptions = {}) {
    super(kind, name, args, opts);
  }
}

defineUnregisteredInputs(LeaderConnection.prototype, kind);

/** A connection, where one may be given by itself or by name. */
export function isConnection(value: unknown): value is LeaderConnection {
  return isResourceWith(value, "alias", "seeds");
}

/** The alias, for an input that takes a connection or its name; another resource is refused with the inputs. */
export function aliasOf(leader: unknown): unknown {
  if (isConnection(leader)) return leader.alias;
  // What was given and has no value is empty, and not left to the provider's `leaderAlias`.
  const valueOf = (value: unknown): unknown => aliasOf(value ?? "");
  return isPending(leader) ? pulumi.output(leader as pulumi.Input<object>).apply(valueOf) : leader;
}

/** A connection, or its name. */
export type ConnectionInput = pulumi.Input<string | LeaderConnection | undefined>;
