// SPDX-License-Identifier: Apache-2.0
import { autoFollowRules } from "../../opensearch/api/auto-follow";
import { followersOver } from "../../opensearch/api/followers";
import { needsPermission, isWithheld } from "../../opensearch/answers/withheld";
import { changeRemoteSettings } from "../../opensearch/api/remote-settings";
import { withRetries } from "../../opensearch/client/retry";
import { holderOf, type Owner } from "../../lifecycle/claims/claim";
import type { Operation } from "../../lifecycle/operation";
import { Refusal } from "../../opensearch/answers/refusal";
import { unsetAll } from "./keys";
import { isEmpty } from "./plan";
import { inspectConnection } from "./read";

/** Removes the connection as far as it is this resource's to remove, which the program's claims tell. */
export async function deleteConnection(
  alias: string,
  force: boolean,
  owner: Owner,
  operation: Operation,
): Promise<void> {
  const { claims, host, log } = operation;
  const holder = holderOf(owner);
  if (holder !== undefined) {
    return log.warn(
      `Connection "${alias}" was not removed: ${holder} took it over in this deployment.`,
    );
  }
  // Without it for 13 s, every replication over it pauses: the create that follows changes it in place.
  if (owner.kind === "replacement") return claims.leave({ kind: "connection", name: alias, host });
  return deleteUnlessUsed(alias, force, operation);
}

/** Removes the connection, unless something uses it. Already gone is success. */
async function deleteUnlessUsed(
  alias: string,
  force: boolean,
  operation: Operation,
): Promise<void> {
  const { client, log } = operation;
  const { persistent, transient } = await inspectConnection(alias, operation);
  const change = { persistent: unsetAll(persistent), transient: unsetAll(transient) };
  if (isEmpty(change)) return;
  operation.claims.requireShared(`Connection "${alias}"`);
  const { used, untold } = await usageOf(alias, force, operation);
  if (used !== "" && !force) throw new Refusal(`${used}. ${keptBecauseUsed}`);
  if (used !== "") {
    await log.warn(`${used}, but is removed: they pause, and none resumes by itself.`);
  }
  if (untold.length > 0) await log.warn(perhapsUsed(alias, untold));
  const doing = `remove connection "${alias}"`;
  await withRetries(() => changeRemoteSettings(client, alias, change, doing), operation);
}

/** What is known to use the connection, in words, and the rules of which that cannot be told. */
async function usageOf(
  alias: string,
  force: boolean,
  { reads, signal }: Operation,
): Promise<{ readonly used: string; readonly untold: readonly string[] }> {
  try {
    const replications = await followersOver(reads, alias, signal);
    const rules = await autoFollowRules(reads);
    const namesOf = (over: string | undefined): string[] =>
      rules.filter(({ leaderAlias }) => leaderAlias === over).map(({ name }) => name);
    const used = stillUsed(alias, replications, namesOf(alias));
    return { used, untold: namesOf(undefined) };
  } catch (error) {
    if (!isWithheld(error)) throw error;
    if (force) return { used: "", untold: [] };
    throw new Refusal(
      `Whether connection "${alias}" is still used is not known: ${error.message} ${needsPermission(error) ? "Grant that permission, or set" : "Set"} \`force: true\` on the connection, run \`pulumi up\`, then remove it.`,
      { cause: error },
    );
  }
}

function stillUsed(
  alias: string,
  replications: readonly string[],
  rules: readonly string[],
): string {
  const users = [
    ...(replications.length === 0 ? [] : [`the replications into ${quoted(replications)}`]),
    ...(rules.length === 0 ? [] : [`the auto-follow rules ${quoted(rules)}`]),
  ];
  return users.length === 0 ? "" : `Connection "${alias}" is still used by ${users.join(" and ")}`;
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(", ");
}

const keptBecauseUsed =
  'Without it they pause within seconds, and none resumes by itself, so it is kept. Remove them from the program first, or together with it. Followers of an auto-follow rule stop with the rule if its onDestroy is "stopFollowers". Stop followers of a rule that moved to another connection, and any that no program manages, with POST /_plugins/_replication/<index>/_stop and the body {}. Then run again. Or set `force: true` on the connection, run `pulumi up`, then remove it.';

/** Before 3.6 the server does not say which connection a rule is of. */
function perhapsUsed(alias: string, rules: readonly string[]): string {
  return `Whether the auto-follow rules ${quoted(rules)} use connection "${alias}" is not known before OpenSearch 3.6. Those that do will not follow new indexes any more.`;
}
