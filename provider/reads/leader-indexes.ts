// SPDX-License-Identifier: Apache-2.0
import { leaderIndexes } from "../opensearch/api/leader/leader-indexes";
import { unlessWithheld } from "../opensearch/answers/withheld";
import { Refusal } from "../opensearch/answers/refusal";
import type { Client } from "../opensearch/client/client";
import { connectionAliasViolations, indexNameViolations } from "../opensearch/text/names";
import { lookUpConnections } from "./connections";
import { kindOf } from "./replication";

/** Arguments of {@link getLeaderIndexes}. */
export interface GetLeaderIndexesArgs {
  /** The connection alias. */
  readonly alias: string;
  /**
   * A pattern of index names.
   *
   * @example "logs-*"
   */
  readonly pattern: string;
}

/**
 * The leader's open indexes that match a pattern and could be followed, sorted by name. Throws where the
 * connection is not there, or leads nowhere now: the server answers both with an empty list.
 */
export async function lookUpLeaderIndexes(
  client: Client,
  { alias, pattern }: GetLeaderIndexesArgs,
): Promise<string[]> {
  for (const [name, value] of Object.entries({ alias, pattern }))
    if (typeof value !== "string" || value === "")
      throw new TypeError(`${name} must be a string (got ${kindOf(value)})`);
  const [broken] = connectionAliasViolations(alias);
  if (broken !== undefined) throw new TypeError(`alias ${broken}`);
  const found = await leaderIndexes(client, alias, pattern);
  if (found === undefined)
    throw new Refusal(
      `The indexes that match "${pattern}" over connection "${alias}" of ${client.host} cannot be listed: this user needs indices:admin/resolve/index.`,
    );
  if (found.length === 0) await requireConnection(client, alias);
  return found.filter((index) => indexNameViolations(index).length === 0).sort();
}

async function requireConnection(client: Client, alias: string): Promise<void> {
  const connections = await unlessWithheld(lookUpConnections(client));
  if (connections === undefined) return;
  const isConnected = connections.find((one) => one.alias === alias)?.isConnected;
  if (isConnected === true) return;
  const known = connections.map((one) => `"${one.alias}"`).join(", ") || "none";
  throw new Refusal(
    isConnected === undefined
      ? `There is no connection "${alias}" on ${client.host}: it has ${known}.`
      : `Connection "${alias}" of ${client.host} is not connected, so that its leader's indexes cannot be listed.`,
  );
}
