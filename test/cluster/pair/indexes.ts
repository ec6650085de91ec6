// SPDX-License-Identifier: Apache-2.0
import { isObject, type JsonObject } from "../../../provider/opensearch/answers/answer";
import type { Call, Client } from "../../../provider/opensearch/client/client";
import { OpenSearchError } from "../../../provider/opensearch/answers/errors";
import type { ClientSettings } from "../../../provider/opensearch/settings/client-settings";
import { send } from "./send";
import { until } from "./until";

/** Sends a request to a cluster as anyone would, outside the provider. */
export function call(
  client: Client,
  method: Call["method"],
  segments: readonly string[],
  body?: JsonObject,
): Promise<JsonObject> {
  const doing = `${method} /${segments.join("/")}`;
  return client.request({ doing, method, segments, body });
}

/** Makes an index of one shard, which is green on a single node. */
export async function createIndex(client: Client, index: string, alias?: string): Promise<void> {
  const settings = { "index.number_of_shards": "1", "index.number_of_replicas": "0" };
  const aliases = alias === undefined ? {} : { aliases: { [alias]: {} } };
  await call(client, "PUT", [index], { settings, ...aliases });
}

/** The document with a number. */
export function documentOf(number: number): JsonObject {
  return { number, text: `document ${number}` };
}

/** Writes the documents 1 to `count`, whose ids are their numbers. */
export async function fill(to: ClientSettings, index: string, count: number): Promise<void> {
  const lines = Array.from({ length: count }, (_, at) => [
    JSON.stringify({ index: { _index: index, _id: String(at + 1) } }),
    JSON.stringify(documentOf(at + 1)),
  ]);
  const headers = { "content-type": "application/x-ndjson" };
  const body = `${lines.flat().join("\n")}\n`;
  const request = { method: "POST", path: "/_bulk", headers, body };
  const { status, body: answer } = await send(to, request);
  const isDone = status === 200 && !(JSON.parse(answer) as { errors: boolean }).errors;
  if (!isDone) throw new Error(`Could not fill "${index}" (HTTP ${status}): ${answer}`);
}

/** Writes one document with a number; an index that was just stopped or opened is waited for. */
export async function write(client: Client, index: string, number: number): Promise<void> {
  await until(`document ${number} is in "${index}"`, () =>
    call(client, "PUT", [index, "_doc", String(number)], documentOf(number)),
  );
}

/** Waits until a search finds so many documents; it lags behind what is written and replayed. */
export async function untilCount(client: Client, index: string, wanted: number): Promise<void> {
  let last: unknown;
  await until(`"${index}" holds ${wanted} documents`, async () => {
    await call(client, "POST", [index, "_refresh"]).catch(ignoreRefusal);
    last = (await call(client, "GET", [index, "_count"]))["count"];
    return last === wanted ? true : undefined;
  });
}

/** Waits until the document with a number is there, and is what was written. */
export async function untilDocument(client: Client, index: string, number: number): Promise<void> {
  await until(`"${index}" holds document ${number}`, async () => {
    const { _source: found } = await call(client, "GET", [index, "_doc", String(number)]);
    return JSON.stringify(found) === JSON.stringify(documentOf(number)) ? true : undefined;
  });
}

/** The value of an index setting. */
export async function settingOf(client: Client, index: string, name: string): Promise<unknown> {
  const query = { flat_settings: "true" };
  const doing = `read the settings of index "${index}"`;
  const segments = [index, "_settings"];
  const answer = await client.request({ doing, method: "GET", segments, query });
  const [entry] = Object.values(answer);
  const settings = isObject(entry) ? entry["settings"] : undefined;
  return isObject(settings) ? settings[name] : undefined;
}

/** What is done in passing may be refused. */
export function ignoreRefusal(error: unknown): void {
  if (!(error instanceof OpenSearchError)) throw error;
}
