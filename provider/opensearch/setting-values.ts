// SPDX-License-Identifier: Apache-2.0
import { parseDuration } from "../waiting/duration";

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

/** Reads the URL of something that speaks HTTP. A text that is none is not shown: it may hold a password. */
export function parseHttpUrl(
  name: string,
  text: string,
  example: string,
  problems: string[],
): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !["http:", "https:"].includes(url.protocol)) {
    problems.push(`${name} must begin with https:// or http://, such as "${example}"`);
    return undefined;
  }
  if (url.search !== "" || url.hash !== "") {
    problems.push(`${name} must not have a query or a fragment`);
  }
  return url;
}

/** Undoes the percent-encoding of userinfo; an empty part is none. */
export function decode(part: string | undefined): string | undefined {
  if (part === undefined || part === "") return undefined;
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
