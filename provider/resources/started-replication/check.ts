// SPDX-License-Identifier: Apache-2.0
import { isDeepStrictEqual } from "node:util";
import type { Properties } from "../../pulumi/handler-boundary";
import { withDefaults, withoutHidden } from "../common/properties";
import { validator, type Violation } from "../common/validator";
import { defaults, inputSchema, replacingInputs } from "./schema";

const violations = validator(inputSchema);

/** What a check needs to know from outside. */
export interface CheckContext {
  /** The provider's `leaderAlias`, for resources that name none. */
  readonly leaderAlias: string | undefined;
  readonly isUnknown: (value: unknown) => boolean;
}

/** The inputs with every default filled in, and every rule they break. */
export interface Checked {
  readonly inputs: Properties;
  readonly failures: Violation[];
}

/** Fills in defaults and names every mistake that can be seen without the cluster. `olds` are the inputs in the state. */
export function checkInputs(olds: Properties, news: Properties, context: CheckContext): Checked {
  const { leaderAlias, isUnknown } = context;
  const shared = leaderAlias === undefined ? {} : { leaderAlias };
  const inputs = withDefaults(news, { ...shared, ...defaults });
  const failures = [
    ...violations(withoutHidden(inputs), isUnknown),
    ...refusedReplacement(olds, inputs, isUnknown),
  ];
  return { inputs, failures };
}

/** With `onReplace: "refuse"`, a change that would replace the replication under its name is a mistake. */
function refusedReplacement(
  olds: Properties,
  news: Properties,
  isUnknown: (value: unknown) => boolean,
): Violation[] {
  if (news["onReplace"] !== "refuse" || olds["index"] === undefined) return [];
  if (olds["index"] !== news["index"]) return [];
  return replacingInputs
    .filter((name) => !isUnknown(news[name]) && !isDeepStrictEqual(olds[name], news[name]))
    .map((property) => ({
      property,
      reason: `cannot change without deleting the copy in "${String(news["index"])}" and starting anew, and onReplace is "refuse"; change it back, give the follower another \`index\`, or set onReplace to "overwrite"`,
    }));
}
