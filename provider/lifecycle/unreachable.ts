// SPDX-License-Identifier: Apache-2.0
import { OpenSearchError } from "../opensearch/answers/errors";
import type { Operation } from "./operation";

/** What the network says where nothing answers at an address. */
const silence =
  /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)$/;

function isUnreachable(error: unknown): error is OpenSearchError {
  return (
    error instanceof OpenSearchError &&
    error.status === undefined &&
    silence.test(error.type ?? "") &&
    // A proxy that is down says nothing of the cluster behind it.
    error.isOfProxy !== true
  );
}

/**
 * Whether a deletion is to leave alone what stands on a cluster that cannot be reached, as `whenUnreachable`
 * lets it. It is asked before anything is done: what has begun is never forgotten.
 */
export async function isForgotten(what: string, operation: Operation): Promise<boolean> {
  if (operation.whenUnreachable !== "forget") return false;
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

/** Does the work; where the cluster cannot be reached, the error names the ways out for one that is gone for good. */
export async function orGoneForGood<T>(
  urn: string | undefined,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isUnreachable(error)) throw error;
    const one = urn === undefined ? "" : `, for one resource: pulumi state delete '${urn}'`;
    throw new Error(
      `${error.message} If that cluster is gone for good, let its resources go with it: OPENSEARCH_WHEN_UNREACHABLE=forget pulumi destroy (or whenUnreachable on the Provider)${one}.`,
      { cause: error },
    );
  }
}
