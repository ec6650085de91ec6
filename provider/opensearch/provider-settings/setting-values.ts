// SPDX-License-Identifier: Apache-2.0
import { parseDuration } from "../../waiting/duration";

/** Reads a duration; 0 with a problem where it is none. */
export function duration(name: string, text: string, problems: string[]): number {
  const milliseconds = parseDuration(text);
  if (milliseconds === undefined) {
    problems.push(`${name} must be a duration such as "75s", not "${text}"`);
  }
  return milliseconds ?? 0;
}

/** Reads a switch, which is off where nothing is said. */
export function parseBoolean(name: string, text: string | undefined, problems: string[]): boolean {
  if (text === undefined || text === "false") return false;
  if (text !== "true") problems.push(`${name} must be "true" or "false", not "${text}"`);
  return text === "true";
}
