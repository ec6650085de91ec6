// SPDX-License-Identifier: Apache-2.0
import * as pulumi from "@pulumi/pulumi";
import { isEmpty } from "../arguments";
import type { Inputs, Outputs } from "../inputs";
import { OneLineResource, type ResourceKind } from "../one-line-provider";
import { defineUnregisteredInputs } from "../options";
import { aliasOf, type ConnectionInput } from "./leader-connection";
import type { Duration } from "../../waiting/duration";
import type { FencedIndex, Lineage, Promotion } from "../../replication/promote/lineage";
import type { OfCluster } from "../../lifecycle/definition";
import type { IndexSettings } from "../../opensearch/text/index-settings";
import type {
  IfIndexExists,
  ResolvedArgs,
  Timeouts,
  UseRoles,
  WaitFor,
} from "../../resources/started-replication/args";
import { checkInputs } from "../../resources/started-replication/check";
import { emptyState, type ReplicationState } from "../../resources/started-replication/outputs";
import {
  defaults,
  inputSchema,
  object,
  type ReplicationInputs,
} from "../../resources/started-replication/schema";

/**
 * Inputs of a {@link StartedReplication}.
 *
 * @interface
 * @throws In the preview, if an input is invalid: one sentence for each, without a request.
 * @see `PUT /_plugins/_replication/{index}/_start`
 */
export type StartedReplicationArgs = Omit<Inputs<ResolvedArgs>, "leaderAlias"> & {
  /**
   * The connection to the leader: a {@link LeaderConnection}, which is then created before the
   * replication and removed after it, or the name of one (`cluster.remote.<alias>`) on the follower
   * cluster. A change of the name replaces the replication.
   *
   * Default: the provider's `leaderAlias`. If neither is set, the start is sent without an alias, which
   * released plugins refuse with an error that says so.
   *
   * @example "eu-west"
   */
  leaderAlias?: ConnectionInput;
};

const kind: ResourceKind = {
  handler: "startedReplication",
  type: "StartedReplication",
  inputSchema,
  emptyState,
  defaults,
  claims: object,
  sent: ({ leaderAlias }) => ({ leaderAlias: aliasOf(leaderAlias) }),
  check: checkInputs,
};

/**
 * A follower index that continuously replicates a leader index of another cluster.
 *
 * `up` ends once the follower has caught up. A replication that already runs is adopted. Destroying the
 * resource stops the replication and keeps the index.
 *
 * @throws If the server refuses the start, the replication fails, or time is up. The error says what was
 * being done, on which host, what the server said and what to try. A started replication is saved, and the
 * next `up` finishes it.
 * @see `PUT /_plugins/_replication/{index}/_start`, `GET …/_status`, `POST …/_stop`
 * @example
 * ```ts
 * const orders = new replication.StartedReplication("orders", {
 *   index: "orders-copy",
 *   leaderAlias: "eu-west",
 *   leaderIndex: "orders",
 * }, { provider: follower });
 * ```
 */
