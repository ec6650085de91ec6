// SPDX-License-Identifier: Apache-2.0
import type { Properties } from "../../pulumi/handler-boundary";
import { withDefaults, withoutHidden } from "../common/properties";
import { validator, type Violation } from "../common/validator";
import { defaults, inputSchema } from "./schema";

const violations = validator(inputSchema);

/** What a check needs to know from outside. */
export interface RuleCheckContext {
  /** The provider's `leaderAlias`; `undefined` where it has none, or cannot be asked. */
  readonly leaderAlias: string | undefined;
  /** Whether the provider has been asked, so that there must be one now. */
  readonly needsAlias: boolean;
  readonly isUnknown: (value: unknown) => boolean;
}

/** Fills in defaults and names every mistake that can be seen without the cluster. */
export function checkRule(
  news: Properties,
  { leaderAlias, needsAlias, isUnknown }: RuleCheckContext,
): { readonly inputs: Properties; readonly failures: Violation[] } {
  const shared = leaderAlias === undefined ? {} : { leaderAlias };
  const inputs = withDefaults(news, { ...shared, ...defaults });
  const isAliasMissing = needsAlias && inputs["leaderAlias"] === undefined;
  const reason =
    "is required: set it on the rule, or for all resources with the provider's leaderAlias";
  return {
    inputs,
    failures: [
      ...violations(withoutHidden(inputs), isUnknown),
      ...(isAliasMissing ? [{ property: "leaderAlias", reason }] : []),
    ],
  };
}
