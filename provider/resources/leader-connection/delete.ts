// SPDX-License-Identifier: Apache-2.0
import { autoFollowRules } from "../../opensearch/api/auto-follow";
import { followersOver } from "../../opensearch/api/followers";
import { needsPermission, isWithheld } from "../../opensearch/answers/withheld";
import { changeRemoteSettings } from "../../opensearch/api/remote-settings";
import { withRetries } from "../../opensearch/client/retry";
import { holderOf, type Owner } from "../../lifecycle/claims/claim";
import type { ClusterObject } from "../../lifecycle/claims/note";
import { poll } from "../../waiting/poll";
import type { Operation } from "../../lifecycle/operation";
import { Refusal } from "../../opensearch/answers/refusal";
import { unsetAll } from "./keys";
import { isEmpty } from "./plan";
import { inspectConnection } from "./read";

/** What uses a connection, in words and one by one, and the rules of which it cannot be told. */
interface Usage {
  readonly used: string;
  readonly users: readonly Pick<ClusterObject, "kind" | "name">[];
  readonly untold: readonly string[];
}

/** Within this time the engine has begun what it deletes beside the connection. */
const beginning = 3_000;
const backoff = { first: 500, longest: 2_000, factor: 1.5 };

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
  const { used, untold } = await usageOnceLeft(alias, force, operation);
  if (used !== "" && !force) throw new Refusal(`${used}. ${keptBecauseUsed}`);
  if (used !== "") {
    await log.warn(`${used}, but is removed: they pause, and none resumes by itself.`);
  }
  if (untold.length > 0) await log.warn(perhapsUsed(alias, untold));
  const doing = `remove connection "${alias}"`;
  await withRetries(() => changeRemoteSettings(client, alias, change, doing), operation);
}

/**
 * Waits for users that the program no longer declares: the engine deletes them at the same time, unless
 * something makes them depend on the connection. A delete that is not under way within some seconds is none.
 */
async function usageOnceLeft(alias: string, force: boolean, operation: Operation): Promise<Usage> {
  const { claims, host, deadline } = operation;
  const { uuid } = await operation.identity();
  const isDeclared = (user: Usage["users"][number]): boolean =>
    claims.ownerOf({ ...user, host, uuid, urn: undefined }).kind === "another";
  const isLeaving = (user: Usage["users"][number]): boolean => claims.isLeaving({ ...user, host });
  let usage = await usageOf(alias, force, operation);
  await poll<true>(
    async () => {
      const { users } = usage;
      const isHopeless = force || users.length === 0 || users.some(isDeclared);
      const isQuiet = deadline.elapsed() >= beginning && !users.some(isLeaving);
      if (isHopeless || isQuiet) return { done: true, value: true };
      usage = await usageOf(alias, force, operation);
      return { done: false };
    },
    { ...operation, backoff },
  );
  return usage;
}

/** What is known to use the connection, in words, and the rules of which that cannot be told. */
async function usageOf(
  alias: string,
  force: boolean,
  { reads, signal }: Operation,
): Promise<Usage> {
  try {
    const replications = await followersOver(reads, alias, signal);
    const rules = await autoFollowRules(reads);
    const namesOf = (over: string | undefined): string[] =>
      rules.filter(({ leaderAlias }) => leaderAlias === over).map(({ name }) => name);
    const own = namesOf(alias);
    const users = [
      ...replications.map((name) => ({ kind: "replication" as const, name })),
      ...own.map((name) => ({ kind: "rule" as const, name: `${alias}:${name}` })),
    ];
    return {
      used: stillUsed(alias, replications, own),
      users,
      untold: namesOf(undefined),
    };
  } catch (error) {
    if (!isWithheld(error)) throw error;
    if (force) return { used: "", users: [], untold: [] };
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
