// SPDX-License-Identifier: Apache-2.0
import { autoFollowRules } from "../opensearch/api/auto-follow";
import { connectionAliases } from "../opensearch/api/remote-info";
import type { Client } from "../opensearch/client/client";
import { lookUpReplications } from "./replications";

/** Something on the follower cluster, with the id by which it is read and imported. */
export interface Listed {
  readonly id: string;
  readonly name: string;
}

/** What of a kind is wanted: all, or what goes over one connection. */
export interface ListingQuery {
  readonly leaderAlias?: string | undefined;
}

/** The replications of the follower cluster (`GET /_cluster/state/metadata`); of one connection by `_status` of each. */
export async function listReplications(
  client: Client,
  { leaderAlias }: ListingQuery,
): Promise<Listed[]> {
  const found = await lookUpReplications(client, { details: leaderAlias !== undefined });
  return found
    .filter((one) => one.exists && (leaderAlias === undefined || one.leaderAlias === leaderAlias))
    .map(({ index }) => ({ id: index, name: index }));
}

/** The connections of the follower cluster (`GET /_remote/info`). */
export async function listConnections(client: Client): Promise<Listed[]> {
  return (await connectionAliases(client)).map((alias) => ({ id: alias, name: alias }));
}

/**
 * The auto-follow rules of the follower cluster (`GET /_plugins/_replication/autofollow_stats`). Before 3.6
 * it does not tell their connections, without which they have no id: then they are of the one that is named,
 * or of the only one that there is.
 */
export async function listRules(client: Client, { leaderAlias }: ListingQuery): Promise<Listed[]> {
  const rules = await autoFollowRules(client);
  const isUntold = rules.some((rule) => rule.leaderAlias === undefined);
  const aliases = isUntold && leaderAlias === undefined ? await connectionAliases(client) : [];
  const [only] = aliases;
  if (isUntold && leaderAlias === undefined && aliases.length !== 1)
    throw new Error(
      "This server does not tell which connections its auto-follow rules are of (it does from OpenSearch 3.6 on). Name one: --leader-alias.",
    );
  return rules
    .map(({ name, leaderAlias: told = leaderAlias ?? only ?? "" }) => ({ name, alias: told }))
    .filter(({ alias }) => leaderAlias === undefined || alias === leaderAlias)
    .map(({ name, alias }) => ({ id: `${alias}:${name}`, name }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/**
 * Throws where no rule has this id. A read waits for one that was just made; a wrong id is known at once.
 * Where the rules may not be listed, the read says what is to be said.
 */
export async function requireRule(client: Client, id: string): Promise<void> {
  const [, alias, name] = /^([^:]+):([^:]+)$/.exec(id) ?? [];
  if (alias === undefined || name === undefined)
    throw new Error(
      `"${id}" is no id of an auto-follow rule: it is the connection and the rule's name, such as "eu-west:logs".`,
    );
  const rules = await autoFollowRules(client);
  const isIt = (rule: (typeof rules)[number]): boolean =>
    rule.name === name && (rule.leaderAlias ?? alias) === alias;
  if (rules.some(isIt)) return;
  const others = rules.map((rule) => `"${rule.leaderAlias ?? "…"}:${rule.name}"`);
  throw new Error(
    `Auto-follow rule "${name}" of connection "${alias}" cannot be read: it does not exist.${others.length === 0 ? "" : ` The cluster has ${others.slice(0, 10).join(", ")}.`}`,
  );
}
