// SPDX-License-Identifier: Apache-2.0
import type { AutoFollowRuleArgs } from "../classes/auto-follow-rule";
import type { LeaderConnection, LeaderConnectionArgs } from "../classes/leader-connection";
import type { WaitFor } from "../../resources/started-replication/args";
import type { StartedReplicationArgs } from "../classes/started-replication";
import type { Duration } from "../../waiting/duration";

/**
 * An index to replicate, with inputs of its own. What it does not set comes from the cluster's arguments.
 * A change touches this replication only, as for a {@link StartedReplication}.
 *
 * @throws Before any request, if an input is invalid: one sentence for each.
 * @see `PUT /_plugins/_replication/{index}/_start`
 */
export interface ReplicatedIndex extends Omit<
  StartedReplicationArgs,
  | "leaderAlias"
  | "leaderIndex"
  | "index"
  | "waitFor"
  | "paused"
  | "promoted"
  | "promoteAt"
  | "supersededBy"
  | "discard"
  | "writeAlias"
  | "whenUnreachable"
> {
  /** The leader index; the child resource is named after it. A change replaces the replication. */
  leaderIndex: string;
  /** The follower index. Default: what `rename` returns for the leader index, else the same name. A change replaces the replication. */
  index?: string;
  /** Whether to keep this replication paused; the gate does not wait for it. Default: the cluster's `paused`. A change pauses or resumes it. */
  paused?: boolean;
}

/**
 * An auto-follow rule for future indexes; its name is the key in `autoFollow`. A change replaces the rule.
 *
 * @interface
 * @throws Before any request, if an input is invalid: one sentence for each.
 * @see `POST /_plugins/_replication/_autofollow`
 */
export type ReplicatedPattern = Omit<AutoFollowRuleArgs, "name" | "leaderAlias">;

/**
 * Arguments of a {@link ReplicatedCluster}: plain values, since the program creates its resources from them
 * before outputs are known; the inputs of the children may be outputs.
 *
 * @throws In the program, if an argument is invalid: one sentence for each.
 * @see The endpoints of the children: {@link LeaderConnection}, {@link StartedReplication}, {@link AutoFollowRule}, {@link ReplicationGate}.
 */
export interface ReplicatedClusterArgs extends Pick<
  StartedReplicationArgs,
  "useRoles" | "settings" | "ifIndexExists" | "onReplace" | "onDestroy"
> {
  /**
   * The connection to the leader: the arguments of a {@link LeaderConnection}, which becomes a child; or an
   * existing one, or its name. A change of the name replaces all replications and rules.
   *
   * @example { alias: "eu-west", seeds: ["leader.example.com:9300"] }
   */
  connection:
    LeaderConnectionArgs | LeaderConnection | NonNullable<StartedReplicationArgs["leaderAlias"]>;
  /**
   * The leader indexes to replicate: names, or objects for indexes with inputs of their own. A change
   * that adds or removes an index does not touch the others.
   *
   * @example ["orders", { leaderIndex: "events", index: "events-copy", paused: true }]
   */
  indexes: readonly (string | ReplicatedIndex)[];
  /**
   * Returns a follower's name for its leader's. Followers of rules are named by the rule's
   * `followerIndexPattern` instead. A change of what it returns replaces the replications concerned.
   *
   * Default: the same name.
   *
   * @example (leaderIndex) => `${leaderIndex}-copy`
   */
  rename?: (leaderIndex: string) => string;
  /**
   * Auto-follow rules by name. A change that removes a rule stops its followers, unless its `onDestroy`
   * is `keepFollowers`, because a connection in use is not removed. To stop them, the user must be
   * allowed to list the replications (`cluster:monitor/state`).
   *
   * Default: none.
   *
   * @example { logs: { pattern: "logs-*" } }
   */
  autoFollow?: Readonly<Record<string, ReplicatedPattern>>;
  /** Whether to keep the replications paused that do not set `paused` themselves. Default: false. A change pauses or resumes them. */
  paused?: boolean;
  /**
   * When it is done: once the starts are `acknowledged`, or once the gate has seen all of them `syncing`
   * or `caughtUp` with what their leaders held. A change waits again.
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
    /** How long an update may take. Default: that of each resource. */
    update?: Duration;
    /** How long a delete may take. Default: that of each resource. */
    delete?: Duration;
  };
}
