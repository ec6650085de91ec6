// SPDX-License-Identifier: Apache-2.0
import * as pulumi from "@pulumi/pulumi";
import { harmless } from "../../opensearch/text/foreign";
import { withoutUndefined } from "../../opensearch/text/record";
import type { GateGoal } from "../../resources/replication-gate/schema";
import { argumentsOf, isPending } from "../arguments";
import { AutoFollowRule } from "../classes/auto-follow-rule";
import { LeaderConnection } from "../classes/leader-connection";
import { ReplicationGate, type ReplicationGateArgs } from "../classes/replication-gate";
import { StartedReplication } from "../classes/started-replication";
import { WriteBlock } from "../classes/write-block";
import type { ReplicatedPairArgs } from "./args";
import { behindOf, byIndex, statusesOf } from "./outputs";
import { addressOf, type PlannedPair, type PlannedSite, planPair, rulesOf } from "./plan";

/**
 * Two sites of which one is active, as desired state: its indexes take writes, the other's follow them, and
 * changing `active` switches.
 *
 * In a switch the old active site is blocked and read, the new one is drained to just that and promoted, and
 * the old one is copied anew from it, once its numbers and documents have shown that nothing is lost. The
 * order comes from the dependencies of the children, so that a run which ends in the middle is continued by
 * the next, or turned back by the old value of `active`. Destroying it stops the replications and keeps the
 * indexes of both sites.
 *
 * @throws In the program, if an argument is invalid; otherwise the errors of its children.
 * @see The endpoints of its children: {@link LeaderConnection}, {@link StartedReplication},
 * {@link WriteBlock}, {@link ReplicationGate}.
 * @example
 * ```ts
 * const shop = new replication.ReplicatedPair("shop", {
 *   sites: {
 *     eu: { provider: eu, seeds: ["eu.example.com:9300"] },
 *     us: { provider: us, seeds: ["us.example.com:9300"] },
 *   },
 *   active: config.require("active"),
 *   indexes: ["orders", "customers"],
 * });
 * ```
 */
export class ReplicatedPair extends pulumi.ComponentResource {
  /** The site whose indexes take writes, once all is done. */
  readonly active: pulumi.Output<string>;
  /** The replications by site, and by the site's own index. */
  readonly replications: Readonly<Record<string, Readonly<Record<string, StartedReplication>>>>;
  /** The connections by the site that they are of. */
  readonly connections: Readonly<Record<string, LeaderConnection>>;
  /** The write blocks by site. */
  readonly blocks: Readonly<Record<string, WriteBlock>>;
  /** The gate that waits for the passive site; `undefined` if nothing waits. */
  readonly gate: ReplicationGate | undefined;
  /** Whether the active site is open for writing and the passive one follows it. */
  readonly ready: pulumi.Output<boolean>;
  /** The status of each site's indexes. */
  readonly status: pulumi.Output<Readonly<Record<string, Readonly<Record<string, string>>>>>;
  /** How many operations the active site's copies lacked when they were promoted, by index; left out where that is not known. */
  readonly behind: pulumi.Output<Readonly<Record<string, number>>>;

