// SPDX-License-Identifier: Apache-2.0
import { isObject, textOf, type Json, type JsonObject } from "../json/json";

/** Settings by full key. All scalars are text, as the server stores them; null removes a key. */
export type Settings = Record<string, string | string[] | null>;

const scalar = (value: Json): string | string[] | null =>
  Array.isArray(value) ? value.map((item) => textOf(item) ?? "") : (textOf(value) ?? null);

/** Nested or flat settings as one flat level. */
export const flattened = (settings: JsonObject, prefix = ""): Settings => {
  const flat: Settings = {};
  for (const [key, value] of Object.entries(settings)) {
    if (isObject(value)) Object.assign(flat, flattened(value, `${prefix}${key}.`));
    else flat[prefix + key] = scalar(value);
  }
  return flat;
};

/** The same for an index, where the prefix `index.` may be left out at creation. */
export const indexSettings = (settings: JsonObject): Settings =>
  Object.fromEntries(
    Object.entries(flattened(settings)).map(([key, value]) => [
      key.startsWith("index.") ? key : `index.${key}`,
      value,
    ]),
  );

const sorted = (settings: Settings): [string, string | string[] | null][] =>
  Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1));

/** Flat settings in the order the server lists them. */
export const flatView = (settings: Settings): JsonObject => Object.fromEntries(sorted(settings));

/** Flat settings as nested objects. A key that is also a prefix of another stays flat. */
export const nestedView = (settings: Settings): JsonObject => {
  const root: JsonObject = {};
  for (const [key, value] of sorted(settings)) {
    const path = key.split(".");
    const last = path.pop() ?? key;
    let level = root;
    for (const part of path) {
      const next = level[part];
      const inner: JsonObject = isObject(next) ? next : {};
      level[part] = inner;
      level = inner;
    }
    level[last] = value;
  }
  return root;
};

/** Settings after a change in which null removes. */
export const changed = (settings: Settings, change: Settings): Settings =>
  Object.fromEntries(
    Object.entries({ ...settings, ...change }).filter(([, value]) => value !== null),
  );

/** One setting as text. */
export const setting = (settings: Settings, key: string): string | undefined => {
  const value = settings[key];
  return typeof value === "string" ? value : undefined;
};

/** One setting as a number, or the fallback. */
export const numberSetting = (settings: Settings, key: string, fallback: number): number => {
  const value = Number.parseInt(setting(settings, key) ?? "");
  return Number.isNaN(value) ? fallback : value;
};

const UNITS: Record<string, number> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** A setting such as `30s` in milliseconds, or the fallback. */
export const timeSetting = (settings: Settings, key: string, fallback: number): number => {
  const [, amount, unit = ""] = /^(\d+)(ms|s|m|h|d)$/.exec(setting(settings, key) ?? "") ?? [];
  return amount === undefined ? fallback : Number(amount) * (UNITS[unit] ?? 1);
};
