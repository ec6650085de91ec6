// SPDX-License-Identifier: Apache-2.0
import type { IndexSettings } from "../../opensearch/names/index-settings";
import * as pulumi from "@pulumi/pulumi";
import { mergedTimeouts } from "../../pulumi/custom-timeouts";
import type { Inputs, Outputs } from "../../pulumi/inputs";
import { OneLineResource, type ResourceKind } from "../../pulumi/one-line-provider";
import { answerOptions } from "../../pulumi/options";
import type { OfCluster } from "../common/resource-definition";
import { argumentsOf, isEmpty } from "../../pulumi/arguments";
import { aliasOf, type ConnectionInput } from "../leader-connection/resource";
import type { ResolvedArgs } from "./args";
import { checkInputs } from "./check";
import { emptyState, type ReplicationState } from "./outputs";
import { defaults, inputSchema, type ReplicationInputs } from "./schema";
import type { IfIndexExists, Timeouts, UseRoles, WaitFor } from "./args";

/** Arguments of a {@link StartedReplication}. */
export type StartedReplicationArgs = Omit<Inputs<ResolvedArgs>, "leaderAlias"> & {
  /**
   * The connection over which the leader is reached: a {@link LeaderConnection}, which is then created
   * before the replication and removed after it, or the name of one (`cluster.remote.<alias>`) on the
   * follower cluster. A change of the name replaces the replication.
   *
   * Default: the provider's `leaderAlias`. Left out altogether it is not sent; released plugins refuse
   * that, and the error says so.
   *
   * @example "eu-west"
   */
  leaderAlias?: ConnectionInput;
};

const kind: ResourceKind = {
  handler: "startedReplication",
  type: "StartedReplication",
  inputs: Object.keys(inputSchema.properties),
  outputs: Object.keys(emptyState),
  told: ["leaderAlias"],
  defaults,
  check: checkInputs,
};

/**
 * A follower index that continuously replicates a leader index of another cluster, started by
 * `PUT /_plugins/_replication/{index}/_start`.
 *
 * `up` ends when the follower has caught up. A replication that runs already is adopted. Destroying
 * the resource stops the replication and keeps the index.
 *
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
  /** The follower index, which is also the id. */
  declare readonly index: pulumi.Output<string>;
  /** The leader index. */
  declare readonly leaderIndex: pulumi.Output<string>;
  /** The connection to the leader. */
  declare readonly leaderAlias: pulumi.Output<string | undefined>;
  /** The roles of the background work. */
  declare readonly useRoles: pulumi.Output<UseRoles | undefined>;
  /** The overrides of index settings. */
  declare readonly settings: pulumi.Output<IndexSettings | undefined>;
  /** Whether the replication is kept paused. */
  declare readonly paused: pulumi.Output<boolean>;
  /** Whether a resume may copy the leader anew. */
  declare readonly forceResume: pulumi.Output<boolean | undefined>;
  /** When a create or an update is done. */
  declare readonly waitFor: pulumi.Output<WaitFor>;
  /** What becomes of a follower name that is taken. */
  declare readonly ifIndexExists: pulumi.Output<IfIndexExists>;
  /** What becomes of the old copy in a replacement under the same name. */
  declare readonly onReplace: pulumi.Output<"overwrite" | "refuse">;
  /** What becomes of the index when the resource is destroyed. */
  declare readonly onDestroy: pulumi.Output<"keepIndex" | "deleteIndex">;
  /** The limits of the waits. */
  declare readonly timeouts: pulumi.Output<Timeouts>;
  /** The server's answer to the start; true also where a running replication was adopted. */
  declare readonly acknowledged: pulumi.Output<boolean>;
  /** `SYNCING`, `BOOTSTRAPPING`, `RUNNING`, `PAUSED` or `FAILED`, as last read (`GET /_plugins/_replication/{index}/_status`); `UNKNOWN` or `REPLACING` while a job is half done. */
  declare readonly status: pulumi.Output<string>;
  /** Why the replication is paused or failed, else empty. */
  declare readonly reason: pulumi.Output<string>;
  /** The uuid of the follower cluster that it was started on; empty where the service hides it. */
  declare readonly clusterUuid: pulumi.Output<string>;
  /** When this copy was started, or taken over by the resource (ISO 8601, UTC); another copy has another. */
  declare readonly startedAt: pulumi.Output<string>;

  /**
   * An existing replication, read and not owned: the program can use its outputs, and neither changes
   * nor stops it. It is read anew in every preview and `up` (`GET /_plugins/_replication/{index}/_status`).
   *
   * `index`, `leaderAlias`, `leaderIndex`, `status`, `reason` and `clusterUuid` are what the cluster
   * says; other inputs cannot be read from it and have their defaults. Fails where nothing is replicated
   * into the index; `getReplication` finds out whether something is.
   *
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
      throw new pulumi.RunError(`StartedReplication "${name}" needs an index to read.`);
    return new StartedReplication(name, {} as StartedReplicationArgs, { ...opts, id: index });
  }

  constructor(name: string, args: StartedReplicationArgs, opts: pulumi.CustomResourceOptions = {}) {
    const { leaderAlias, ...rest } = argumentsOf(`StartedReplication "${name}"`, args);
    const timeouts = mergedTimeouts(rest.timeouts, opts, ["create", "update", "delete"]);
    const given = { ...rest, leaderAlias: aliasOf(leaderAlias), timeouts };
    super(kind, name, given, opts);
  }
}

answerOptions(StartedReplication.prototype, kind);
