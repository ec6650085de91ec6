// SPDX-License-Identifier: Apache-2.0
import { isDeepStrictEqual } from "node:util";
import type { Checked, Properties } from "../common/handler";
import { withDefaults } from "../common/properties";
import type { CheckContext } from "../common/resource-definition";
import { validator, type Violation } from "../common/validator";
import { defaults, inputSchema, replacingInputs } from "./schema";

const violations = validator(inputSchema);

/** Fills in defaults and names every mistake that can be seen without the cluster. `olds` are the inputs in the state. */
export function checkInputs(
  olds: Properties,
  news: Properties,
  context: CheckContext,
): Checked<Properties> {
  const { leaderAlias, isUnknown } = context;
  const shared = leaderAlias === undefined ? {} : { leaderAlias };
  const inputs = withDefaults(news, { ...shared, ...defaults });
  const failures = [
    ...violations(inputs, isUnknown),
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
