// SPDX-License-Identifier: Apache-2.0
import { isObject, type JsonObject } from "../../../provider/opensearch/answers/answer";
import type { Client } from "../../../provider/opensearch/client/client";
import { call } from "./indexes";
import type { Pair } from "./pair";

/** The settings that are set on a cluster, flat, in both scopes. */
export interface ClusterSettings {
  readonly persistent: JsonObject;
  readonly transient: JsonObject;
}

/** What is set on a cluster; without the settings of one connection where one is named. */
export async function settingsOf(client: Client, except?: string): Promise<ClusterSettings> {
  const answer = await client.request({
    doing: "read the cluster settings",
    method: "GET",
    segments: ["_cluster", "settings"],
    query: { flat_settings: "true" },
  });
  const isKept = (key: string): boolean => except === undefined || !isOf(except, key);
  const kept = (scope: unknown): JsonObject =>
    isObject(scope as JsonObject) ? picked(scope as JsonObject, isKept) : {};
  return { persistent: kept(answer["persistent"]), transient: kept(answer["transient"]) };
}

/** The settings of one connection, named as below `cluster.remote.<alias>.`. */
export async function keysOf(client: Client, alias: string): Promise<JsonObject> {
  const { persistent } = await settingsOf(client);
  const own = Object.entries(picked(persistent, (key) => isOf(alias, key)));
  return Object.fromEntries(own.map(([key, value]) => [key.slice(prefixOf(alias).length), value]));
}

/** What is set on both clusters, to be compared with what a test leaves. */
export async function settingsOfBoth({ follower, leader }: Pair) {
  return { follower: await settingsOf(follower), leader: await settingsOf(leader) };
}

/** Sets keys of one connection, as somebody might by hand. */
export async function setKeys(
  client: Client,
  alias: string,
  keys: JsonObject,
  scope: keyof ClusterSettings = "persistent",
): Promise<void> {
  const named = Object.entries(keys).map(([key, value]) => [`${prefixOf(alias)}${key}`, value]);
  const body = { [scope]: Object.fromEntries(named) as JsonObject };
  await call(client, "PUT", ["_cluster", "settings"], body);
}

/** Removes whatever is set of one connection, in one request, and nothing else. */
export async function removeKeys(client: Client, alias: string): Promise<void> {
  const found = await settingsOf(client);
  const nulled = (settings: JsonObject): JsonObject => {
    const own = Object.keys(picked(settings, (key) => isOf(alias, key)));
    return Object.fromEntries(own.map((key) => [key, null]));
  };
  const scopes = { persistent: nulled(found.persistent), transient: nulled(found.transient) };
  const body = picked(scopes, (scope) => Object.keys(scopes[scope as "transient"]).length > 0);
  if (Object.keys(body).length === 0) return;
  await call(client, "PUT", ["_cluster", "settings"], body);
}

function picked(settings: JsonObject, isWanted: (key: string) => boolean): JsonObject {
  return Object.fromEntries(Object.entries(settings).filter(([key]) => isWanted(key)));
}

function isOf(alias: string, key: string): boolean {
  return key.startsWith(prefixOf(alias));
}

function prefixOf(alias: string): string {
  return `cluster.remote.${alias}.`;
}