  constructor(name: string, given: ReplicatedPairArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("opensearch-replication:index:ReplicatedPair", name, {}, opts);
    const args = argumentsOf(`ReplicatedPair "${name}"`, given);
    const { active, passive } = planned(name, args);
    const { useRoles, settings, onDestroy, writeAlias, timeouts, waitFor = "caughtUp" } = args;
    const { whenUnreachable = "fail", discard = {} } = args;
    const discardOf = (index: string): { discard?: number } =>
      Object.hasOwn(discard, index) ? { discard: discard[index] ?? 0 } : {};
    if (pulumi.runtime.isDryRun())
      void pulumi.log.info(
        `After \`pulumi up\`, site "${active.name}" takes writes to ${active.indexes.join(", ")}, and site "${passive.name}" follows it.`,
        this,
      );
    const on = ({ provider }: PlannedSite, ...dependsOn: pulumi.Resource[]) => ({
      parent: this,
      provider,
      dependsOn,
    });
    const connect = (from: PlannedSite, to: PlannedSite) =>
      new LeaderConnection(
        `${name}-${from.name}-to-${to.name}`,
        { alias: to.alias, ...addressOf(to), whenUnreachable },
        on(from),
      );
    const aliasOn = ({ name: site }: PlannedSite) => this.connections[site]?.alias ?? "";
    const fencing = { reserveNames: true, whenUnreachable };
    const block = (site: PlannedSite, blocked: boolean, ...after: pulumi.Resource[]) =>
      new WriteBlock(
        `${name}-${site.name}-block`,
        { ...fencing, indexes: [...site.indexes], blocked, leaderAlias: aliasOn(site) },
        on(site, ...after),
      );
    const shared = { useRoles, settings, onDestroy, timeouts, waitFor: "acknowledged" } as const;
    const replicate = (
      site: PlannedSite,
      other: PlannedSite,
      at: number,
      own: Partial<ConstructorParameters<typeof StartedReplication>[1]>,
      ...after: pulumi.Resource[]
    ) => {
      const index = site.indexes[at] ?? "";
      const leaderIndex = other.indexes[at] ?? "";
      const leaderAlias = this.connections[site.name];
      return new StartedReplication(
        `${name}-${site.name}-${index}`,
        { ...shared, index, leaderIndex, ...(leaderAlias && { leaderAlias }), ...own },
        on(site, ...after),
      );
    };
    this.connections = {
      [active.name]: connect(active, passive),
      [passive.name]: connect(passive, active),
    };
    // Nothing is blocked before all can be promoted, nothing promoted before the other site is blocked, and
    // nothing deleted there before that.
    const { create, update } = timeouts ?? {};
    // One a site: with its role its goal changes, so that it is asked again in each switch.
    const gate = (
      site: PlannedSite,
      replications: (string | StartedReplication)[],
      goal: GateGoal,
      own: Partial<ReplicationGateArgs>,
      ...after: pulumi.Resource[]
    ) =>
      new ReplicationGate(
        `${name}-${site.name}-gate`,
        {
          ...{ replications, waitFor: goal, whenUnreachable, ...own },
          ...(timeouts && { timeouts: withoutUndefined({ create, update }) }),
        },
        on(site, ...after),
      );
    const both = Object.values(this.connections);
    const rules = rulesOf(args, passive);
    const promotable = gate(active, [...active.indexes], "promotable", rules, ...both);
    const fence = block(passive, true, promotable);
    const leaders = active.indexes.map((_, at) =>
      replicate(active, passive, at, {
        promoted: true,
        promoteAt: fence.fence(passive.indexes[at] ?? ""),
        writeAlias,
        ...discardOf(active.indexes[at] ?? ""),
      }),
    );
    const open = block(active, false, ...leaders);
    const followers = passive.indexes.map((index, at) =>
      replicate(
        passive,
        active,
        at,
        {
          promoted: false,
          promoteAt: open.fence(active.indexes[at] ?? ""),
          ...(leaders[at] && { supersededBy: leaders[at].promotion }),
          ...discardOf(index),
          whenUnreachable,
        },
        open,
      ),
    );
    for (const [rule, own] of Object.entries(args.autoFollow ?? {})) {
      const ofRule = { ...own, name: rule, leaderAlias: aliasOn(passive) };
      new AutoFollowRule(
        `${name}-${passive.name}-${rule}`,
        { useRoles, settings, whenUnreachable, ...ofRule },
        // A rule that comes first takes the names of those that it matches.
        on(passive, ...followers),
      );
    }
    this.blocks = { [active.name]: open, [passive.name]: fence };
    this.replications = {
      [active.name]: byIndex(active, leaders),
      [passive.name]: byIndex(passive, followers),
    };
    this.gate =
      waitFor === "acknowledged" ? undefined : gate(passive, followers, waitFor, {}, ...followers);
    this.status = pulumi.output({
      [active.name]: statusesOf(active, leaders),
      [passive.name]: statusesOf(passive, followers),
    });
    this.active = pulumi.all(leaders.map(({ status }) => status)).apply(() => active.name);
    this.ready = pulumi
      .all([this.status, this.gate?.reached ?? true])
      .apply(([, reached]) => reached);
    this.behind = behindOf(active, leaders);
    this.registerOutputs({
      active: this.active,
      ready: this.ready,
      status: this.status,
      behind: this.behind,
    });
  }
}

/** The sites in their roles; throws one sentence for each mistake. */
function planned(name: string, args: ReplicatedPairArgs): PlannedPair {
  const plan = planPair(args, isPending);
  if (!("problems" in plan)) return plan;
  const lines = [`ReplicatedPair "${name}" has invalid inputs:`, ...plan.problems];
  throw new pulumi.RunError(harmless(lines.join("\n  ")));
}
