// SPDX-License-Identifier: Apache-2.0
import { isObject, type Json } from "../../answers/answer";
import type { Client } from "../../client/client";
import { isNotAllowed, unlessWithheld } from "../../answers/withheld";
import { change, textAt } from "../plugin-api";

const key = "action.auto_create_index";

/** Which indexes writes may make on their way, by the layer of settings that says so; empty where one says nothing. */
interface AutoCreate {
  readonly persistent: string;
  readonly transient: string;
  /** What holds without both: of opensearch.yml, else the server's own. */
  readonly defaults: string;
}

/**
 * Closes names to automatic creation (`PUT /_cluster/settings`), and says which are closed by this package; what
 * else the setting says stays, and what somebody else has closed. Nothing where this user may not do it.
 */
export async function closeNames(
  client: Client,
  names: readonly string[],
): Promise<readonly string[] | undefined> {
  try {
    const now = await readSetting(client);
    const { layer, value } = inForce(now);
    const after = closed(value || now.defaults, names);
    await put(client, layer, now[layer], after);
    return names.filter((name) => isOurs(after, name));
  } catch (error) {
    if (isNotAllowed(error)) return undefined;
    throw error;
  }
}

/** Opens names again that {@link closeNames} has closed. */
export async function openNames(client: Client, names: readonly string[]): Promise<void> {
  const now = await readSetting(client);
  const { layer, value } = inForce(now);
  const after = opened(value, names);
  const isDefault = after === opened(closed(now.defaults, names), names) || after === now.defaults;
  await put(client, layer, value, isDefault ? "" : after);
}

/** The names among these that {@link closeNames} has closed; none where that may not be read. */
export async function closedNames(client: Client, names: readonly string[]): Promise<string[]> {
  const now = await unlessWithheld(readSetting(client));
  if (now === undefined) return [];
  const { value } = inForce(now);
  return names.filter((name) => isOurs(value, name));
}

/** A transient setting comes before a persistent one. */
function inForce({ persistent, transient }: AutoCreate) {
  return transient === ""
    ? ({ layer: "persistent", value: persistent } as const)
    : ({ layer: "transient", value: transient } as const);
}

async function put(
  client: Client,
  layer: "persistent" | "transient",
  before: string,
  after: string,
): Promise<void> {
  if (after === before) return;
  const body = { [layer]: { [key]: after === "" ? null : after } };
  const doing = "change which index names are closed to automatic creation";
  await change(client, { doing, method: "PUT", segments: ["_cluster", "settings"], body });
}

/** A name that this package has closed stands twice, so that a run which was killed is told from a person. */
function isOurs(value: string, name: string): boolean {
  return partsOf(value).filter((part) => part === `-${name}`).length > 1;
}

/** The first expression that fits a name decides; so ours come first. */
export function closed(before: string, names: readonly string[]): string {
  const parts = partsOf(before);
  // By itself `false` forbids every name.
  if (parts.length === 1 && parts[0] === "false") return before;
  const added = names.map((name) => `-${name}`).filter((one) => !parts.includes(one));
  const ours = added.flatMap((one) => [one, one]);
  const rest = parts.length === 0 || (parts.length === 1 && parts[0] === "true") ? ["*"] : parts;
  return ours.length === 0 ? before : [...ours, ...rest].join(",");
}

/** Without the names; empty where all that is left is what the default says. */
export function opened(before: string, names: readonly string[]): string {
  const ours = new Set(names.filter((name) => isOurs(before, name)).map((name) => `-${name}`));
  const rest = partsOf(before).filter((one) => !ours.has(one));
  if (rest.length === partsOf(before).length) return before;
  return rest.length === 1 && rest[0] === "*" ? "" : rest.join(",");
}

function partsOf(text: string): string[] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

async function readSetting(client: Client): Promise<AutoCreate> {
  const answer = await client.request({
    doing: "read which index names are closed to automatic creation",
    method: "GET",
    segments: ["_cluster", "settings"],
    query: { flat_settings: "true", include_defaults: "true" },
    isAnswer: (json) => isObject(json["persistent"]) && isObject(json["transient"]),
  });
  return {
    persistent: valueIn(answer["persistent"]),
    transient: valueIn(answer["transient"]),
    defaults: valueIn(answer["defaults"]),
  };
}

/** A list may be told as one, or as a text. */
function valueIn(layer: Json | undefined): string {
  const value = isObject(layer) ? layer[key] : undefined;
  return Array.isArray(value) ? value.map(String).join(",") : textAt(layer, key);
}
