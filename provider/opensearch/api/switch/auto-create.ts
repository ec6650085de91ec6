// SPDX-License-Identifier: Apache-2.0
import { isObject, type Json } from "../../answers/answer";
import type { Client } from "../../client/client";
import { isNotAllowed } from "../../answers/withheld";
import { change, textAt } from "../plugin-api";

const key = "action.auto_create_index";

/** Which indexes writes may make on their way, by the layer of settings that says so; empty where nothing does. */
interface AutoCreate {
  readonly persistent: string;
  readonly transient: string;
}

/**
 * Closes names to automatic creation, or opens those that are closed (`PUT /_cluster/settings`). What else the
 * setting says stays. Whether this user may do it.
 */
export async function reserveNames(
  client: Client,
  names: readonly string[],
  isReserved: boolean,
): Promise<boolean> {
  try {
    const now = await readSetting(client);
    // A transient setting comes before a persistent one.
    const layer = now.transient === "" ? "persistent" : "transient";
    const before = now[layer];
    const after = isReserved ? closed(before, names) : opened(before, names);
    if (after === before) return true;
    const body = { [layer]: { [key]: after === "" ? null : after } };
    const doing = `${isReserved ? "close" : "open"} index names to automatic creation`;
    await change(client, { doing, method: "PUT", segments: ["_cluster", "settings"], body });
    return true;
  } catch (error) {
    if (isNotAllowed(error)) return false;
    throw error;
  }
}

/** The first expression that fits a name decides; so ours come first. */
export function closed(before: string, names: readonly string[]): string {
  const parts = partsOf(before);
  // By itself `false` forbids every name.
  if (parts.length === 1 && parts[0] === "false") return before;
  const ours = names.map((name) => `-${name}`).filter((one) => !parts.includes(one));
  const rest = parts.length === 0 || (parts.length === 1 && parts[0] === "true") ? ["*"] : parts;
  return ours.length === 0 ? before : [...ours, ...rest].join(",");
}

/** Without the names; empty where all that is left is what the default says. */
export function opened(before: string, names: readonly string[]): string {
  const ours = new Set(names.map((name) => `-${name}`));
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
    query: { flat_settings: "true" },
    isAnswer: (json) => isObject(json["persistent"]) && isObject(json["transient"]),
  });
  return { persistent: valueIn(answer["persistent"]), transient: valueIn(answer["transient"]) };
}

/** A list may be told as one, or as a text. */
function valueIn(layer: Json | undefined): string {
  const value = isObject(layer) ? layer[key] : undefined;
  return Array.isArray(value) ? value.map(String).join(",") : textAt(layer, key);
}