export class StartedReplication
  extends OneLineResource
  implements Outputs<ReplicationInputs & ReplicationState & OfCluster>
{
  /** The follower index, which is also the resource's id. */
  declare readonly index: pulumi.Output<string>;
  /** The leader index. */
  declare readonly leaderIndex: pulumi.Output<string>;
  /** The connection to the leader. */
  declare readonly leaderAlias: pulumi.Output<string | undefined>;
  /** The roles that the background replication tasks use. */
  declare readonly useRoles: pulumi.Output<UseRoles | undefined>;
  /** The index settings that override the leader's. */
  declare readonly settings: pulumi.Output<IndexSettings | undefined>;
  /** Whether the replication is kept paused. */
  declare readonly paused: pulumi.Output<boolean>;
  /** Whether a resume may copy the leader again. */
  declare readonly forceResume: pulumi.Output<boolean | undefined>;
  /** When a create or an update is done. */
  declare readonly waitFor: pulumi.Output<WaitFor>;
  /** What to do if the follower index already exists. */
  declare readonly ifIndexExists: pulumi.Output<IfIndexExists>;
  /** What to do with the old copy in a replacement under the same name. */
  declare readonly onReplace: pulumi.Output<"overwrite" | "refuse">;
  /** What to do with the index when the resource is destroyed. */
  declare readonly onDestroy: pulumi.Output<"keepIndex" | "deleteIndex">;
  /** Whether a destroy that keeps the index waits until it has caught up. */
  declare readonly drain: pulumi.Output<boolean | Duration | undefined>;
  /** Whether the index is a site's active one. */
  declare readonly promoted: pulumi.Output<boolean | undefined>;
  /** What the leader held when it was blocked. */
  declare readonly promoteAt: pulumi.Output<FencedIndex | undefined>;
  /** What the other site's copy was promoted from. */
  declare readonly supersededBy: pulumi.Output<Promotion | undefined>;
  /** How many operations may be thrown away. */
  declare readonly discard: pulumi.Output<number | undefined>;
  /** The alias that applications write to. */
  declare readonly writeAlias: pulumi.Output<string | undefined>;
  /** What to do if the follower cluster cannot be reached. */
  declare readonly whenUnreachable: pulumi.Output<"fail" | "defer" | undefined>;
  /** The time limits of the operations. */
  declare readonly timeouts: pulumi.Output<Timeouts>;
  /** The server's answer to the start; also true if a running replication was adopted. */
  declare readonly acknowledged: pulumi.Output<boolean>;
  /** `SYNCING`, `BOOTSTRAPPING`, `RUNNING`, `PAUSED`, `FAILED` or `PROMOTED`, as last read (`GET /_plugins/_replication/{index}/_status`); `UNKNOWN` or `REPLACING` if an operation is unfinished. */
  declare readonly status: pulumi.Output<string>;
  /** Why the replication is paused or failed, else empty. */
  declare readonly reason: pulumi.Output<string>;
  /** The uuid of the follower cluster on which it was started; empty if the service hides it. */
  declare readonly clusterUuid: pulumi.Output<string>;
  /** When this copy was started, or adopted by the resource (ISO 8601, UTC); another copy has another time. */
  declare readonly startedAt: pulumi.Output<string>;
  /** What it was promoted from, written once; `undefined` while it follows. The other site's replication takes it as its `supersededBy`. */
  declare readonly promotion: pulumi.Output<Promotion | undefined>;
  /** The leader's index that was copied, where `promoteAt` told of it when the copy was started. */
  declare readonly copyOf: pulumi.Output<Lineage | undefined>;

  /**
   * Reads an existing replication that the program does not own: it can use the outputs, but never
   * changes or stops the replication. Every preview and `up` reads it again.
   *
   * `index`, `leaderAlias`, `leaderIndex`, `status`, `reason` and `clusterUuid` come from the cluster; the
   * other inputs cannot be read and have their defaults.
   *
   * @throws If nothing is replicated into the index; {@link getReplication} tells whether something is.
   * @see `GET /_plugins/_replication/{index}/_status`
   * @example
   * ```ts
   * const orders = replication.StartedReplication.get("orders", "orders-copy", { provider: follower });
   * export const leader = orders.leaderIndex;
   * ```
   */
  static get(
    name: string,
    index: pulumi.Input<pulumi.ID>,
    opts: pulumi.CustomResourceOptions = {},
  ): StartedReplication {
    // The SDK takes an empty id, or none, for a new resource, and would register one.
    if (isEmpty(index))
      throw new pulumi.RunError(`StartedReplication "${name}" needs an index to look up.`);
    return new StartedReplication(name, {} as StartedReplicationArgs, { ...opts, id: index });
  }

  constructor(name: string, args: StartedReplicationArgs, opts: pulumi.CustomResourceOptions = {}) {
    super(kind, name, args, opts);
  }
}

defineUnregisteredInputs(StartedReplication.prototype, kind);
