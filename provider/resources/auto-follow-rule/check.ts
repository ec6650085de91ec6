// SPDX-License-Identifier: Apache-2.0
import type { Properties } from "../../lifecycle/saved";
import { type CheckContext, inputCheck } from "../../lifecycle/inputs/input-check";
import type { Violation } from "../../lifecycle/inputs/validator";
import { defaults, inputSchema } from "./schema";

export const checkRule = inputCheck(inputSchema, defaults, missingAlias);

function missingAlias(inputs: Properties, { isProgram = false }: CheckContext): Violation[] {
  const reason =
    "is required: set it on the rule, or for all resources with the provider's leaderAlias";
  const isMissing = !isProgram && inputs["leaderAlias"] === undefined;
  return isMissing ? [{ property: "leaderAlias", reason }] : [];
}
