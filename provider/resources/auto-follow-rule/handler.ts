// SPDX-License-Identifier: Apache-2.0
import { OpenSearchError } from "../../opensearch/answers/errors";
import type { Handler, World } from "../../lifecycle/contract";
import type { Operation } from "../../lifecycle/operation";
import { resourceHandler } from "../../lifecycle/resource-handler";
import type { Made } from "../../lifecycle/definition";
import { checkRule } from "./check";
import { createAutoFollowRule } from "./create";
import { deleteAutoFollowRule } from "./delete";
import { ruleDifference } from "./diff";
import { coveredBy } from "./followers";
import { formerAliases, namesIn, ruleId, ruleNamed } from "./rule-body";
import { readAutoFollowRule } from "./read";
import {
  defaults,
  object,
  inputSchema as schema,
  emptyState,
  type RuleInputs,
  type RuleState,
} from "./schema";

export function autoFollowRuleHandler(world: World): Handler {
  return resourceHandler<RuleInputs, RuleState>(
    {
      ...{ schema, defaults, emptyState },
      object,
      idOf: ruleId,
      inputsOfId: namesIn,
      named: (id) => ruleNamed(namesIn(id)),
      absence: (id) => `${ruleNamed(namesIn(id))} cannot be read: it does not exist.`,
      check: checkRule,
      remembered: (news, before, replications) => ({
        ...formerAliases(news, before),
        beside: coveredBy(news, replications),
      }),
      diff: (_id, compared) => ruleDifference(compared),
      create: make,
      async read({ id, inputs, state }, operation) {
        const found = await readAutoFollowRule(inputs, operation);
        if (found.kind === "gone") return undefined;
        const pattern = found.kind === "found" ? found.pattern : (inputs.pattern as unknown);
        if (typeof pattern !== "string") {
          throw new Error(`${ruleNamed(namesIn(id))} cannot be read: this user may not see it.`);
        }
        return { inputs: { ...inputs, pattern }, state: { ...state, acknowledged: true } };
      },
      // The plugin can change nothing of a rule: what is left is a create whose outcome is unknown.
      hasWork: (_news, { state }) => !state.acknowledged,
      update: (news, _recorded, operation) => make(news, operation),
      delete: ({ inputs, memory }, owner, operation) => {
        const rule = {
          ...inputs,
          formerAliases: memory.formerAliases ?? [],
          beside: memory.beside ?? [],
        };
        return deleteAutoFollowRule(rule, owner, operation);
      },
    },
    world,
  );
}

async function make(
  inputs: RuleInputs,
  operation: Operation,
): Promise<Made<RuleInputs, RuleState>> {
  try {
    await createAutoFollowRule(inputs, operation);
    return { state: { acknowledged: true } };
  } catch (error) {
    const mayStand = error instanceof OpenSearchError && error.mayHaveHappened;
    if (!mayStand || error.method === "GET") throw error;
    // A rule that is there and not saved would never be deleted.
    return { state: { acknowledged: false }, failure: error };
  }
}
