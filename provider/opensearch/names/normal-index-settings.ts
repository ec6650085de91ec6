// SPDX-License-Identifier: Apache-2.0
import { flatSettings, type IndexSettings } from "./index-settings";

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
