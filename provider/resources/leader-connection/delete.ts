// SPDX-License-Identifier: Apache-2.0
import { autoFollowRules } from "../../opensearch/api/auto-follow";
import { followersOver } from "../../opensearch/api/followers";
import { needsPermission, isWithheld } from "../../opensearch/answers/withheld";
import { changeRemoteSettings } from "../../opensearch/api/remote-settings";
import { withRetries } from "../../opensearch/client/retry";
import { poll } from "../../waiting/poll";
import { holderOf, type Owner } from "../../lifecycle/claims/claim";
import type { ClusterObject } from "../../lifecycle/claims/note";
import type { Operation } from "../../lifecycle/operation";
import { Refusal } from "../../opensearch/answers/refusal";
import { keptBecauseUsed, perhapsUsed, stillUsed } from "./usage";
import { unsetAll } from "./keys";
import { inspectConnection } from "./inspect";
import { isEmpty } from "./plan";

/** How long a delete of a user that the engine begins at the same time is waited for. */
const aboutToBegin = 3_000;
const backoff = { first: 200, longest: 2_000, factor: 1.5 };

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
  const existing = await inspectConnection(alias, operation);
  const change = {
    persistent: unsetAll(existing.persistent),
    transient: unsetAll(existing.transient),
  };
  if (isEmpty(change)) return;
  operation.claims.requireShared(`Connection "${alias}"`);
  const { used, untold } = await usageAtRest(alias, force, operation);
  if (used !== "" && !force) throw new Refusal(`${used}. ${keptBecauseUsed}`);
  if (used !== "") {
    await log.warn(`${used}, but is removed: they pause, and none resumes by itself.`);
  }
  if (untold.length > 0) await log.warn(perhapsUsed(alias, untold));
  const doing = `remove connection "${alias}"`;
  await withRetries(() => changeRemoteSettings(client, alias, change, doing), operation);
}

/** What uses a connection: in words, as objects, and the rules of which that cannot be told. */
interface Usage {
  readonly used: string;
  readonly users: readonly ClusterObject[];
  readonly untold: readonly string[];
}

/**
 * What still uses the connection once the deletes have ended that are under way, or about to begin: where
 * the alias is written out, the engine removes its users at the same time.
 */
async function usageAtRest(alias: string, force: boolean, operation: Operation): Promise<Usage> {
  const { claims, clock } = operation;
  const begin = clock.now();
  const isEnding = (users: readonly ClusterObject[]): boolean => {
    const removed = users.filter((user) => claims.isBeingRemoved(user));
    const isKept = (user: ClusterObject): boolean =>
      !removed.includes(user) && claims.namesOf(user.kind, user.host).includes(user.name);
    if (force || users.length === 0 || users.some(isKept)) return false;
    return removed.length > 0 || clock.now() - begin < aboutToBegin;
  };
  let last = await usageOf(alias, force, operation);
  await poll<true>(
    async (count) => {
      if (count > 0) last = await usageOf(alias, force, operation);
      return isEnding(last.users) ? { done: false } : { done: true, value: true };
    },
    { ...operation, backoff },
  );
  return last;
}

async function usageOf(
  alias: string,
  force: boolean,
  { reads, signal, host }: Operation,
): Promise<Usage> {
  try {
    const replications = await followersOver(reads, alias, signal);
    const rules = await autoFollowRules(reads);
    const namesOf = (over: string | undefined): string[] =>
      rules.filter(({ leaderAlias }) => leaderAlias === over).map(({ name }) => name);
    const own = namesOf(alias);
    const users = [
      ...replications.map((name) => ({ kind: "replication" as const, name, host })),
      ...own.map((name) => ({ kind: "rule" as const, name: `${alias}:${name}`, host })),
    ];
    const used = stillUsed(alias, { replications, rules: own });
    return { used, users, untold: namesOf(undefined) };
  } catch (error) {
    if (!isWithheld(error)) throw error;
    if (force) return { used: "", users: [], untold: [] };
    throw new Refusal(
      `Whether connection "${alias}" is still used is not known: ${error.message} ${needsPermission(error) ? "Grant that permission, or set" : "Set"} \`force: true\` on the connection, run \`pulumi up\`, then remove it.`,
      { cause: error },
    );
  }
}
