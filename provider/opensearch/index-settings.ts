// SPDX-License-Identifier: Apache-2.0

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

/** Settings that only the server itself may set. */
const internal = new Set([
  "index.uuid",
  "index.creation_date",
  "index.provided_name",
  "index.history.uuid",
  "index.version.created",
  "index.version.upgraded",
]);

/** The setting's full name: the API wants the prefix, people leave it out. */
export function fullSettingName(name: string): string {
  return name.startsWith("index.") ? name : `index.${name}`;
}

/** What is wrong with an override of an index setting on a follower; empty when nothing can be said. */
export function settingViolations(name: string, value: unknown): string[] {
  const full = fullSettingName(name);
  if (full === marker) return ["is the plugin's own mark of a follower and must not be set"];
  if (internal.has(full)) return ["is set by the server only"];
  if (final.has(full) || full.startsWith("index.sort.")) {
    return ["is fixed when an index is made, and a follower has its leader's"];
  }
  if (full === "index.blocks.read_only" && String(value) === "true") {
    return ["must not be true: the block would stop the replication"];
  }
  return [];
}

/** What is wrong with a setting that is named twice, with `index.` and without. */
export function twinViolations(
  name: string,
  settings: Readonly<Record<string, unknown>>,
): string[] {
  const twin = `index.${name}`;
  return !name.startsWith("index.") && twin in settings
    ? [`is the same setting as "${twin}"; leave one of them out`]
    : [];
}
