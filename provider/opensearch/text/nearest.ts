// SPDX-License-Identifier: Apache-2.0
import { distance } from "fastest-levenshtein";

/** `; did you mean "…"?` with the name that a misspelt one is nearest to; empty where none is near. */
export function didYouMean(given: string, names: readonly string[]): string {
  const plain = (name: string): string => name.replace(/[-_.\s]/g, "").toLowerCase();
  const [nearest] = names
    .map((name) => ({ name, far: distance(plain(given), plain(name)) }))
    .filter(
      ({ name, far }) =>
        far <= Math.max(1, Math.floor(plain(name).length / 3)) ||
        plain(given).includes(plain(name)),
    )
    .sort((a, b) => a.far - b.far);
  return nearest === undefined ? "" : `; did you mean "${nearest.name}"?`;
}
