// SPDX-License-Identifier: Apache-2.0
import type { AnswerFailure } from "../answers/answer";

/** The addresses of a cluster in the order in which a call tries them: first the one that answered last. */
export function inOrder<T>(addresses: readonly T[], preferred: number): T[] {
  return [...addresses.slice(preferred), ...addresses.slice(0, preferred)];
}

/**
 * Whether a call that failed at one address may be made at the next. What changes something must
 * certainly not have left this machine: a start that is sent twice is refused, or worse, is two.
 */
export function mayTryNext(method: string, failure: AnswerFailure): boolean {
  if (failure.status === undefined) return method === "GET" || !failure.mayHaveHappened;
  return method === "GET" && [502, 503, 504].includes(failure.status);
}

/** Whether the address answered at all, and not something in front of it for it. */
export function isAlive(failure: AnswerFailure | undefined): boolean {
  return failure === undefined || !mayTryNext("GET", failure);
}

/** The hosts that were tried, with what became of all but the last. */
export function triedHosts(
  failed: readonly { readonly host: string; readonly failure: AnswerFailure }[],
  last: string,
): string {
  const earlier = failed.map(
    ({ host, failure }) => `${host} (${failure.status ?? failure.type ?? "no answer"})`,
  );
  return [...earlier, last].join(", ");
}
