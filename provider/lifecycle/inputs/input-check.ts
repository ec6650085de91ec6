// SPDX-License-Identifier: Apache-2.0
import type { Call, Checked } from "../contract";
import type { Properties } from "../saved";
import { withDefaults } from "./properties";
import { type InputSchema, validator, type Violation } from "./validator";

/** What a check needs to know from outside. */
export interface CheckContext {
  /** The provider's `leaderAlias`, for resources that name none. */
  readonly leaderAlias?: string | undefined;
  readonly isUnknown: Call["isUnknown"];
  /** The program checks its own inputs: what the provider has is not known to it. */
  readonly isProgram?: boolean;
}

/** Fills in defaults and names every mistake that can be seen without the cluster. `olds` are the inputs in the state. */
export type InputCheck = (
  olds: Properties,
  news: Properties,
  context: CheckContext,
) => Checked<Properties>;

/** The check of inputs by their schema, and by what a schema cannot say. */
export function inputCheck(
  schema: InputSchema,
  defaults: Properties,
  more: (inputs: Properties, context: CheckContext, olds: Properties) => Violation[] = () => [],
): InputCheck {
  const violations = validator(schema);
  return (olds, news, context) => {
    const { leaderAlias, isUnknown, isProgram = false } = context;
    const isShared = leaderAlias !== undefined && "leaderAlias" in schema.properties;
    const inputs = withDefaults(news, { ...(isShared ? { leaderAlias } : {}), ...defaults });
    return {
      inputs,
      failures: [...violations(inputs, isUnknown, isProgram), ...more(inputs, context, olds)],
    };
  };
}
