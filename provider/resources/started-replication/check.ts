// SPDX-License-Identifier: Apache-2.0
import { isDeepStrictEqual } from "node:util";
import type { Properties } from "../../lifecycle/saved";
import { type CheckContext, inputCheck } from "../../lifecycle/inputs/input-check";
import type { Violation } from "../../lifecycle/inputs/validator";
import { defaults, inputSchema, replacingInputs } from "./schema";

export const checkInputs = inputCheck(inputSchema, defaults, (news, context, olds) => [
  ...promotionProblems(news),
  ...refusedReplacement(news, context, olds),
]);

function promotionProblems({ promoted, paused }: Properties): Violation[] {
  const reason = "cannot be true together with `paused`: a promoted index replicates nothing";
  return promoted === true && paused === true ? [{ property: "promoted", reason }] : [];
}

/** With `onReplace: "refuse"`, a change that would replace the replication under its name is a mistake. */
function refusedReplacement(
  news: Properties,
  { isUnknown }: CheckContext,
  olds: Properties,
): Violation[] {
  if (news["onReplace"] !== "refuse" || olds["index"] === undefined) return [];
  if (olds["index"] !== news["index"]) return [];
  return replacingInputs
    .filter((name) => !isUnknown(news[name]) && !isDeepStrictEqual(olds[name], news[name]))
    .map((property) => ({
      property,
      reason: `cannot change without deleting the copy in "${String(news["index"])}" and starting over, and onReplace is "refuse"; change it back, give the follower another \`index\`, or set onReplace to "overwrite"`,
    }));
}
