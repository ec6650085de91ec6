// SPDX-License-Identifier: Apache-2.0
import type { JsonObject } from "./answer";
import { OpenSearchError } from "./errors";
import { encodedPath } from "../text/request-url";

/** The type of an answer of which something was left out on purpose. */
const filtered = "filtered";

/** Whether a service offers the call to no user, whatever the sign-in. */
export function isNotOffered(error: unknown): boolean {
  if (!(error instanceof OpenSearchError)) return false;
  return (error.status === 401 || error.status === 403) && error.is("notOffered");
}

/** Whether a permission would help: the security plugin, or an access policy, refused this user. */
export function needsPermission(error: OpenSearchError): boolean {
  return error.status === 403 && !isNotOffered(error);
}

/** Whether the user may not do it, or the service offers it to no user; a block is another kind of refusal. */
export function isNotAllowed(error: unknown): error is OpenSearchError {
  if (!(error instanceof OpenSearchError)) return false;
  const isDenied = error.status === 403 && error.type !== "cluster_block_exception";
  return isDenied || isNotOffered(error);
}

/**
 * Whether what was asked for is not told: the user may not ask (403), the service offers the call to
 * nobody (401 or 403), or it answers a part only. It is never “there is none”.
 */
export function isWithheld(error: unknown): error is OpenSearchError {
  if (!(error instanceof OpenSearchError)) return false;
  return error.status === 403 || error.type === filtered || isNotOffered(error);
}

/** What is asked for, or `undefined` where it is withheld. */
export async function unlessWithheld<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (isWithheld(error)) return undefined;
    throw error;
  }
}

/** Whether an answer can be one with all these fields of which some, or all, were left out. */
export function isPartOf(json: JsonObject, fields: readonly string[]): boolean {
  const given = Object.keys(json);
  return given.length === 0 || given.some((name) => fields.includes(name));
}

/** The failure of a read whose answer lacks what it would have to have, said with a noun. */
export function partOnly(
  client: { readonly host: string; readonly isAmazon: boolean },
  { doing, segments }: { readonly doing: string; readonly segments: readonly string[] },
  missing: string,
): OpenSearchError {
  return new OpenSearchError({
    doing,
    path: encodedPath(segments),
    method: "GET",
    host: client.host,
    isAmazon: client.isAmazon,
    status: 200,
    type: filtered,
    reason: `the answer is filtered and does not include ${missing}`,
    mayHaveHappened: false,
  });
}
