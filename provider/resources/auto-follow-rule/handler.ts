// SPDX-License-Identifier: Apache-2.0
import { OpenSearchError } from "../../opensearch/answers/errors";
import { unlessWithheld } from "../../opensearch/answers/withheld";
import type { Comparison } from "../../lifecycle/comparison";
import type { Difference, Handler, World } from "../../lifecycle/contract";
import type { Operation } from "../../lifecycle/operation";
import { resourceHandler } from "../../lifecycle/resource-handler";
import type { Made } from "../../lifecycle/definition";
import { createAutoFollowRule } from "./create";
import { deleteAutoFollowRule } from "./delete";
import { coveredBy, followersOf, type FollowingRule } from "./followers";
import { formerAliases, namesIn, ruleId, ruleNamed } from "./rule-body";
import { readAutoFollowRule, skippedByRule } from "./read";
import {
  checkRule,
  defaults,
  object,
  replacingInputs,
  inputSchema as schema,
  emptyState,
  type RuleInputs,
  type RuleState,
} from "./schema";

export function autoFollowRuleHandler(world: World): Handler {
  return resourceHandler<RuleInputs, RuleState>(
    {
      schema,
      defaults,
      emptyState,
      object,
      idOf: ruleId,
      inputsOfId: namesIn,
      named: (id) => ruleNamed(namesIn(id)),
      absence: (id) => `${ruleNamed(namesIn(id))} cannot be read: it does not exist.`,
      check: checkRule,
      remembered: (news, before, replications) => ({
        ...formerAliases(news, before),
        ...coveredBy(news, replications),
      }),
      diff(id, compared) {
        const { unfollowed } = compared.olds;
        const isSaid = Array.isArray(unfollowed) && unfollowed.length > 0;
        const say = isSaid ? skippedByRule(namesIn(id).name, unfollowed.map(String)) : undefined;
        return { ...ruleDifference(compared), say };
      },
      create: make,
      async read({ id, inputs, state, memory }, operation) {
        const found = await readAutoFollowRule(inputs, operation);
        if (found === undefined)
          return (await hasLeftFollowers({ ...inputs, ...memory }, operation))
            ? { inputs, state: { ...state, acknowledged: false } }
            : undefined;
        const pattern = found === "hidden" ? (inputs.pattern as unknown) : found.pattern;
        if (typeof pattern !== "string") {
          throw new Error(`${ruleNamed(namesIn(id))} cannot be read: this user may not see it.`);
        }
        const unfollowed = found === "hidden" ? state.unfollowed : found.unfollowed;
        return { inputs: { ...inputs, pattern }, state: { acknowledged: true, unfollowed } };
      },
      // The plugin can change nothing of a rule: what is left is a create whose outcome is unknown.
      hasWork: (_news, { state }) => !state.acknowledged,
      update: (news, _recorded, operation) => make(news, operation),
      async deferred({ whenUnreachable, ...rule }, recorded, { host }, { log }) {
        if (whenUnreachable !== "defer") return undefined;
        await log.warn(
          `${ruleNamed(rule)} is put off, as whenUnreachable allows: ${host} cannot be reached. The next \`pulumi up\` that reaches it goes on.`,
        );
        return { state: { ...(recorded?.state ?? { unfollowed: [] }), acknowledged: false } };
      },
      delete: ({ inputs, memory }, owner, operation) =>
        deleteAutoFollowRule({ ...inputs, ...memory }, owner, operation),
    },
    world,
  );
}

/** A rule that is gone stays in the state while followers run that are to be stopped with it, which only its delete does. */
async function hasLeftFollowers(
  rule: RuleInputs & FollowingRule,
  operation: Operation,
): Promise<boolean> {
  if (rule.onDestroy !== "stopFollowers") return false;
  const { own = [] } = (await unlessWithheld(followersOf(rule, operation))) ?? {};
  if (own.length === 0) return false;
  await operation.log.warn(
    `${ruleNamed(rule)} is gone, and followers that it has made run on: ${own.join(", ")}. \`pulumi up\` makes it again; once it is taken out of the program, \`pulumi up\` stops them.`,
  );
  return true;
}

async function make(
  inputs: RuleInputs,
  operation: Operation,
): Promise<Made<RuleInputs, RuleState>> {
  try {
    await createAutoFollowRule(inputs, operation);
    return { state: { acknowledged: true, unfollowed: [] } };
  } catch (error) {
    const mayStand = error instanceof OpenSearchError && error.mayHaveHappened;
    if (!mayStand || error.method === "GET") throw error;
    // A rule that is there and not saved would never be deleted.
    return { state: { acknowledged: false, unfollowed: [] }, failure: error };
  }
}

export function ruleDifference({
  olds,
  differs,
  anyDiffers,
  hasOtherMemory,
  hasOtherHost,
}: Comparison): Difference {
  const replaces = replacingInputs.filter(differs);
  // While the rule keeps its name: the plugin refuses a second one, and stores what it refuses.
  const deleteBeforeReplace = !replaces.includes("name") && !replaces.includes("leaderAlias");
  if (replaces.length > 0) return { changes: true, replaces, deleteBeforeReplace };
  const isUnfinished = olds["acknowledged"] !== true || hasOtherHost || hasOtherMemory;
  const changes = isUnfinished || (anyDiffers ? undefined : false);
  return { changes, replaces: [], deleteBeforeReplace };
}
