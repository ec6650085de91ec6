// SPDX-License-Identifier: Apache-2.0
import type * as pulumi from "@pulumi/pulumi";
import type { ReplicatedPattern } from "../replicated-cluster/args";
import type { StartedReplicationArgs } from "../classes/started-replication";
import type { Provider } from "../provider";
import type { WaitFor } from "../../replication/wish";
import type { Duration } from "../../waiting/duration";

/**
 * One site of a {@link ReplicatedPair}: a cluster, and how the other one reaches it.
 *
 * @throws In the program, if an argument is invalid.
 * @see `cluster.remote.<alias>` of `PUT /_cluster/settings`
 */
export interface PairSite {
  /** The provider of the site's cluster. A change of the cluster is refused, unless its `onClusterChange` says otherwise. */
  provider: Provider;
  /**
   * How the other site's nodes reach this one: the addresses of transport ports (sniff mode). Set either
   * `seeds` or `proxyAddress`. A change updates the connection in place.
   *
   * @example ["eu.example.com:9300"]
   */
  seeds?: pulumi.Input<pulumi.Input<string>[]>;
  /** The one address through which the other site's nodes reach this one (proxy mode). A change updates the connection in place. */
  proxyAddress?: pulumi.Input<string>;
  /** What the other site calls its connection to this one. Default: the site's name. A change replaces the other site's connection. */
  alias?: string;
}

/**
 * Arguments of a {@link ReplicatedPair}: plain values, since the program creates its resources from them
 * before outputs are known.
 *
 * @throws In the program, if an argument is invalid: one sentence for each.
 * @see The endpoints of the children: {@link LeaderConnection}, {@link StartedReplication}, {@link WriteBlock}, {@link ReplicationGate}.
 */
export interface ReplicatedPairArgs extends Pick<
  StartedReplicationArgs,
  "useRoles" | "settings" | "onDestroy" | "writeAlias"
> {
  /**
   * The two sites by their names. A change of a name removes the one and adds the other.
   *
   * @example { eu: { provider: eu, seeds: ["eu.example.com:9300"] }, us: { provider: us, seeds: ["us.example.com:9300"] } }
   */
  sites: Readonly<Record<string, PairSite>>;
  /**
   * The site whose indexes take writes; the other one's follow them. A change switches the sites: the old one
   * is blocked, the new one drained and promoted, and the old one copied anew from it.
   *
   * @example "eu"
   */
  active: string;
  /**
   * The indexes: names that are the same on both sites, or an object with each site's. A change that adds or
   * removes an index does not touch the others.
   *
   * @example ["orders", { eu: "events-eu", us: "events-us" }]
   */
  indexes: readonly (string | Readonly<Record<string, string>>)[];
  /**
   * Auto-follow rules of the passive site by name, for indexes to come: they are followed as soon as they are
   * there. A switch promotes what is in `indexes`: what a rule follows besides is named by a refresh, and keeps
   * a planned switch from beginning until it is listed. A change replaces the rule.
   *
   * Default: none.
   *
   * @example { logs: { pattern: "logs-*" } }
   */
  autoFollow?: Readonly<Record<string, ReplicatedPattern>>;
  /**
   * How many operations may be thrown away on a site that becomes passive, by its index: the number that the
   * refusal names. Once the index holds more, it is refused again. A change by itself does nothing.
   *
   * Default: none.
   *
   * @example { orders: 12 }
   */
  discard?: Readonly<Record<string, number>>;
  /**
   * What to do if the passive site cannot be reached: `fail`, or `defer`, which promotes without it, and puts
   * its block and its copies off until an `up` reaches it. A change by itself does nothing.
   *
   * Default: `fail`, with an error that names `defer`.
   */
  whenUnreachable?: "fail" | "defer";
  /**
   * When it is done: once the starts of the passive site are `acknowledged`, or once a gate has seen all of
   * them `syncing` or `caughtUp`. A change waits again.
   *
   * Default: `caughtUp`.
   */
  waitFor?: WaitFor;
  /**
   * Time limits of each replication and of the gate. A change by itself does nothing.
   *
   * Default: those of the resources.
   */
  timeouts?: {
    /** How long a create may take. Default: that of each resource. */
    create?: Duration;
    /** How long an update may take, a switch among them. Default: that of each resource. */
    update?: Duration;
    /** How long a delete may take. Default: that of each resource. */
    delete?: Duration;
  };
}
