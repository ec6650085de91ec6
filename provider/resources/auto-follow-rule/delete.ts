// SPDX-License-Identifier: Apache-2.0
import { deleteRule } from "../../opensearch/api/auto-follow";
import { indexesInFlight } from "../../opensearch/api/plugin-api";
import { OpenSearchError } from "../../opensearch/answers/errors";
import { Refusal } from "../../opensearch/answers/refusal";
import { isWithheld, needsPermission, unlessWithheld } from "../../opensearch/answers/withheld";
import { withRetries } from "../../opensearch/client/retry";
import { holderOf, type Owner } from "../../lifecycle/claims/claim";
import type { Operation } from "../../lifecycle/operation";
import { lookWithoutLeader } from "../../replication/look";
import { stopFollower } from "../../replication/stop/stop-follower";
import { semaphore } from "../../waiting/semaphore";
import { type FollowingRule, followersOf, type OwnFollowers } from "./followers";
import { ruleNamed } from "./rule-body";
import type { RuleInputs } from "./schema";

type DeletedRule = RuleInputs & FollowingRule;

/** Removes the rule as far as it is this resource's to remove, which the program's claims tell. */
export async function deleteAutoFollowRule(
  rule: DeletedRule,
  owner: Owner,
  operation: Operation,
): Promise<void> {
  await sayWhoAreForgotten(rule, owner, operation);
  const holder = holderOf(owner);
  if (holder !== undefined) {
    return operation.log.warn(
      `${ruleNamed(rule)} was not deleted: ${holder} took it over in this deployment.`,
    );
  }
  operation.claims.requireShared(ruleNamed(rule));
  // A replacement, under whatever name, stops nothing.
  const isReplaced = owner.kind !== "nobody" || owner.moved !== undefined;
  await deleteWithFollowers(rule, rule.onDestroy === "stopFollowers" && !isReplaced, operation);
}

/**
 * A rule that is made anew by force (a taint, `--target-replace`) is checked without the old one, whose
 * connections it then does not know: no delete of it stops the followers over them.
 */
async function sayWhoAreForgotten(
  rule: DeletedRule,
  owner: Owner,
  operation: Operation,
): Promise<void> {
  const now = owner.kind === "nobody" ? owner.moved : owner.claim;
  if (now?.kind !== "rule" || now.inputs === undefined || owner.kind === "another") return;
  const { properties, memory } = now.inputs;
  const known = [properties["leaderAlias"], ...(memory.formerAliases ?? [])];
  const aliases = [rule.leaderAlias, ...(rule.formerAliases ?? [])];
  const [leaderAlias, ...formerAliases] = aliases.filter((alias) => !known.includes(alias));
  if (leaderAlias === undefined || rule.onDestroy !== "stopFollowers") return;
  const forgotten = { ...rule, leaderAlias, formerAliases };
  const { own = [] } = (await unlessWithheld(followersOf(forgotten, operation))) ?? {};
  if (own.length === 0) return;
  await operation.log.warn(
    `${ruleNamed(rule)} was replaced by force, and the new one knows none of its former connections. Followers over these run on, and no delete stops them: ${own.join(", ")}. To stop one, send POST /_plugins/_replication/<index>/_stop with the body {}.`,
  );
}

/**
 * Deletes the rule, and stops its followers where that is wished. Already gone is success. They are
 * stopped first, so that what is interrupted is gone on with by the next destroy; the rule passes over
 * an index that is there. What it has made meanwhile is stopped after it.
 */
async function deleteWithFollowers(
  rule: DeletedRule,
  stopsFollowers: boolean,
  operation: Operation,
): Promise<void> {
  const { client, log } = operation;
  // A user who may not tell the rule's followers from another's hears it while all still stands.
  const first = stopsFollowers ? await stopFollowers(rule, operation) : undefined;
  try {
    await withRetries(() => deleteRule(client, rule.name, rule.leaderAlias), operation);
  } catch (error) {
    if (!(error instanceof OpenSearchError) || !error.is("ruleMissing")) throw error;
  }
  if (first === undefined) return;
  const last = await stopFollowers(rule, operation);
  const stopped = [...first.stopped, ...last.stopped];
  const kept = [...new Set([...first.kept, ...last.kept])];
  if (stopped.length > 0) await log.info(`Followers stopped: ${stopped.join(", ")}.`);
  if (kept.length > 0) {
    await log.info(
      `Followers that continue, since resources of the program own them, or may under another address of this cluster: ${kept.join(", ")}.`,
    );
  }
}

/** Followers of a rule: those that were stopped, and those that go on since resources of the program have them. */
interface StoppedFollowers {
  readonly stopped: readonly string[];
  readonly kept: readonly string[];
}

/** Stops the followers that count as this rule's only: not another rule's, and not a resource's of the program. */
async function stopFollowers(rule: DeletedRule, operation: Operation): Promise<StoppedFollowers> {
  const { signal } = operation;
  const { own, kept } = await listed(rule, operation);
  const inTurn = semaphore(indexesInFlight);
  const stopped = await Promise.allSettled(
    own.map((index) =>
      inTurn(async () => {
        const standing = await lookWithoutLeader(index, operation);
        await stopFollower(index, standing, operation);
      }, signal),
    ),
  );
  const failures = stopped.flatMap((outcome, i) => {
    if (outcome.status === "fulfilled") return [];
    const { fact, advice } = partsOf(outcome.reason);
    // One sentence for all that waited for their turn.
    return [{ fact: outcome.reason === signal.reason ? fact : `"${own[i]}": ${fact}`, advice }];
  });
  if (failures.length > 0) {
    const said = new Set([
      ...failures.map(({ fact }) => fact),
      ...failures.flatMap(({ advice }) => advice ?? []),
    ]);
    throw new Error(
      `${failures.length} of the ${own.length} followers of auto-follow rule "${rule.name}" could not be stopped:\n${[...said].join("\n")}\nRun again to stop the rest; or set onDestroy to "keepFollowers" on the rule, run \`pulumi up\`, then remove it.`,
    );
  }
  return { stopped: own, kept };
}

/** Refuses where it cannot be told which followers are the rule's alone. */
async function listed(rule: DeletedRule, operation: Operation): Promise<OwnFollowers> {
  try {
    return await followersOf(rule, operation);
  } catch (error) {
    if (!isWithheld(error)) throw error;
    throw new Refusal(
      `Which followers belong only to ${ruleNamed(rule).replace(/^A/, "a")} is not known, so none can be stopped with it: ${error.message} ${needsPermission(error) ? "Grant that permission; or set" : "Set"} onDestroy to "keepFollowers" on the rule, run \`pulumi up\`, then remove it.`,
      { cause: error },
    );
  }
}

/** What went wrong, and what to try, which several have in common. */
function partsOf(reason: unknown): {
  readonly fact: string;
  readonly advice: string | undefined;
} {
  const fact = reason instanceof Error ? reason.message : String(reason);
  const advice = reason instanceof OpenSearchError ? reason.remedy : undefined;
  return { fact: advice === undefined ? fact : fact.replace(`\n${advice}`, ""), advice };
}
