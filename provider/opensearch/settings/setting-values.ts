// SPDX-License-Identifier: Apache-2.0
import { parseDuration } from "../../waiting/duration";
import type { RawSettings, SettingName } from "./setting-names";

/** Reads a duration; 0 with a problem where it is none. */
export function duration(name: string, text: string, problems: string[]): number {
  const milliseconds = parseDuration(text);
  if (milliseconds === undefined) {
    problems.push(`${name} must be a duration such as "75s", not "${text}"`);
  }
  return milliseconds ?? 0;
}

/** Reads a switch, which is off by default. */
export function parseBoolean(name: string, text: string | undefined, problems: string[]): boolean {
  if (text === undefined || text === "false") return false;
  if (text !== "true") problems.push(`${name} must be "true" or "false", not "${text}"`);
  return text === "true";
}

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
    `${missing} is missing, but ${set} is set: set both in one place (the Provider or the stack's configuration, or else the environment)`,
  );
}
