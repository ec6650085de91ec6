// SPDX-License-Identifier: Apache-2.0
import type { Checked, Properties } from "../common/handler";
import { withDefaults } from "../common/properties";
import type { CheckContext } from "../common/resource-definition";
import { validator } from "../common/validator";
import { defaults, inputSchema } from "./schema";

const violations = validator(inputSchema);

/** What a check needs to know from outside. */
export interface RuleCheckContext extends CheckContext {
  /** Whether the provider has been asked, so that there must be one now. */
  readonly needsAlias: boolean;
}

/** Fills in defaults and names every mistake that can be seen without the cluster. */
export function checkRule(
  news: Properties,
  { leaderAlias, needsAlias, isUnknown }: RuleCheckContext,
): Checked<Properties> {
  const shared = leaderAlias === undefined ? {} : { leaderAlias };
  const inputs = withDefaults(news, { ...shared, ...defaults });
  const isAliasMissing = needsAlias && inputs["leaderAlias"] === undefined;
  const reason =
    "is required: set it on the rule, or for all resources with the provider's leaderAlias";
  return {
    inputs,
    failures: [
      ...violations(inputs, isUnknown),
      ...(isAliasMissing ? [{ property: "leaderAlias", reason }] : []),
    ],
  };
}
