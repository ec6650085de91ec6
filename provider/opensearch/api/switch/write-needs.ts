// SPDX-License-Identifier: Apache-2.0
import { OpenSearchError } from "../../answers/errors";
import { unlessWithheld } from "../../answers/withheld";
import type { Client } from "../../client/client";
import { indexSettingsOf } from "../follower-index";
import { change, listAt, objectAt, textAt, valueAt } from "../plugin-api";

/** The pipelines that writes to an index go through, and that are not on its cluster: a write is a 400 then. */
export async function missingPipelines(client: Client, index: string): Promise<string[]> {
  const settings = await indexSettingsOf(client, index);
  if (typeof settings === "string") return [];
  const named = ["index.default_pipeline", "index.final_pipeline"]
    .map((name) => textAt(settings, name))
    .filter((id) => id !== "" && id !== "_none");
  const missing: string[] = [];
  for (const id of new Set(named)) if (await isMissing(client, id)) missing.push(id);
  return missing;
}

async function isMissing(client: Client, id: string): Promise<boolean> {
  const segments = ["_ingest", "pipeline", id];
  try {
    await client.request({ doing: `read the ingest pipeline "${id}"`, method: "GET", segments });
    return false;
  } catch (error) {
    // Whoever may not ask does not know that it is missing.
    if (error instanceof OpenSearchError) return error.status === 404;
    throw error;
  }
}

/** An alias of an index, and whether it says which index it writes to. */
export interface IndexAlias {
  readonly name: string;
  /** `undefined` where it says nothing, so that it writes to its only index. */
  readonly isWriteIndex: boolean | undefined;
}

/** `GET /{index}/_alias`; none where there is no such index, or this user may not ask. */
export async function aliasesOf(client: Client, index: string): Promise<readonly IndexAlias[]> {
  const doing = `read the aliases of index "${index}"`;
  const segments = [index, "_alias"];
  const asked = client.request({ doing, method: "GET", segments }).catch((error: unknown) => {
    if (error instanceof OpenSearchError && error.status === 404) return {};
    throw error;
  });
  const answer = await unlessWithheld(asked);
  return Object.entries(objectAt(answer, index, "aliases")).map(([name, alias]) => {
    const isWriteIndex = valueAt(alias, "is_write_index");
    return { name, isWriteIndex: typeof isWriteIndex === "boolean" ? isWriteIndex : undefined };
  });
}

/** `POST /_aliases`: makes an index the one that its alias writes to. */
export function makeWriteIndex(client: Client, index: string, alias: string): Promise<void> {
  const body = { actions: [{ add: { index, alias, is_write_index: true } }] };
  const doing = `make index "${index}" the write index of alias "${alias}"`;
  return change(client, { doing, method: "POST", segments: ["_aliases"], body });
}

/** The indexes behind an alias (`GET /_resolve/index/{alias}`); none where this user may not ask. */
async function indexesBehind(client: Client, alias: string): Promise<string[]> {
  const answer = await unlessWithheld(
    client.request({
      doing: `read which indexes alias "${alias}" stands for`,
      method: "GET",
      segments: ["_resolve", "index", alias],
    }),
  );
  return listAt(answer, "aliases")
    .filter((one) => textAt(one, "name") === alias)
    .flatMap((one) => listAt(one, "indices"))
    .filter((name) => typeof name === "string");
}

/** An alias of one of the indexes that writes to another index, which is not among them. */
export interface WriteElsewhere {
  readonly alias: string;
  readonly index: string;
}

/** The aliases of all of these indexes. */
export async function aliasNamesOf(
  client: Client,
  indexes: readonly string[],
): Promise<ReadonlySet<string>> {
  const aliases = new Set<string>();
  for (const index of indexes)
    for (const { name } of await aliasesOf(client, index)) aliases.add(name);
  return aliases;
}

/** Where writes go that are made to the aliases of these indexes: a rollover leads them to an index of its own. */
export async function writesElsewhere(
  client: Client,
  indexes: readonly string[],
  aliases: ReadonlySet<string>,
): Promise<WriteElsewhere[]> {
  const found: WriteElsewhere[] = [];
  for (const alias of aliases)
    for (const index of await indexesBehind(client, alias)) {
      if (indexes.includes(index)) continue;
      const own = (await aliasesOf(client, index)).find(({ name }) => name === alias);
      if (own?.isWriteIndex === true) found.push({ alias, index });
    }
  return found;
}
