// SPDX-License-Identifier: Apache-2.0
import type { Cluster } from "../cluster/cluster";
import type { Caller } from "../security/caller";
import { identify } from "../security/identify";
import { answer, type Answer } from "./answer";
import type { EmulatedRequest } from "./request";

/** Whether a request gets past the door, and as whose. */
export type Admission =
  /** Without the security plugin nobody is asked, and there is no caller. */
  { admitted: true; caller: Caller | undefined } | { admitted: false; answer: Answer };

const unauthorized = (): Answer => ({
  ...answer("Unauthorized", 401),
  headers: { "www-authenticate": 'Basic realm="OpenSearch Security"' },
});

/**
 * Asks for sign-in, before the request's parameters and body are looked at. What the caller may do
 * is asked after that, by `permit`: a request that makes no sense is a 400 for everybody.
 */
export const admit = (
  { security, securityReady }: Cluster,
  request: EmulatedRequest,
): Admission => {
  if (security === undefined) return { admitted: true, caller: undefined };
  if (!securityReady)
    return { admitted: false, answer: answer("OpenSearch Security not initialized.", 503) };
  const caller = identify(security, request);
  return caller === undefined
    ? { admitted: false, answer: unauthorized() }
    : { admitted: true, caller };
};
