// SPDX-License-Identifier: Apache-2.0
import { isRecord } from "./record";

const marker = "index.plugins.replication.follower.leader_index";

/** Settings that are fixed when an index is made. A start with one runs into a 30 s time-out and FAILED; an update ignores it silently. */
const final = new Set([
  "index.number_of_shards",
  "index.number_of_routing_shards",
  "index.routing_partition_size",
  "index.soft_deletes.enabled",
  "index.replication.type",
  "index.store.type",
]);

const internal = new Set([
  "index.uuid",
  "index.creation_date",
  "index.provided_name",
  "index.history.uuid",
  "index.version.created",
  "index.version.upgraded",
]);

/** The value of an index setting; a group of settings may be an object, as in the REST API. */
export type IndexSetting =
  string | number | boolean | readonly (string | number | boolean)[] | IndexSettings;

/**
 * Index settings by name, with or without the prefix `index.`; flat (`index.number_of_replicas`) or nested.
 *
 * @example { number_of_replicas: 1 }
 */
export interface IndexSettings {
  readonly [name: string]: IndexSetting;
}

interface FlatSetting {
  readonly path: readonly string[];
  /** Its full name: the API wants the prefix, people leave it out. */
  readonly name: string;
  readonly value: unknown;
}

function flatSettings(given: object, path: readonly string[] = []): FlatSetting[] {
  return Object.entries(given).flatMap(([key, value]: [string, unknown]): FlatSetting[] => {
    const here = [...path, key];
    if (value === undefined) return [];
    if (isRecord(value)) return flatSettings(value, here);
    const name = here.join(".");
    return [{ path: here, name: name.startsWith("index.") ? name : `index.${name}`, value }];
  });
}

/** What is wrong with the overrides of index settings on a follower; empty when nothing can be said. */
export function indexSettingsViolations(
  given: object,
): (FlatSetting & { readonly rule: string })[] {
  const all = flatSettings(given);
  return all.flatMap((setting, at) => {
    const rules = indexSettingViolations(setting);
    const twin = all.slice(0, at).find(({ name }) => name === setting.name);
    if (twin !== undefined) {
      rules.push(`is the same setting as "${twin.path.join(".")}"; leave one of them out`);
    }
    return rules.map((rule) => ({ ...setting, rule }));
  });
}

function indexSettingViolations({ name, value }: FlatSetting): string[] {
  if (name === marker) return ["is the plugin's own follower mark and must not be set"];
  if (internal.has(name)) return ["is set by the server only"];
  if (final.has(name) || name.startsWith("index.sort.")) {
    return ["is fixed when an index is created, and a follower has its leader's"];
  }
  if (name === "index.blocks.read_only" && (value === true || value === "true")) {
    return ["must not be true: the block would stop the replication"];
  }
  if (value === null) return ["must not be null: leave it out to use the leader's"];
  const isValue = (one: unknown): boolean => ["string", "number", "boolean"].includes(typeof one);
  const areValues = (Array.isArray(value) ? value : [value]).every(isValue);
  return areValues ? [] : ["must be a string, a number, a boolean, or a list of these"];
}

/**
 * Index settings as the server keeps them: flat, names in full, values as text, in order; none is the
 * same as none at all. In the state they stay as they were given, since the engine tracks secrets and
 * ignored changes by name.
 */
export function normalIndexSettings(given: IndexSettings = {}): Record<string, string> {
  return Object.fromEntries(
    flatSettings(given)
      // A list is a text with commas to the server.
      .map(({ name, value }): [string, string] => [name, String(value)])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
