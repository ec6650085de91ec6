// SPDX-License-Identifier: Apache-2.0
import { type CheckContext, inputCheck } from "../../lifecycle/inputs/input-check";
import { limitsOf, type Filled } from "../../lifecycle/inputs/properties";
import type { InputSchema, Violation } from "../../lifecycle/inputs/validator";
import type { Properties } from "../../lifecycle/saved";
import type { ResolvedRuleArgs } from "./args";
import { inputSchema as replicationSchema } from "../started-replication/schema";

/** The inputs of a rule, resolved, with every default filled in, the provider's `leaderAlias` among them. */
export type RuleInputs = Filled<ResolvedRuleArgs, typeof defaults> & { leaderAlias: string };

export interface RuleState {
  acknowledged: boolean;
  /** Leader indexes that match and that nothing replicated when the rule was last read. */
  unfollowed: string[];
}

export const emptyState = {
  acknowledged: false,
  unfollowed: [] as string[],
  clusterUuid: "",
};

export const defaults = {
  onDestroy: "keepFollowers",
  whenUnreachable: "fail",
  timeouts: { create: "5m", delete: "20m" },
} as const satisfies Partial<ResolvedRuleArgs>;

export const object = {
  kind: "rule",
  called: "auto-follow rule",
  namedBy: ["name", "leaderAlias"],
} as const;

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
    whenUnreachable: { type: "string", enum: ["fail", "defer"] },
    timeouts: limitsOf("create", "delete"),
  },
} as const satisfies InputSchema<ResolvedRuleArgs>;

export const checkRule = inputCheck(inputSchema, defaults, missingAlias);

function missingAlias(inputs: Properties, { isProgram = false }: CheckContext): Violation[] {
  const reason =
    "is required: set it on the rule, or for all resources with the provider's leaderAlias";
  const isMissing = !isProgram && inputs["leaderAlias"] === undefined;
  return isMissing ? [{ property: "leaderAlias", reason }] : [];
}
