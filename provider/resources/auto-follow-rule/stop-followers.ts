// SPDX-License-Identifier: Apache-2.0
import { indexesInFlight } from "../../opensearch/api/plugin-api";
import { autoFollowRules, type RuleStats } from "../../opensearch/api/auto-follow";
import { type Follower, listFollowers } from "../../opensearch/api/followers";
import { needsPermission, isWithheld } from "../../opensearch/answers/withheld";
import { semaphore } from "../../waiting/semaphore";
import type { Operation } from "../../lifecycle/operation";
import { Refusal } from "../../opensearch/answers/refusal";
import { lookWithoutLeader } from "../../replication/look";
import { stopFollower } from "../../replication/stop/stop-follower";
import { type FollowingRule, ownFollowers } from "./followers";
import { ruleNamed } from "./rule-body";
import type { RuleInputs } from "./schema";

export type DeletedRule = RuleInputs & FollowingRule;

/** Followers of a rule: those that were stopped, and those that go on since resources of the program have them. */
interface StoppedFollowers {
  readonly stopped: readonly string[];
  readonly kept: readonly string[];
}

/** Stops the followers that count as this rule's only: not another rule's, and not a resource's of the program. */
export async function stopFollowers(
  rule: DeletedRule,
  operation: Operation,
): Promise<StoppedFollowers> {
  const { claims, host, signal } = operation;
  const [followers, rules] = await listed(rule, operation);
  const { uuid } = await operation.identity();
  const isDeclared = (name: string): boolean =>
    (rule.beside ?? []).includes(name) ||
    /another|perhaps/.test(
      claims.ownerOf({ kind: "replication", name, host, uuid, urn: undefined }).kind,
    );
  const all = ownFollowers(rule, followers, rules);
  const own = all.filter((name) => !isDeclared(name));
  const inTurn = semaphore(indexesInFlight);
  const stopped = await Promise.allSettled(
    own.map((index) =>
      inTurn(async () => {
        const standing = await lookWithoutLeader(index, operation);
        await stopFollower(index, standing, operation);
      }, signal),
    ),
  );
  const failures = stopped.flatMap((outcome, i) =>
    outcome.status === "fulfilled" ? [] : [{ index: own[i], reason: outcome.reason as unknown }],
  );
  if (failures.length > 0) {
    const why = failures
      .filter(({ reason }) => reason !== signal.reason)
      .map(({ index, reason }) => `"${index}": ${messageOf(reason)}`);
    // One sentence for all that waited for their turn.
    if (why.length < failures.length) why.push(messageOf(signal.reason));
    throw new Error(
      `${failures.length} of the ${own.length} followers of auto-follow rule "${rule.name}" could not be stopped: ${why.join(" ")} Run again to stop the rest.`,
    );
  }
  return { stopped: own, kept: all.filter(isDeclared) };
}

/** Refuses where it cannot be told which followers are the rule's alone. */
async function listed(
  rule: DeletedRule,
  { reads, signal }: Operation,
): Promise<[Follower[], RuleStats[]]> {
  try {
    return [await listFollowers(reads, signal), await autoFollowRules(reads)];
  } catch (error) {
    if (!isWithheld(error)) throw error;
    throw new Refusal(
      `Which followers belong only to ${ruleNamed(rule).replace(/^A/, "a")} is not known, so none can be stopped with it: ${error.message} ${needsPermission(error) ? "Grant that permission; or set" : "Set"} onDestroy to "keepFollowers" on the rule, run \`pulumi up\`, then remove it.`,
      { cause: error },
    );
  }
}

function messageOf(reason: unknown): string {
  return reason instanceof Error ? reason.message : String(reason);
}
