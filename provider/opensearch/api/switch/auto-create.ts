// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";
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

/** By whom names are closed: marks tell a run that was killed from another resource, and from a person. */
interface Closing {
  /** Names that are known to be closed by this owner. */
  readonly known: readonly string[];
  readonly owner: string | undefined;
}

/**
 * Closes names to automatic creation (`PUT /_cluster/settings`), and says which of them are closed by this owner
 * now; what else the setting says stays, and what somebody else has closed. Nothing where this user may not do it.
 */
export async function closeNames(
  client: Client,
  names: readonly string[],
  { known, owner }: Closing,
): Promise<readonly string[] | undefined> {
  try {
    const now = await readSetting(client);
    const { layer, value } = inForce(now);
    const after = closed(value || now.defaults, names, owner);
    await put(client, layer, now[layer], after);
    const own = new Set([...known, ...ownedIn(after, owner)]);
    return names.filter((name) => own.has(name));
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
  const isDefault =
    after === opened(closed(now.defaults, names, undefined), names) || after === now.defaults;
  await put(client, layer, value, isDefault ? "" : after);
}

/** Which names are closed, and which of them by this owner; nothing where that may not be read. */
export async function closedNames(
  client: Client,
  owner: string | undefined,
): Promise<{ readonly closed: readonly string[]; readonly owned: readonly string[] } | undefined> {
  const now = await unlessWithheld(readSetting(client));
  if (now === undefined) return undefined;
  const { value } = inForce(now);
  const parts = partsOf(value).flatMap((part) => (part.startsWith("-") ? [part.slice(1)] : []));
  return { closed: parts, owned: ownedIn(value, owner) };
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

/** Beside each name that it closes stands one that no index has, by which its owner knows it again. */
function markOf(owner: string, name: string): string {
  return `-.pulumi-${createHash("sha256").update(owner).digest("hex").slice(0, 8)}-${name}`;
}

const anyMark = /^-\.pulumi-[\da-f]{8}-/;

function ownedIn(value: string, owner: string | undefined): string[] {
  if (owner === undefined) return [];
  const mark = markOf(owner, "");
  return partsOf(value).flatMap((part) => (part.startsWith(mark) ? [part.slice(mark.length)] : []));
}

/** The first expression that fits a name decides; so ours come first. */
export function closed(
  before: string,
  names: readonly string[],
  owner: string | undefined,
): string {
  const parts = partsOf(before);
  // By itself `false` forbids every name.
  if (parts.length === 1 && parts[0] === "false") return before;
  const added = names.filter((name) => !parts.includes(`-${name}`));
  const ours = added.flatMap((name) => [
    `-${name}`,
    ...(owner === undefined ? [] : [markOf(owner, name)]),
  ]);
  const rest = parts.length === 0 || (parts.length === 1 && parts[0] === "true") ? ["*"] : parts;
  return ours.length === 0 ? before : [...ours, ...rest].join(",");
}

/** Without the names and their marks; empty where all that is left is what the default says. */
export function opened(before: string, names: readonly string[]): string {
  const rest = partsOf(before).filter(
    (part) => !names.includes(part.replace(anyMark, "-").slice(1)) || !part.startsWith("-"),
  );
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
