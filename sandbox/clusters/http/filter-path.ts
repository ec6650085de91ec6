// SPDX-License-Identifier: Apache-2.0
import { glob } from "../cluster/glob";
import { isObject, type Json, type JsonObject } from "../json/json";

const pick = (value: Json, path: string[]): Json | undefined => {
  const [segment, ...rest] = path;
  if (segment === undefined) return value;
  if (Array.isArray(value)) {
    const kept = value.map((item) => pick(item, path)).filter((item) => item !== undefined);
    return kept.length === 0 ? undefined : kept;
  }
  if (!isObject(value)) return undefined;
  const kept: JsonObject = {};
  for (const [key, inner] of Object.entries(value)) {
    if (segment === "**") {
      const found = pick(inner, rest) ?? pick(inner, path);
      if (found !== undefined) kept[key] = found;
    } else if (glob(segment).test(key)) {
      const found = pick(inner, rest);
      if (found !== undefined) kept[key] = found;
    }
  }
  return Object.keys(kept).length === 0 ? undefined : kept;
};

const merged = (left: Json, right: Json): Json => {
  if (!isObject(left) || !isObject(right)) return right;
  const result: JsonObject = { ...left };
  for (const [key, value] of Object.entries(right)) {
    const had = result[key];
    result[key] = had === undefined ? value : merged(had, value);
  }
  return result;
};

/**
 * Keeps what `filter_path` names. A dot separates keys, so a flattened key such as
 * `cluster.remote.x.seeds`, being one key with dots in it, is never matched by a longer path.
 */
export const filterPath = (body: Json, filters: string): Json => {
  const kept = filters
    .split(",")
    .map((filter) => pick(body, filter.split(".")))
    .filter((part) => part !== undefined);
  return kept.reduce<Json>((all, part) => merged(all, part), {});
};
