// SPDX-License-Identifier: Apache-2.0
import type { Duration } from "../../waiting/duration";
import type { IndexSettings } from "../../opensearch/text/index-settings";
import type { UseRoles } from "../started-replication/args";

/** What to do with a rule's followers when the rule is destroyed: see the input `onDestroy`. */
export type OnRuleDestroy = "keepFollowers" | "stopFollowers";

/** Time limits of a rule's operations. */
export interface RuleTimeouts {
  /** How long a create may take. Default: `5m`. */
  create: Duration;
  /** How long a delete may take, including the stop of the followers. Default: `20m`. */
  delete: Duration;
}

/** The inputs of an `AutoFollowRule`, resolved; the class takes an `Input` of each. */
export interface ResolvedRuleArgs {
  /**
   * The rule's name, which follows the rules for index names. Name and connection identify a rule on a
   * cluster. A change replaces the rule.
   *
   * @example "logs"
   */
  name: string;
  /**
   * The follower cluster's remote-cluster connection to the leader. A change replaces the rule.
   *
   * Default: the provider's `leaderAlias`; one of the two is required.
   *
   * @example "eu-west"
   */
  leaderAlias?: string;
  /**
   * The leader indexes to follow, existing and future: a name in which `*` matches anything. The plugin
   * finds new indexes within half a minute. A change replaces the rule; its existing followers continue.
   *
   * @example "logs-*"
   */
  pattern: string;
  /**
   * The roles that the background replication tasks use: set both, or leave `useRoles` out. Required if
   * the security plugin is on. A change replaces the rule.
   *
   * Default: none.
   */
  useRoles?: UseRoles;
  /**
   * Index settings that override the leaders' on the followers, flat or nested as in the REST API; the
   * prefix `index.` is optional. A change replaces the rule; existing followers keep their settings.
   *
   * Default: none.
   *
   * @example { "index.number_of_replicas": 1 }
   */
  settings?: IndexSettings;
  /**
   * How followers are named, with `{{leader_index}}` for the leader index's name. Needs OpenSearch 3.8;
   * earlier versions refuse it. A change replaces the rule.
   *
   * Default: a follower has its leader's name.
   *
   * @example "{{leader_index}}-copy"
   */
  followerIndexPattern?: string;
  /**
   * What to do with the followers when the rule is destroyed: let them continue (`keepFollowers`), or
   * stop them and keep their data (`stopFollowers`). The server does not record which rule started a
   * follower, so a rule's followers are the replications over its connection whose leader matches its
   * pattern and that are named as it names them, unless another rule matches them too or a resource of
   * the stack has them. A replacement stops none. A change by itself does nothing; a destroy uses the
   * value of the last `up`.
   *
   * Default: `keepFollowers`.
   */
  onDestroy?: OnRuleDestroy;
  /**
   * What to do if the cluster cannot be reached: `fail`, or `defer`, which leaves the rule to the next `up`. A change
   * by itself does nothing.
   *
   * Default: `fail`.
   */
  whenUnreachable?: "fail" | "defer";
  /**
   * Time limits of the operations. A change by itself does nothing.
   *
   * Default: `{ create: "5m", delete: "20m" }`.
   */
  timeouts?: Partial<RuleTimeouts>;
}
