// SPDX-License-Identifier: Apache-2.0
import type { Duration } from "../../waiting/duration";
import type { IndexSettings } from "../../opensearch/names/index-settings";
import type { UseRoles } from "../started-replication/args";

/** What becomes of the followers that a rule has made. */
export type OnRuleDestroy = "keepFollowers" | "stopFollowers";

/** Limits of the waits. */
export interface RuleTimeouts {
  /** How long a create may take. Default: `5m`. */
  create: Duration;
  /** How long a delete may take; the stop of many followers takes its time. Default: `20m`. */
  delete: Duration;
}

/** The arguments of an `AutoFollowRule`, resolved; the class takes an `Input` of each. */
export interface ResolvedRuleArgs {
  /**
   * The name of the rule; with the connection it tells the rules of a cluster apart. The rules of index
   * names apply. A change replaces the rule.
   *
   * @example "logs"
   */
  name: string;
  /**
   * The remote-cluster connection on the follower cluster over which the leader is reached. A change
   * replaces the rule.
   *
   * Default: the provider's `leaderAlias`; one of the two is required.
   *
   * @example "eu-west"
   */
  leaderAlias?: string;
  /**
   * The leader indexes to follow, those that are there and those to come: a name in which `*` stands for
   * anything. New ones are found within half a minute. A change replaces the rule; followers that it
   * has made go on.
   *
   * @example "logs-*"
   */
  pattern: string;
  /**
   * The roles that the background work runs with: both, or leave `useRoles` out. Required where the
   * security plugin is on. A change replaces the rule.
   */
  useRoles?: UseRoles;
  /**
   * Index settings that the followers have instead of their leaders'; flat or nested, as the
   * REST API takes them; `index.` is added where it is missing, when they are sent and compared. A change replaces the rule; followers that are there already keep what they have.
   *
   * Default: none.
   *
   * @example { "index.number_of_replicas": 1 }
   */
  settings?: IndexSettings;
  /**
   * How followers are named, with `{{leader_index}}` in the place of the leader index. Needs OpenSearch
   * 3.8. A change replaces the rule.
   *
   * Default: a follower has its leader's name.
   *
   * @example "{{leader_index}}-copy"
   */
  followerIndexPattern?: string;
  /**
   * What becomes of the followers when the rule is destroyed: they go on (`keepFollowers`), or are
   * stopped and keep their data (`stopFollowers`). The server does not tell who made a follower: what
   * counts as the rule's are the replications over its connection whose leader matches its pattern and
   * that are named as it names them, unless another rule matches them too. A replacement stops none. A
   * change does nothing, but a destroy uses the value of the last `up`.
   *
   * Default: `keepFollowers`.
   */
  onDestroy?: OnRuleDestroy;
  /**
   * Limits of the waits. A change does nothing.
   *
   * Default: `{ create: "5m", delete: "20m" }`.
   */
  timeouts?: Partial<RuleTimeouts>;
}
