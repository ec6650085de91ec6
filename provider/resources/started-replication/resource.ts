// SPDX-License-Identifier: Apache-2.0
import * as pulumi from "@pulumi/pulumi";
import { OneLineResource } from "../../pulumi/one-line-provider";
import type { Duration } from "../../waiting/duration";
import { checkInputs } from "./check";
import type { IfIndexExists, Timeouts, UseRoles, WaitFor } from "./schema";

/** Arguments of a {@link StartedReplication}. */
export interface StartedReplicationArgs {
  /**
   * The follower index, which the start creates.
   *
   * A valid index name that does not begin with a dot. A change replaces the replication.
   *
   * @example "orders-copy"
   */
  index: pulumi.Input<string>;
  /**
   * The leader index: an index, not an alias or a data stream. A change replaces the replication.
   *
   * @example "orders"
   */
  leaderIndex: pulumi.Input<string>;
  /**
   * The remote-cluster connection on the follower cluster over which the leader is reached
   * (`cluster.remote.<alias>`). A change replaces the replication.
   *
   * Default: the provider's `leaderAlias`. Left out altogether it is not sent; released plugins
   * refuse that, and the error says so.
   *
   * @example "eu-west"
   */
  leaderAlias?: pulumi.Input<string>;
  /**
   * The roles that the background work runs with: both, or leave `useRoles` out. Required where the
   * security plugin is on. A change replaces the replication, since no API changes or reads them.
   *
   * @example { leaderClusterRole: "ccr_leader", followerClusterRole: "ccr_follower" }
   */
  useRoles?: pulumi.Input<{ [name in keyof UseRoles]: pulumi.Input<UseRoles[name]> }>;
  /**
   * Index settings that the follower has instead of its leader's; `index.` is added where it is
   * missing. Sent with the start; a change is sent in place as the whole set
   * (`PUT /_plugins/_replication/{index}/_update`) and applied by the plugin within its
   * `metadata_sync_interval`, a minute by default. Settings that are fixed when an index is made are refused.
   *
   * Default: none.
   *
   * @example { "index.number_of_replicas": 1 }
   */
  settings?: pulumi.Input<Record<string, pulumi.Input<string | number | boolean>>>;
  /**
   * Keep the replication paused. A change pauses or resumes in place. A pause that outlasts the
   * leader's retention lease (12 h) cannot be resumed, see `forceResume`.
   *
   * Default: false; a replication that is paused from outside is then resumed by the next `up`.
   */
  paused?: pulumi.Input<boolean>;
  /**
   * Let a resume copy the leader anew where its retention leases have expired, deleting the follower
   * index meanwhile. Needs OpenSearch 3.8. A change does nothing.
   *
   * Default: false.
   */
  forceResume?: pulumi.Input<boolean>;
  /**
   * When a create or an update is done: the start is `acknowledged`; the first status `syncing`; or
   * the follower has `caughtUp` with what the leader held at that moment. A change does nothing.
   *
   * Default: `caughtUp`, since SYNCING is reported while the follower still holds no document.
   */
  waitFor?: pulumi.Input<WaitFor>;
  /**
   * What becomes of a follower name that is taken: `adopt` takes over a replication of the same
   * leader over the same connection, with a warning, and refuses all else; `fail` refuses always;
   * `overwrite` takes over like `adopt`, and deletes an index that is in the way otherwise, once the
   * start is known to be possible. A change does nothing.
   *
   * Default: `adopt`, because the engine calls create again after an interrupted `up`.
   */
  ifIndexExists?: pulumi.Input<IfIndexExists>;
  /**
   * What becomes of the old copy when a replacement keeps the follower's name: `overwrite` deletes it
   * once the new start is known to be possible; `refuse` makes such a change a mistake that preview
   * names. A change does nothing.
   *
   * Default: `overwrite`.
   */
  onReplace?: pulumi.Input<"overwrite" | "refuse">;
  /**
   * What becomes of the follower index when the resource is destroyed: `keepIndex` leaves it, open,
   * writable and complete; `deleteIndex` deletes it (and the old one of a replacement under another
   * name, once the new start is acknowledged). A change does nothing.
   *
   * Default: `keepIndex`.
   */
  onDestroy?: pulumi.Input<"keepIndex" | "deleteIndex">;
  /**
   * Limits of the waits. A change does nothing.
   *
   * Default: `{ create: "20m", update: "20m", delete: "10m" }`.
   *
   * @example { create: "2h" }
   */
  timeouts?: pulumi.Input<{ [name in keyof Timeouts]?: pulumi.Input<Duration> }>;
}

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
export class StartedReplication extends OneLineResource {
  /** The follower index, which is also the id. */
  declare readonly index: pulumi.Output<string>;
  /** The leader index. */
  declare readonly leaderIndex: pulumi.Output<string>;
  /** The connection to the leader. */
  declare readonly leaderAlias: pulumi.Output<string | undefined>;
  /** The roles of the background work. */
  declare readonly useRoles: pulumi.Output<UseRoles | undefined>;
  /** The overrides of index settings. */
  declare readonly settings: pulumi.Output<Record<string, string> | undefined>;
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
  /** `SYNCING`, `BOOTSTRAPPING`, `RUNNING`, `PAUSED` or `FAILED`, as last read (`GET /_plugins/_replication/{index}/_status`). */
  declare readonly status: pulumi.Output<string>;
  /** Why the replication is paused or failed, else empty. */
  declare readonly reason: pulumi.Output<string>;
  /** The uuid of the follower cluster that it was started on; empty where the service hides it. */
  declare readonly clusterUuid: pulumi.Output<string>;

  constructor(name: string, args: StartedReplicationArgs, opts: pulumi.CustomResourceOptions = {}) {
    // An output exists on the object only if it is among the properties.
    const outputs = {
      acknowledged: undefined,
      status: undefined,
      reason: undefined,
      clusterUuid: undefined,
    };
    // With --target-replace the engine asks no diff, and create before delete would end in stopping
    // the replication that was just adopted.
    // A look-up by id takes whatever it is given.
    const problem = opts.id === undefined ? problemOf(name, args) : undefined;
    const options = {
      deleteBeforeReplace: true,
      ...opts,
      ...(problem === undefined ? {} : { dependsOn: Promise.reject(new pulumi.RunError(problem)) }),
    };
    super(
      "startedReplication",
      "StartedReplication",
      name,
      { ...echoed, ...args, ...outputs },
      options,
    );
  }
}

const echoed = {
  leaderAlias: undefined,
  useRoles: undefined,
  settings: undefined,
  paused: undefined,
  forceResume: undefined,
  waitFor: undefined,
  ifIndexExists: undefined,
  onReplace: undefined,
  onDestroy: undefined,
  timeouts: undefined,
};

/** An input whose value is not there yet while the program runs. */
function isPending(value: unknown): boolean {
  return pulumi.Output.isInstance(value) || value instanceof Promise;
}

/**
 * What is wrong with the inputs that are there already. The engine stops at the first resource whose
 * check fails; a program that names its mistakes itself names those of all resources in one preview.
 */
function problemOf(name: string, args: StartedReplicationArgs): string | undefined {
  const { failures } = checkInputs(
    {},
    { ...args },
    { leaderAlias: undefined, isUnknown: isPending },
  );
  if (failures.length === 0) return undefined;
  const lines = failures.map(({ property, reason }) => `  ${property} ${reason}`);
  return [`StartedReplication "${name}" cannot be like this:`, ...lines].join("\n");
}
