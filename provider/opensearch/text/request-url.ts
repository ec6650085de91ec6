// SPDX-License-Identifier: Apache-2.0

/** The path of a call; each segment is encoded, so that names with `%`, `;` or `/` arrive whole. */
export function encodedPath(segments: readonly string[]): string {
  return `/${segments.map(encoded).join("/")}`;
}

/** The query of a call, with its question mark; empty where there is none. */
export function encodedQuery(query: Readonly<Record<string, string>> = {}): string {
  const pairs = Object.entries(query).map(([name, value]) => `${encoded(name)}=${encoded(value)}`);
  return pairs.length === 0 ? "" : `?${pairs.join("&")}`;
}

/**
 * Encodes all but the unreserved characters of RFC 3986. A signature for AWS is made over the path as
 * it is sent, encoded once more, so what is sent must leave no choice of spelling.
 */
function encoded(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
