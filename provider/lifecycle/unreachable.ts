// SPDX-License-Identifier: Apache-2.0
import { OpenSearchError } from "../opensearch/answers/errors";
import type { Operation } from "./operation";

/** Whether nothing was reached at any of the cluster's addresses; whatever answers, or hangs up, is there. */
function isUnreachable(error: unknown): error is OpenSearchError {
  return error instanceof OpenSearchError && error.isSilent === true;
}

/**
 * Whether a destroy is to leave alone what stands on a cluster that cannot be reached, as `whenUnreachable`
 * lets it: the cluster at the address at which it was made, and before anything is done.
 */
export async function isForgotten(
  what: string,
  madeAt: string | undefined,
  operation: Operation,
): Promise<boolean> {
  if (operation.whenUnreachable !== "forget" || madeAt !== operation.host) return false;
  try {
    await operation.identity();
    return false;
  } catch (error) {
    if (!isUnreachable(error)) throw error;
    const { host, type = "", reason = "" } = error;
    await operation.log.warn(
      `${what} is forgotten, as whenUnreachable allows: ${host} cannot be reached (${type}: ${reason}). If that cluster is still there, it still has it.`,
    );
    return true;
  }
}

/** Asks which cluster it is; where it cannot be reached, what to save instead, if that may be put off. */
export async function orDeferred<T, Deferred>(
  asked: () => Promise<T>,
  defer: (error: OpenSearchError) => Promise<Deferred | undefined> | undefined,
): Promise<{ readonly now: T } | { readonly deferred: Deferred }> {
  try {
    return { now: await asked() };
  } catch (error) {
    if (!(error instanceof OpenSearchError) || !isAway(error)) throw error;
    const deferred = await defer(error);
    if (deferred === undefined) throw error;
    return { deferred };
  }
}

/** Whether a cluster does not answer for itself: nobody does, or what stands in front of it says that. */
function isAway({ status }: OpenSearchError): boolean {
  return status === undefined || (status >= 502 && status <= 504);
}

/** Does the work; where the cluster cannot be reached, the error names the ways out for one that is gone for good. */
export async function orGoneForGood<T>(
  urn: string | undefined,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isUnreachable(error)) throw error;
    const one =
      urn === undefined
        ? ""
        : `; or for one resource: pulumi state delete '${urn}' --target-dependents`;
    throw new Error(
      `${error.message} If that cluster is gone for good, let what was on it go: set whenUnreachable to "forget" (in the environment, unless the Provider sets it: OPENSEARCH_WHEN_UNREACHABLE=forget) and run pulumi destroy, with --target where the rest of the stack stays${one}`,
      { cause: error },
    );
  }
}
