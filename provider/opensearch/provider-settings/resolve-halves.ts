// SPDX-License-Identifier: Apache-2.0
import type { RawSettings, SettingName } from "./setting-names";

/** Settings that will have a value which is not known yet. */
export type Pending = ReadonlySet<SettingName>;

/** Of two settings that make up one credential, one alone is a problem: the other one is looked for nowhere else. */
export function pushMissing(
  settings: RawSettings,
  [one, other]: readonly [SettingName, SettingName],
  pending: Pending,
  problems: string[],
): void {
  const isThere = (name: SettingName): boolean => settings[name] !== undefined || pending.has(name);
  if (isThere(one) === isThere(other)) return;
  const [missing, set] = isThere(one) ? [other, one] : [one, other];
  problems.push(
    `${missing} is missing beside ${set}: set both in one place (the Provider or the stack's configuration, or else the environment)`,
  );
}
