// SPDX-License-Identifier: Apache-2.0
import { glob } from "../cluster/glob";
import { isObject, type Json, type JsonObject } from "../json/json";

type Path = string[];

/** A double star stands for any number of keys, none included. */
const readings = (path: Path): Path[] => {
  const [segment, ...rest] = path;
  return segment === "**" ? [path, ...readings(rest)] : [path];
};

/** What is left of the paths below a key. */
const below = (paths: Path[], key: string): Path[] =>
  paths.flatMap((path) => {
    const [segment = "", ...rest] = path;
    if (segment === "**") return [path];
    return glob(segment).test(key) ? [rest] : [];
  });

/** All paths at once, so that two of them can pick from the same item of a list. */
const pick = (value: Json, given: Path[]): Json | undefined => {
  const paths = given.flatMap(readings);
  if (paths.some((path) => path.length === 0)) return value;
  if (Array.isArray(value)) {
    const kept = value.map((item) => pick(item, paths)).filter((item) => item !== undefined);
    return kept.length === 0 ? undefined : kept;
  }
  if (!isObject(value)) return undefined;
  const kept: JsonObject = {};
  for (const [key, inner] of Object.entries(value)) {
    const found = pick(inner, below(paths, key));
    if (found !== undefined) kept[key] = found;
  }
  return Object.keys(kept).length === 0 ? undefined : kept;
};

/**
 * Keeps what `filter_path` names. A dot separates keys, so a flattened key such as
 * `cluster.remote.x.seeds`, being one key with dots in it, is never matched by a longer path.
 */
export const filterPath = (body: Json, filters: string): Json =>
  pick(
    body,
    filters.split(",").map((filter) => filter.split(".")),
  ) ?? {};
