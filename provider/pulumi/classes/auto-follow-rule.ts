// SPDX-License-Identifier: Apache-2.0
import type * as pulumi from "@pulumi/pulumi";
import type { OfCluster } from "../../lifecycle/definition";
import type { IndexSettings } from "../../opensearch/text/index-settings";
import type {
  OnRuleDestroy,
  ResolvedRuleArgs,
  RuleTimeouts,
} from "../../resources/auto-follow-rule/args";
import { ruleId } from "../../resources/auto-follow-rule/rule-body";
import {
  checkRule,
  defaults,
  emptyState,
  inputSchema,
  object,
  type RuleInputs,
  type RuleState,
} from "../../resources/auto-follow-rule/schema";
import type { UseRoles } from "../../resources/started-replication/args";
import type { Inputs, Outputs } from "../inputs";
import { OneLineResource, type ResourceKind } from "../one-line-provider";
import { defineUnregisteredInputs } from "../options";
import { aliasOf, type ConnectionInput } from "./leader-connection";

/**
 * Inputs of an {@link AutoFollowRule}.
 *
 * @interface
 * @throws In the preview, if an input is invalid: one sentence for each, without a request.
 * @see `POST /_plugins/_replication/_autofollow`
 */
export type AutoFollowRuleArgs = Omit<Inputs<ResolvedRuleArgs>, "leaderAlias"> & {
  /**
   * The connection to the leader: a {@link LeaderConnection}, which is then created before the rule and
   * removed after it, or the name of one on the follower cluster. A change of the name replaces the rule.
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
  inputSchema,
  emptyState,
  defaults,
  claims: { ...object, nameOf: ([name = "", leaderAlias = ""]) => ruleId({ name, leaderAlias }) },
  sent: ({ leaderAlias }) => ({ leaderAlias: aliasOf(leaderAlias) }),
  check: checkRule,
};

/**
 * A rule with which a follower cluster replicates every leader index that matches a pattern, existing and
 * future.
 *
 * The server cannot change a rule, so every change replaces it (the old one is deleted first if the name
 * stays); its existing followers continue. They are not resources: {@link getReplications} lists them.
 *
 * @throws If the server refuses the rule, or the name is taken by a rule for another pattern.
 * @see `POST /_plugins/_replication/_autofollow`, `GET /_plugins/_replication/autofollow_stats`
 * @example
 * ```ts
 * new replication.AutoFollowRule("logs", { name: "logs", leaderAlias: leader, pattern: "logs-*" });
 * ```
 */
export class AutoFollowRule
  extends OneLineResource
  implements Outputs<RuleInputs & RuleState & OfCluster>
{
  /** The rule's name. */
  declare readonly name: pulumi.Output<string>;
  /** The connection to the leader. */
  declare readonly leaderAlias: pulumi.Output<string>;
  /** The leader indexes to follow. */
  declare readonly pattern: pulumi.Output<string>;
  /** The roles that the background replication tasks use. */
  declare readonly useRoles: pulumi.Output<UseRoles | undefined>;
  /** The index settings that override the leader's. */
  declare readonly settings: pulumi.Output<IndexSettings | undefined>;
  /** How followers are named. */
  declare readonly followerIndexPattern: pulumi.Output<string | undefined>;
  /** What to do with the followers when the rule is destroyed. */
  declare readonly onDestroy: pulumi.Output<OnRuleDestroy>;
  /** What to do if the cluster cannot be reached. */
  declare readonly whenUnreachable: pulumi.Output<"fail" | "defer">;
  /** The time limits of the operations. */
  declare readonly timeouts: pulumi.Output<RuleTimeouts>;
  /** The server's answer; also true if an existing rule was adopted. */
  declare readonly acknowledged: pulumi.Output<boolean>;
  /** Leader indexes that match and that nothing replicated at the last refresh. */
  declare readonly unfollowed: pulumi.Output<string[]>;
  /** The uuid of the follower cluster; empty if the service hides it. */
  declare readonly clusterUuid: pulumi.Output<string>;

  constructor(name: string, args: AutoFollowRuleArgs, opts: pulumi.CustomResourceOptions = {}) {
    super(kind, name, args, opts);
  }
}

defineUnregisteredInputs(AutoFollowRule.prototype, kind);
