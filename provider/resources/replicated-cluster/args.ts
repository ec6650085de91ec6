// SPDX-License-Identifier: Apache-2.0
import type { AutoFollowRuleArgs } from "../auto-follow-rule/resource";
import type { LeaderConnection, LeaderConnectionArgs } from "../leader-connection/resource";
import type { WaitFor } from "../started-replication/args";
import type { StartedReplicationArgs } from "../started-replication/resource";
import type { Duration } from "../../waiting/duration";

/** An index to replicate that needs more than its name. What it leaves open it has from the cluster's arguments. */
export interface ReplicatedIndex extends Omit<
  StartedReplicationArgs,
  "leaderAlias" | "leaderIndex" | "index" | "waitFor" | "paused"
> {
  /** The leader index; the resource is named after it. */
  leaderIndex: string;
  /** The follower index. Default: what `rename` makes of the leader index, else the same name. */
  index?: string;
  /** Keep this replication paused; the gate does not wait for it. */
  paused?: boolean;
}

/** A rule for indexes to come; its name is the key. */
export type ReplicatedPattern = Omit<AutoFollowRuleArgs, "name" | "leaderAlias">;

/** Arguments of a `ReplicatedCluster`. */
export interface ReplicatedClusterArgs extends Pick<
  StartedReplicationArgs,
  "useRoles" | "settings" | "ifIndexExists" | "onReplace" | "onDestroy"
> {
  /**
   * The connection to the leader: the arguments of a {@link LeaderConnection}, which is then a part of
   * this; or one that is there, or its name.
   *
   * @example { alias: "eu-west", seeds: ["leader.example.com:9300"] }
   */
  connection:
    LeaderConnectionArgs | LeaderConnection | NonNullable<StartedReplicationArgs["leaderAlias"]>;
  /**
   * The leader indexes to replicate: names, or objects for those that need more than that. An index that
   * is added or taken out touches no other.
   *
   * @example ["orders", { leaderIndex: "events", index: "events-copy", paused: true }]
   */
  indexes: readonly (string | ReplicatedIndex)[];
  /**
   * Makes the name of a follower out of that of its leader. Followers of rules are named by the rule's
   * `followerIndexPattern`.
   *
   * Default: the same name.
   *
   * @example (leaderIndex) => `${leaderIndex}-copy`
   */
  rename?: (leaderIndex: string) => string;
  /**
   * Auto-follow rules by name. Their followers are stopped when a rule goes, unless its `onDestroy` is
   * `keepFollowers`: a connection that is still used is not removed. To stop them, the user must be
   * allowed to list the replications (`cluster:monitor/state`).
   *
   * Default: none.
   *
   * @example { logs: { pattern: "logs-*" } }
   */
  autoFollow?: Readonly<Record<string, ReplicatedPattern>>;
  /** Keep all replications paused that do not say otherwise. Default: false. */
  paused?: boolean;
  /**
   * When it is done: the starts are `acknowledged`; or the gate has seen all of them `syncing`, or
   * `caughtUp` with what their leaders held.
   *
   * Default: `caughtUp`.
   */
  waitFor?: WaitFor;
  /**
   * Limits of the waits, of each replication and of the gate.
   *
   * Default: those of the resources.
   */
  timeouts?: { create?: Duration; update?: Duration; delete?: Duration };
}
