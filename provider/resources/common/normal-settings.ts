// SPDX-License-Identifier: Apache-2.0
import { fullSettingName } from "../../opensearch/index-settings";

/** Index settings as a program gives them. */
export type GivenSettings = Readonly<Record<string, string | number | boolean>>;

/**
 * Index settings as the server keeps them: names in full, values as text, in order; none is the same
 * as none at all. In the state they stay as they were given, since the engine tracks secrets and
 * ignored changes by name.
 */
export function normalSettings(given: GivenSettings = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(given)
      .map(([name, value]): [string, string] => [fullSettingName(name), String(value)])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
