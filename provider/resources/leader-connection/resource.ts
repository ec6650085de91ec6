// SPDX-License-Identifier: Apache-2.0
import * as pulumi from "@pulumi/pulumi";
import { mergedTimeouts } from "../../pulumi/custom-timeouts";
import type { Inputs, Outputs } from "../../pulumi/inputs";
import { OneLineResource, type ResourceKind } from "../../pulumi/one-line-provider";
import { answerOptions } from "../../pulumi/options";
import type { OfCluster } from "../common/resource-definition";
import { argumentsOf, isEmpty, isPending, isResourceWith } from "../../pulumi/arguments";
import type { ResolvedConnectionArgs } from "./args";
import { checkConnection } from "./check";
import {
  defaults,
  inputSchema,
  emptyState,
  type ConnectionInputs,
  type ConnectionState,
} from "./schema";
import type { ConnectionTimeouts, ConnectionWaitFor } from "./args";

/** Arguments of a {@link LeaderConnection}. */
export type LeaderConnectionArgs = Inputs<ResolvedConnectionArgs>;

const kind: ResourceKind = {
  handler: "leaderConnection",
  type: "LeaderConnection",
  inputs: Object.keys(inputSchema.properties),
  outputs: Object.keys(emptyState),
  told: [],
  defaults,
  check: checkConnection,
};

/**
 * The remote-cluster connection over which a follower cluster reaches a leader: the settings
 * `cluster.remote.<alias>.*` of the follower (`PUT /_cluster/settings`), and no other.
 *
 * It is changed in place and never removed and added, since replications pause within seconds
 * without it. `up` ends when the follower is connected. A removal is refused, with a list, while
 * something uses it.
 *
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
  /** The name of the connection, which is also the id. */
  declare readonly alias: pulumi.Output<string>;
  /** The seeds, in sniff mode. */
  declare readonly seeds: pulumi.Output<string[] | undefined>;
  /** How many nodes to connect to, in sniff mode. */
  declare readonly nodeConnections: pulumi.Output<number | undefined>;
  /** The proxy's address, in proxy mode. */
  declare readonly proxyAddress: pulumi.Output<string | undefined>;
  /** How many sockets to open, in proxy mode. */
  declare readonly proxySocketConnections: pulumi.Output<number | undefined>;
  /** The server name that is sent, in proxy mode. */
  declare readonly serverName: pulumi.Output<string | undefined>;
  /** Whether searches leave the leader out while it is down. */
  declare readonly skipUnavailable: pulumi.Output<boolean | undefined>;
  /** How often idle connections are pinged. */
  declare readonly transportPingSchedule: pulumi.Output<string | undefined>;
  /** Whether requests are compressed. */
  declare readonly transportCompress: pulumi.Output<boolean | undefined>;
  /** Whether an alias with other settings is taken over. */
  declare readonly adopt: pulumi.Output<boolean>;
  /** Whether it is removed although something uses it. */
  declare readonly force: pulumi.Output<boolean>;
  /** When a create or an update is done. */
  declare readonly waitFor: pulumi.Output<ConnectionWaitFor>;
  /** The limits of the waits. */
  declare readonly timeouts: pulumi.Output<ConnectionTimeouts>;
  /** `sniff` or `proxy`. */
  declare readonly mode: pulumi.Output<"sniff" | "proxy">;
  /** Whether the follower was connected when it was last asked (`GET /_remote/info`). */
  declare readonly connected: pulumi.Output<boolean>;
  /** The uuid of the follower cluster that has the connection; empty where the service hides it. */
  declare readonly clusterUuid: pulumi.Output<string>;

  /**
   * An existing connection, read and not owned: the program can use it, and neither changes nor removes
   * it. It is read anew in every preview and `up` (`GET /_cluster/settings`). Fails where there is none.
   *
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
      throw new pulumi.RunError(`LeaderConnection "${name}" needs an alias to read.`);
    }
    return new LeaderConnection(name, {} as LeaderConnectionArgs, { ...opts, id: alias });
  }

  constructor(name: string, args: LeaderConnectionArgs, opts: pulumi.CustomResourceOptions = {}) {
    const all = argumentsOf(`LeaderConnection "${name}"`, args);
    const timeouts = mergedTimeouts(all.timeouts, opts, ["create", "update", "delete"]);
    const given = { ...all, timeouts };
    super(kind, name, given, opts);
  }
}

answerOptions(LeaderConnection.prototype, kind);

/** A connection, where one may be given by itself or by name. */
export function isConnection(value: unknown): value is LeaderConnection {
  return isResourceWith(value, "alias", "seeds");
}

/** The alias, for an input that takes a connection or its name; another resource is refused with the inputs. */
export function aliasOf(leader: ConnectionInput): pulumi.Input<string | undefined> {
  if (isConnection(leader)) return leader.alias;
  if (!isPending(leader)) return leader as string | undefined;
  const known = pulumi.output<unknown>(leader) as pulumi.Output<
    string | LeaderConnection | undefined
  >;
  return known.apply((one) =>
    pulumi.output<string | undefined>(isConnection(one) ? one.alias : one),
  );
}

/** A connection, or its name. */
export type ConnectionInput = pulumi.Input<string | LeaderConnection | undefined>;
