// SPDX-License-Identifier: Apache-2.0
import type { IndexSettings } from "../../opensearch/names/index-settings";
import type { Duration } from "../../waiting/duration";
import { limitsOf } from "../common/limit";
import { inputSchema as replicationSchema, type UseRoles } from "../started-replication/schema";

/** What becomes of the followers that a rule has made. */
export type OnRuleDestroy = "keepFollowers" | "stopFollowers";

/** Limits of the waits. */
export interface RuleTimeouts {
  /** How long a create may take. Default: `5m`. */
  create: Duration;
  /** How long a delete may take; the stop of many followers takes its time. Default: `20m`. */
  delete: Duration;
}

/** The inputs of a rule, resolved, with every default filled in. */
export interface RuleInputs {
  name: string;
  leaderAlias: string;
  pattern: string;
  useRoles?: UseRoles;
  settings?: IndexSettings;
  followerIndexPattern?: string;
  onDestroy: OnRuleDestroy;
  timeouts: RuleTimeouts;
}

/** What a rule says of itself besides its inputs. */
export interface RuleState {
  acknowledged: boolean;
}

/** Where nothing is known of it. */
export const emptyState = { acknowledged: false, clusterUuid: "" };

/** The values of inputs that are left out. */
export const defaults = {
  onDestroy: "keepFollowers",
  timeouts: { create: "5m", delete: "20m" },
} as const satisfies Partial<RuleInputs>;

/** Inputs whose change replaces the rule: the plugin refuses to change one. */
export const replacingInputs = [
  "name",
  "leaderAlias",
  "pattern",
  "useRoles",
  "settings",
  "followerIndexPattern",
] as const;

const { leaderAlias, useRoles, settings } = replicationSchema.properties;

/** JSON Schema of the inputs; keywords of our own are in common/keywords.ts. */
export const inputSchema = {
  type: "object",
  additionalProperties: false,
  required: ["name", "pattern"],
  properties: {
    name: { type: "string", ruleName: true },
    leaderAlias,
    pattern: { type: "string", autoFollowPattern: true },
    useRoles,
    settings,
    followerIndexPattern: { type: "string", followerPattern: true },
    onDestroy: { type: "string", enum: ["keepFollowers", "stopFollowers"] },
    timeouts: limitsOf("create", "delete"),
  },
} as const;
