// SPDX-License-Identifier: Apache-2.0
import type { IndexSettings } from "../../opensearch/names/index-settings";
import type * as pulumi from "@pulumi/pulumi";
import { mergedTimeouts } from "../../pulumi/custom-timeouts";
import type { Inputs, Outputs } from "../../pulumi/inputs";
import { OneLineResource, type ResourceKind } from "../../pulumi/one-line-provider";
import { answerOptions } from "../../pulumi/options";
import type { OfCluster } from "../common/resource-definition";
import { argumentsOf } from "../../pulumi/arguments";
import { aliasOf, type ConnectionInput } from "../leader-connection/resource";
import type { UseRoles } from "../started-replication/args";
import type { ResolvedRuleArgs } from "./args";
import { checkRule } from "./check";
import { defaults, inputSchema, emptyState, type RuleInputs, type RuleState } from "./schema";
import type { OnRuleDestroy, RuleTimeouts } from "./args";

/** Arguments of an {@link AutoFollowRule}. */
export type AutoFollowRuleArgs = Omit<Inputs<ResolvedRuleArgs>, "leaderAlias"> & {
  /**
   * The connection over which the leader is reached: a {@link LeaderConnection}, which is then created
   * before the rule and removed after it, or the name of one on the follower cluster. A change of the
   * name replaces the rule.
   *
   * Default: the provider's `leaderAlias`; one of the two is required.
   *
   * @example "eu-west"
   */
  leaderAlias?: ConnectionInput;
};

const kind: ResourceKind = {
  handler: "autoFollowRule",
  type: "AutoFollowRule",
  inputs: Object.keys(inputSchema.properties),
  outputs: Object.keys(emptyState),
  told: ["leaderAlias"],
  defaults,
  check: checkRule,
};

/**
 * A rule by which a follower cluster follows every index of a leader whose name matches a pattern, now
 * and in the time to come (`POST /_plugins/_replication/_autofollow`).
 *
 * The server can change nothing of a rule, so that every change replaces it, the old one deleted
 * first where it keeps its name; followers that it has made go on. They are not resources: `getReplications` lists them.
 *
 * @example
 * ```ts
 * new replication.AutoFollowRule("logs", { name: "logs", leaderAlias: leader, pattern: "logs-*" });
 * ```
 */
export class AutoFollowRule
  extends OneLineResource
  implements Outputs<RuleInputs & RuleState & OfCluster>
{
  /** The name of the rule. */
  declare readonly name: pulumi.Output<string>;
  /** The connection to the leader. */
  declare readonly leaderAlias: pulumi.Output<string>;
  /** The leader indexes that are followed. */
  declare readonly pattern: pulumi.Output<string>;
  /** The roles of the background work. */
  declare readonly useRoles: pulumi.Output<UseRoles | undefined>;
  /** The overrides of index settings. */
  declare readonly settings: pulumi.Output<IndexSettings | undefined>;
  /** How followers are named. */
  declare readonly followerIndexPattern: pulumi.Output<string | undefined>;
  /** What becomes of the followers when the rule is destroyed. */
  declare readonly onDestroy: pulumi.Output<OnRuleDestroy>;
  /** The limits of the waits. */
  declare readonly timeouts: pulumi.Output<RuleTimeouts>;
  /** The server's answer; true also where an existing rule was taken over. */
  declare readonly acknowledged: pulumi.Output<boolean>;
  /** The uuid of the follower cluster that has the rule; empty where the service hides it. */
  declare readonly clusterUuid: pulumi.Output<string>;

  constructor(name: string, args: AutoFollowRuleArgs, opts: pulumi.CustomResourceOptions = {}) {
    const { leaderAlias, ...rest } = argumentsOf(`AutoFollowRule "${name}"`, args);
    const timeouts = mergedTimeouts(rest.timeouts, opts, ["create", "delete"]);
    const given = { ...rest, leaderAlias: aliasOf(leaderAlias), timeouts };
    super(kind, name, given, opts);
  }
}

answerOptions(AutoFollowRule.prototype, kind);
