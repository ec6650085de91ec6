// SPDX-License-Identifier: Apache-2.0
import {
  createRule,
  deleteRule,
  type RuleBody,
  type RuleStats,
  rulesIfAllowed,
} from "../../opensearch/api/auto-follow";
import { OpenSearchError } from "../../opensearch/answers/errors";
import { withRetries } from "../../opensearch/client/retry";
import { rolesAndSettings } from "../../opensearch/api/replication";
import { requireFeature } from "../../opensearch/api/cluster";
import type { Operation } from "../../lifecycle/operation";
import { onceConnected } from "../../replication/start/outbound-connection";
import { Refusal } from "../../opensearch/answers/refusal";
import { ruleNamed } from "./rule-body";
import type { RuleInputs } from "./schema";

/** Makes the rule, or takes it over where it is there already. */
export async function createAutoFollowRule(
  inputs: RuleInputs,
  operation: Operation,
): Promise<void> {
  const { client, reads, log } = operation;
  const { version } = await operation.identity();
  if (inputs.followerIndexPattern !== undefined) requireFeature("followerIndexPattern", version);
  // Looked at first: a rule that is there already is overwritten although its re-creation is refused.
  const existing = (await rulesIfAllowed(reads))?.find((rule) => isNamed(rule, inputs));
  refuseOther(existing, inputs);
  const send = () => withRetries(() => createRule(client, ruleBody(inputs)), operation);
  const create = () => onceConnected(inputs.leaderAlias, send, operation);
  const rule = ruleNamed(inputs);
  try {
    await create();
  } catch (error) {
    const isThere = error instanceof OpenSearchError && error.is("ruleExists");
    if (!isThere) throw error;
    if (existing === undefined || existing.pattern === inputs.pattern) {
      await log.warn(
        `${rule} already exists and is adopted. Its roles, settings and follower names cannot be read; the server has stored the ones given here.`,
      );
    } else {
      // Before 3.6 only this refusal tells that the one that is listed is ours; what is stored of it has
      // been overwritten by now, so that it cannot be left as it was.
      await log.warn(
        `${rule} already exists, for "${existing.pattern}", and is replaced. Followers that it started continue.`,
      );
      await deleteRule(client, inputs.name, inputs.leaderAlias);
      await create();
    }
  }
}

/** Whether a rule has the name, as far as the release tells: before 3.6 the connection is not listed. */
export function isNamed(
  { name, leaderAlias }: RuleStats,
  wanted: Pick<RuleInputs, "name" | "leaderAlias">,
): boolean {
  return name === wanted.name && (leaderAlias ?? wanted.leaderAlias) === wanted.leaderAlias;
}

/** Before 3.6 a rule of that name may be of another connection, where it does no harm. */
function refuseOther(existing: RuleStats | undefined, wanted: RuleInputs): void {
  if (existing?.leaderAlias === undefined || existing.pattern === wanted.pattern) return;
  throw new Refusal(
    `Connection "${wanted.leaderAlias}" already has an auto-follow rule "${wanted.name}", for "${existing.pattern}" and not "${wanted.pattern}". Choose another \`name\`, or delete that rule (DELETE /_plugins/_replication/_autofollow) and run again; followers that it started continue.`,
  );
}

/** The body that makes the rule: what is left out is not sent, since the plugin refuses nulls. */
function ruleBody(inputs: RuleInputs): RuleBody {
  const { name, leaderAlias, pattern, useRoles, settings, followerIndexPattern } = inputs;
  return {
    name,
    leader_alias: leaderAlias,
    pattern,
    ...rolesAndSettings({ useRoles, settings }),
    follower_index_pattern: followerIndexPattern,
  };
}
