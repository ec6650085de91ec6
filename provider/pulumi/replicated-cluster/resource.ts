// SPDX-License-Identifier: Apache-2.0
import * as pulumi from "@pulumi/pulumi";
import { AutoFollowRule } from "../classes/auto-follow-rule";
import { mergedTimeouts } from "../custom-timeouts";
import { argumentsOf, isPending } from "../arguments";
import { isConnection, LeaderConnection } from "../classes/leader-connection";
import { ReplicationGate } from "../classes/replication-gate";
import { StartedReplication, type StartedReplicationArgs } from "../classes/started-replication";
import type { ReplicatedClusterArgs, ReplicatedPattern } from "./args";
import { harmless } from "../../opensearch/text/foreign";
import { withoutUndefined } from "../../opensearch/text/record";
import { argumentProblems } from "./argument-problems";
import { type PlannedIndex, planIndexes } from "./indexes";

/**
 * Everything that a follower cluster replicates from one leader, in one component: the connection, a list
 * of indexes, rules for future indexes, and their shared inputs.
 *
 * Its children are the ordinary resources, named after their indexes, so that adding or removing one does
 * not touch the others. They are done once their start is acknowledged, and one gate waits for all of them.
 * Destroying it stops every replication and keeps the indexes, unless `onDestroy` says otherwise.
 *
 * @throws In the program, if an argument is invalid; otherwise the errors of its children.
 * @see The endpoints of its children: {@link LeaderConnection}, {@link StartedReplication},
 * {@link AutoFollowRule}, {@link ReplicationGate}.
 * @example
 * ```ts
 * const europe = new replication.ReplicatedCluster("europe", {
 *   connection: { alias: "eu-west", seeds: ["leader.example.com:9300"] },
 *   indexes: ["orders", "customers", { leaderIndex: "events", settings: { number_of_replicas: 0 } }],
 *   rename: (leaderIndex) => `${leaderIndex}-eu`,
 *   autoFollow: { logs: { pattern: "logs-*" } },
 *   useRoles: { leaderClusterRole: "ccr_leader", followerClusterRole: "ccr_follower" },
 * }, { provider: follower });
 *
 * export const orders = europe.replications["orders"].status;
 * ```
 */
export class ReplicatedCluster extends pulumi.ComponentResource {
  /** The connection, unless only its name was given. */
  readonly connection: LeaderConnection | undefined;
  /** The replications by leader index. */
  readonly replications: Readonly<Record<string, StartedReplication>>;
  /** The rules by their name. */
  readonly rules: Readonly<Record<string, AutoFollowRule>>;
  /** The gate that waits for all replications that are not paused; `undefined` if nothing waits. */
  readonly gate: ReplicationGate | undefined;

  constructor(
    name: string,
    given: ReplicatedClusterArgs,
    opts: pulumi.ComponentResourceOptions = {},
  ) {
    super("opensearch-replication:index:ReplicatedCluster", name, {}, opts);
    const args = argumentsOf(`ReplicatedCluster "${name}"`, given);
    const indexes = planned(name, args);
    const parent = { parent: this };
    const { useRoles, settings, paused, ifIndexExists, onReplace, onDestroy } = args;
    const { connection, autoFollow, waitFor = "caughtUp" } = args;
    const leader = isGiven(connection)
      ? connection
      : new LeaderConnection(`${name}-connection`, connection, parent);
    this.connection = isConnection(leader) ? leader : undefined;
    const timeouts = mergedTimeouts(args.timeouts, opts, ["create", "update", "delete"]) as
      ReplicatedClusterArgs["timeouts"] | undefined;
    const shared = { useRoles, settings, paused, ifIndexExists, onReplace, onDestroy, timeouts };
    const replicate = ({ leaderIndex, own }: PlannedIndex): [string, StartedReplication] => [
      leaderIndex,
      new StartedReplication(
        `${name}-${leaderIndex}`,
        { ...shared, ...own, leaderAlias: leader, waitFor: "acknowledged" },
        parent,
      ),
    ];
    this.replications = Object.fromEntries(indexes.map(replicate));
    const follow = ([rule, own]: [string, ReplicatedPattern]): [string, AutoFollowRule] => [
      rule,
      new AutoFollowRule(
        `${name}-${rule}`,
        { useRoles, settings, onDestroy: "stopFollowers", ...own, name: rule, leaderAlias: leader },
        // After the replications: a rule that comes first takes the names of those that it matches.
        { ...parent, dependsOn: Object.values(this.replications) },
      ),
    ];
    this.rules = Object.fromEntries(Object.entries(autoFollow ?? {}).map(follow));
    const running = indexes
      .filter(({ own }) => (own.paused ?? paused) !== true)
      .flatMap(({ leaderIndex }) => this.replications[leaderIndex] ?? []);
    // The gate takes as long as a create or an update may.
    const { create, update } = timeouts ?? {};
    this.gate =
      waitFor === "acknowledged" || running.length === 0
        ? undefined
        : new ReplicationGate(
            `${name}-gate`,
            {
              replications: running,
              waitFor,
              ...(timeouts && { timeouts: withoutUndefined({ create, update }) }),
            },
            parent,
          );
    this.registerOutputs({
      followers: Object.fromEntries(
        Object.entries(this.replications).map(([leaderIndex, { index }]) => [leaderIndex, index]),
      ),
    });
  }
}

/** The replications to create; throws one sentence for each mistake. */
function planned(name: string, args: ReplicatedClusterArgs): readonly PlannedIndex[] {
  const problems = argumentProblems(args);
  const plan = problems.length > 0 ? { problems } : planIndexes(args.indexes, args.rename);
  if ("indexes" in plan) return plan.indexes;
  const lines = [`ReplicatedCluster "${name}" has invalid inputs:`, ...plan.problems];
  throw new pulumi.RunError(harmless(lines.join("\n  ")));
}

function isGiven(
  connection: ReplicatedClusterArgs["connection"],
): connection is NonNullable<StartedReplicationArgs["leaderAlias"]> {
  return typeof connection === "string" || isConnection(connection) || isPending(connection);
}
